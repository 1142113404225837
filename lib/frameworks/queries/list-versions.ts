import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant, zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";
import { overridesShape } from "@/lib/frameworks/overrides";

const columns = sql`c.version, c.overrides, c.note, c.restored_from as "restoredFrom", c.created_at as "createdAt"`;

export const latestVersion = defineQuery({
  name: "frameworks.latest-version",
  params: z.object({ frameworkId: z.string() }),
  row: z.object({ version: zInt, overrides: overridesShape, createdAt: zInstant }),
  sql: ({ frameworkId }, tenant) => sql`
    select ${columns} from framework_configs as c
    where c.tenant_id = ${tenant} and c.framework_id = ${frameworkId} order by c.version desc limit 1`,
});

export const getVersion = defineQuery({
  name: "frameworks.get-version",
  params: z.object({ frameworkId: z.string(), version: z.number().int() }),
  row: z.object({ version: zInt, overrides: overridesShape, createdAt: zInstant }),
  sql: ({ frameworkId, version }, tenant) => sql`
    select ${columns} from framework_configs as c
    where c.tenant_id = ${tenant} and c.framework_id = ${frameworkId} and c.version = ${version}`,
});

/** The versions of a framework's overrides, the newest first. */
export const listVersions = defineQuery({
  name: "frameworks.list-versions",
  params: z.object({ frameworkId: z.string() }),
  row: z.object({
    version: zInt,
    overrides: overridesShape,
    note: z.string(),
    restoredFrom: zInt.nullable(),
    createdAt: zInstant,
    createdBy: z.string().nullable(),
  }),
  sql: ({ frameworkId }, tenant) => sql`
    select ${columns}, u.name as "createdBy" from framework_configs as c left join users as u on u.id = c.created_by
    where c.tenant_id = ${tenant} and c.framework_id = ${frameworkId} order by c.version desc limit 100`,
});
export type Version = z.output<typeof listVersions.row>;
