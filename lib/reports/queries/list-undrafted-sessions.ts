import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { sql } from "@/lib/db/sql";

/** Sessions that ended lately and whose report nobody has begun, the first to end first. */
export const listUndraftedSessions = defineQuery({
  name: "reports.list-undrafted-sessions",
  params: z.object({ endedAfter: z.date(), limit: z.int().min(1).max(200) }),
  row: z.object({ sessionId: z.string(), title: z.string() }),
  sql: ({ endedAfter, limit }, tenant) => sql`
    select s.session_id as "sessionId", s.title
    from master_sessions s
    where s.tenant_id = ${tenant} and s.ended_at > ${endedAfter}
      and exists (select 1 from session_totals t where t.tenant_id = s.tenant_id and t.session_id = s.session_id)
      and not exists (select 1 from report_drafts d where d.tenant_id = s.tenant_id and d.session_id = s.session_id)
      and not exists (select 1 from reports r where r.tenant_id = s.tenant_id and r.session_id = s.session_id)
    order by s.ended_at, s.session_id
    limit ${limit}`,
});
