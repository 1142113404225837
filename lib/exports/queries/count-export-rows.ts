import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInt } from "@/lib/db/row";
import { empty, sql } from "@/lib/db/sql";
import { sessionConditionParams, sessionConditions } from "@/lib/master-sessions/queries/session-conditions";

/** How many sessions, groups and people an export will pass. */
export const countExportRows = defineQuery({
  name: "exports.count-rows",
  params: sessionConditionParams.extend({ sessionId: z.string().optional() }),
  row: z.object({ sessions: zInt, groups: zInt, attendees: zInt }),
  sql: ({ sessionId, ...conditions }, tenant) => sql`
    with asked as (
      select s.session_id from master_sessions s
      where s.tenant_id = ${tenant} and s.held_at is not null ${sessionConditions(conditions)}
        ${sessionId === undefined ? empty : sql`and s.session_id = ${sessionId}`})
    select (select count(*) from asked) as sessions,
      (select count(*) from session_breakdowns b join asked using (session_id) where b.tenant_id = ${tenant}) as groups,
      (select count(*) from session_attendance a join asked using (session_id) where a.tenant_id = ${tenant}) as attendees`,
});
