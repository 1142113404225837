import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant, zInt, zNumber } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

/** The frozen totals of the sessions that began in [start, until). Attendances count a person once per session. */
export const sumSessions = defineQuery({
  name: "overview.sum-sessions",
  params: z.object({ start: zInstant, until: zInstant }),
  row: z.object({ sessions: zInt, attendances: zInt, reactions: zInt, gratitudeTexts: zInt, au: zNumber }),
  sql: ({ start, until }, tenant) => sql`
    select count(*) as sessions, coalesce(sum(t.total), 0) as attendances, coalesce(sum(t.reactions), 0) as reactions,
           coalesce(sum(t.gratitude_texts), 0) as "gratitudeTexts", coalesce(sum(t.au), 0) as au
    from master_sessions s
    join session_totals t on t.tenant_id = s.tenant_id and t.session_id = s.session_id
    where s.tenant_id = ${tenant} and s.held_at >= ${start} and s.held_at < ${until}`,
});
