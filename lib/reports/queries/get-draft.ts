import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant, zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

/** The draft of a session, with who worked on it last; `byAttune` when nobody has yet. */
export const getDraft = defineQuery({
  name: "reports.get-draft",
  params: z.object({ sessionId: z.string() }),
  row: z.object({
    version: zInt,
    choices: z.unknown(),
    byAttune: z.boolean(),
    createdAt: zInstant,
    updatedById: z.string().nullable(),
    updatedBy: z.string().nullable(),
    updatedAt: zInstant,
  }),
  sql: ({ sessionId }, tenant) => sql`
    select d.version, d.choices, d.created_by is null as "byAttune", d.created_at as "createdAt",
           d.updated_by as "updatedById", u.name as "updatedBy", d.updated_at as "updatedAt"
    from report_drafts d left join users u on u.id = d.updated_by
    where d.tenant_id = ${tenant} and d.session_id = ${sessionId}`,
});
