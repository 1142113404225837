import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInt, zNumber } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";
import { sessionConditionParams, sessionConditions } from "@/lib/master-sessions/queries/session-conditions";

/**
 * The figures above a list: started sessions, the attendances in them (a person in two sessions counts twice), the
 * median of their totals, and of the ended ones the people who reacted against the people who were there.
 */
export const summariseSessions = defineQuery({
  name: "masterSessions.summarise-sessions",
  params: sessionConditionParams,
  row: z.object({
    sessions: zInt,
    attendances: zInt,
    median: zNumber.nullable(),
    reacting: zInt,
    reactingOf: zInt,
    replays: zInt,
  }),
  sql: (conditions, tenant) => sql`
    select count(*) as sessions, coalesce(sum(s.total), 0) as attendances,
           percentile_cont(0.5) within group (order by s.total) as median,
           coalesce(sum(t.reacting_people), 0) as reacting, coalesce(sum(t.total), 0) as "reactingOf",
           coalesce(sum(s.replay_people), 0) as replays
    from master_sessions s
    left join session_totals t on t.tenant_id = s.tenant_id and t.session_id = s.session_id
    where s.tenant_id = ${tenant} and s.started_at is not null ${sessionConditions(conditions)}`,
});
