import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant, zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

/** The latest sessions that have ended or are live, and the next ones that are scheduled, newest first. */
export const listLatestSessions = defineQuery({
  name: "overview.list-latest-sessions",
  params: z.object({ now: z.date(), limit: z.int().min(1).max(20) }),
  row: z.object({
    sessionId: z.string(),
    title: z.string(),
    masterName: z.string().nullable(),
    heldAt: zInstant,
    ended: z.boolean(),
    total: zInt,
  }),
  sql: ({ now, limit }, tenant) => sql`
    select s.session_id as "sessionId", s.title, m.name as "masterName", s.held_at as "heldAt",
           s.ended_at is not null as ended, s.total
    from master_sessions s
    left join masters m on m.tenant_id = s.tenant_id and m.master_id = s.master_id
    where s.tenant_id = ${tenant} and s.started_at is not null and s.held_at <= ${now}
    order by s.held_at desc, s.session_id desc
    limit ${limit}`,
});
