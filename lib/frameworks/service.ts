import "server-only";
import type { TenantDb, TenantSql } from "@/lib/db/tenant";
import { conflict, invalid, notFound } from "@/lib/errors";
import { type Config, type Framework, findFramework } from "@/lib/frameworks/defaults";
import type { Section, Value } from "@/lib/frameworks/fields";
import { differences, merge, type Overrides, readSection } from "@/lib/frameworks/overrides";
import { getVersion, latestVersion } from "@/lib/frameworks/queries/list-versions";

/** A framework as it holds for a tenant; version 0 is the platform's own. */
export interface TenantConfig {
  readonly framework: Framework;
  readonly version: number;
  readonly overrides: Overrides;
  readonly config: Config;
}

/** The merged configuration, of the latest version unless another is asked for. Throws `not-found`. */
export async function getConfig(db: TenantSql, frameworkId: string, version?: number): Promise<TenantConfig> {
  const framework = findFramework(frameworkId);
  if (!framework) throw notFound("framework");
  if (version === 0) return { framework, version: 0, overrides: {}, config: framework.defaults };
  const found =
    version === undefined
      ? await latestVersion.first(db, { frameworkId })
      : await getVersion.first(db, { frameworkId, version });
  if (!found && version !== undefined) throw notFound("version");
  const overrides = (found?.overrides ?? {}) as Overrides;
  return { framework, version: found?.version ?? 0, overrides, config: merge(framework, overrides) };
}

interface NewVersion {
  frameworkId: string;
  /** the version that the editor had before her */
  base: number;
  overrides: Overrides;
  note: string;
  restoredFrom: number | null;
}

async function addVersion(db: TenantDb, given: NewVersion, by: string, now: Date): Promise<{ version: number }> {
  const { frameworkId, base, overrides, note, restoredFrom } = given;
  const version = base + 1;
  // Two editors with the same version before them: the second to save finds her number taken.
  const { count } = await db.prisma.frameworkConfig.createMany({
    data: [
      {
        tenantId: db.tenantId,
        frameworkId,
        version,
        overrides: overrides as object,
        note,
        restoredFrom,
        createdBy: by,
        createdAt: now,
      },
    ],
    skipDuplicates: true,
  });
  const latest = await latestVersion.first(db, { frameworkId });
  if (count === 0 || latest?.version !== version) throw conflict("changedMeanwhile");
  return { version };
}

export interface SectionChange {
  frameworkId: string;
  section: Section;
  values: Readonly<Record<string, Value>>;
  base: number;
  note: string;
}

/** Saves one section as a new version. Throws `invalid` by field, and `conflict` when somebody else was faster. */
export async function saveSection(
  db: TenantDb,
  { frameworkId, section, values, base, note }: SectionChange,
  by: string,
  now: Date,
): Promise<{ version: number; overridden: number }> {
  const { framework, version, overrides } = await getConfig(db, frameworkId);
  if (version !== base) throw conflict("changedMeanwhile");
  const read = readSection(framework, section, values);
  if ("fields" in read) throw invalid(read.fields);
  const next: Overrides = { ...overrides, [section]: read.values };
  if (Object.keys(read.values).length === 0) delete next[section];
  if (JSON.stringify(next) === JSON.stringify(overrides)) throw conflict("nothingChanged");
  const added = await addVersion(db, { frameworkId, base, overrides: next, note, restoredFrom: null }, by, now);
  return { ...added, overridden: differences(framework, merge(framework, next)).length };
}

/** Makes an earlier version hold again, as a new one; version 0 is the platform's own values. */
export async function restoreVersion(
  db: TenantDb,
  { frameworkId, version, base }: { frameworkId: string; version: number; base: number },
  by: string,
  now: Date,
): Promise<{ version: number }> {
  const current = await getConfig(db, frameworkId);
  if (current.version !== base) throw conflict("changedMeanwhile");
  if (version === base) throw conflict("nothingChanged");
  const { overrides } = await getConfig(db, frameworkId, version);
  return addVersion(db, { frameworkId, base, overrides, note: "", restoredFrom: version }, by, now);
}
