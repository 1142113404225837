import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";
import { readerLocales } from "@/lib/i18n";

/** What sending a session's report starts from: its newest shared report, its master, and how that master is reached. */
export const getSendingFacts = defineQuery({
  name: "reports.mail.get-sending-facts",
  params: z.object({ sessionId: z.string() }),
  row: z.object({
    masterId: z.string().nullable(),
    masterName: z.string().nullable(),
    contactName: z.string().nullable(),
    contactEmail: z.string().nullable(),
    contactLanguage: z.enum(readerLocales).nullable(),
    reportId: z.string().nullable(),
    reportVersion: zInt.nullable(),
    reportLocale: z.string().nullable(),
    payload: z.unknown(),
  }),
  sql: ({ sessionId }, tenant) => sql`
    select s.master_id as "masterId", m.name as "masterName", c.name as "contactName", c.email as "contactEmail",
      c.language as "contactLanguage", r.id as "reportId", r.version as "reportVersion", r.locale as "reportLocale", r.payload
    from master_sessions s
    left join masters m on m.tenant_id = s.tenant_id and m.master_id = s.master_id
    left join master_contacts c on c.tenant_id = s.tenant_id and c.master_id = s.master_id
    left join lateral (
      select id, version, locale, payload from reports
      where tenant_id = s.tenant_id and session_id = s.session_id order by version desc limit 1
    ) r on true
    where s.tenant_id = ${tenant} and s.session_id = ${sessionId}`,
});
