import "server-only";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type AuditActor, writeAudit } from "@/lib/audit/write-audit";
import { getTenantById, type Tenant } from "@/lib/db/directory";
import { type DirectoryChange, withDirectory } from "@/lib/db/directory-change";
import { type TenantId, tenantId } from "@/lib/db/tenant";
import { invalid } from "@/lib/errors";
import { fieldErrors } from "@/lib/guard/action";
import { locales } from "@/lib/i18n";
import { refuse } from "@/lib/identity/refusal";

/** First segments after the language that are pages of their own and can therefore name no tenant. */
const reservedSlugs = new Set(["account", "admin", "api", "attune", "coach", "invite", "live", "r", "sign-in", "v1"]);

/** How a tenant begins; everything but slug and name has a default (the columns of `tenants`). */
export const newTenantSchema = z.strictObject({
  slug: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, { error: "slugInvalid" }),
  name: z.string().trim().min(1, { error: "nameMissing" }).max(120, { error: "nameTooLong" }),
  locale: z.enum(locales).optional(),
  timeZone: z.string().refine(isTimeZone, { error: "zoneInvalid" }).optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  k: z.number().int().min(2).max(100).optional(),
  lowCountThreshold: z.number().int().min(0).max(1000).optional(),
  roundUpCounts: z.boolean().optional(),
  auLabel: z.string().trim().min(1).max(40).optional(),
  auUnit: z.string().trim().min(1).max(12).optional(),
  retentionMonths: z.number().int().min(1).max(120).optional(),
  brandColor: z
    .string()
    .regex(/^#[0-9A-Fa-f]{6}$/)
    .optional(),
});

export type NewTenant = z.input<typeof newTenantSchema>;

const setUp: AuditActor = { kind: "system", label: "Attune" };

/** Makes a tenant; its audit chain begins with it. Throws invalid for a bad field and conflict for a slug that is taken. */
export async function createTenant(tenant: NewTenant, by: AuditActor = setUp): Promise<Tenant> {
  const parsed = newTenantSchema.safeParse(tenant);
  if (!parsed.success) throw invalid(fieldErrors(parsed.error));
  const { data } = parsed;
  const id = await withDirectory((change) => insertTenant(change, data, by));
  const made = await getTenantById(id);
  if (!made) throw new Error("The tenant that was just made is gone.");
  return made;
}

/** The same inside a transaction of the caller's. */
export async function insertTenant(
  { prisma, inTenant }: DirectoryChange,
  data: z.output<typeof newTenantSchema>,
  by: AuditActor,
): Promise<TenantId> {
  if (reservedSlugs.has(data.slug)) throw refuse("invalid", "slugReserved", "slug");
  const id = tenantId(randomUUID());
  const { count } = await prisma.tenant.createMany({ data: [{ id, ...data }], skipDuplicates: true });
  if (count === 0) throw refuse("conflict", "slugTaken", "slug");
  await inTenant(id, (db) =>
    writeAudit(db, by, {
      action: "tenant.created",
      target: { type: "tenant", id },
      detail: { slug: data.slug, name: data.name },
    }),
  );
  return id;
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
