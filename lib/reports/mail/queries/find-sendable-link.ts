import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant, zInt } from "@/lib/db/row";
import { empty, sql } from "@/lib/db/sql";

/** The living links to a session's reports, newest first; with an id, that one if it lives. */
export const listLivingLinks = defineQuery({
  name: "reports.mail.list-living-links",
  params: z.object({ sessionId: z.string(), linkId: z.uuid().optional(), now: z.date() }),
  row: z.object({
    id: z.string(),
    name: z.string(),
    reportId: z.string(),
    reportVersion: zInt,
    tokenHash: z.instanceof(Uint8Array),
    hasPassword: z.boolean(),
    expiresAt: zInstant,
  }),
  sql: ({ sessionId, linkId, now }, tenant) => sql`
    select l.id, l.name, r.id as "reportId", r.version as "reportVersion", l.token_hash as "tokenHash",
      l.password_hash is not null as "hasPassword", l.expires_at as "expiresAt"
    from report_links l
    join reports r on r.tenant_id = l.tenant_id and r.id = l.report_id
    where l.tenant_id = ${tenant} and r.session_id = ${sessionId} and l.revoked_at is null and l.expires_at > ${now}
      ${linkId === undefined ? empty : sql`and l.id = ${linkId}::uuid`}
    order by l.created_at desc, l.id desc
    limit 100`,
});
