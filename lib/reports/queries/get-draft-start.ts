import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { sql } from "@/lib/db/sql";

/** What a new draft begins with: the languages in which the master is written to and led, and the choices of the last draft for her. */
export const getDraftStart = defineQuery({
  name: "reports.get-draft-start",
  params: z.object({ sessionId: z.string() }),
  row: z.object({ language: z.string().nullable(), sessionLanguage: z.string().nullable(), earlier: z.unknown() }),
  sql: ({ sessionId }, tenant) => sql`
    select c.language, s.language as "sessionLanguage", earlier.choices as earlier
    from master_sessions s
    left join master_contacts c on c.tenant_id = s.tenant_id and c.master_id = s.master_id
    left join lateral (
      select d.choices from report_drafts d
      join master_sessions p on p.tenant_id = d.tenant_id and p.session_id = d.session_id
      where d.tenant_id = s.tenant_id and p.master_id = s.master_id and p.session_id <> s.session_id and d.updated_by is not null
      order by d.updated_at desc, d.session_id limit 1
    ) earlier on true
    where s.tenant_id = ${tenant} and s.session_id = ${sessionId}`,
});
