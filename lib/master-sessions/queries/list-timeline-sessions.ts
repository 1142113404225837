import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant, zInt, zNumber } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";
import { sessionConditionParams, sessionConditions } from "@/lib/master-sessions/queries/session-conditions";
import { sessionStatuses, timesOfDay } from "@/lib/master-sessions/schema";

/** Sessions that began, oldest first, with what a timeline follows; the newest ones when there are more than `limit`. */
export const listTimelineSessions = defineQuery({
  name: "masterSessions.list-timeline-sessions",
  params: sessionConditionParams.extend({ limit: z.int().min(1).max(1000) }),
  row: z.object({
    id: z.string(),
    title: z.string(),
    heldAt: zInstant,
    status: z.enum(sessionStatuses),
    language: z.string().nullable(),
    version: z.string().nullable(),
    timeOfDay: z.enum(timesOfDay).nullable(),
    people: zInt,
    reactingPeople: zInt.nullable(),
    gratitude: zInt,
    au: zNumber,
    replays: zInt,
  }),
  sql: ({ limit, ...conditions }, tenant) => sql`
    select * from (
      select s.session_id as "id", s.title, s.held_at as "heldAt", case when s.ended_at is null then 'live' else 'ended' end as status,
             s.language, s.version, s.time_of_day as "timeOfDay", coalesce(t.total, s.total) as people,
             t.reacting_people as "reactingPeople", coalesce(t.gratitude_texts, s.gratitude_texts) as gratitude,
             coalesce(t.au, s.au) as au, s.replay_people as replays
      from master_sessions s
      left join session_totals t on t.tenant_id = s.tenant_id and t.session_id = s.session_id
      where s.tenant_id = ${tenant} and s.started_at is not null ${sessionConditions(conditions)}
      order by s.held_at desc, s.session_id desc
      limit ${limit}
    ) newest
    order by "heldAt", "id"`,
});
