import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";
import { quizKinds } from "@/lib/quiz-sessions/quiz-event";

/** Every event of a session as the log has it, in order of time. Only the partitions of the session's own days are touched. */
export const sessionTimeline = defineQuery({
  name: "quizSessions.timeline",
  params: z.object({ sessionId: z.string() }),
  row: z.object({
    id: z.string(),
    name: z.enum(quizKinds),
    at: zInstant,
    questionId: z.string().nullable(),
    experiment: z.string().nullable(),
    variant: z.string().nullable(),
  }),
  sql: ({ sessionId }, tenant) => sql`
    select event_id::text as id, name, occurred_at as at, properties ->> 'questionId' as "questionId",
      properties ->> 'experiment' as experiment, properties ->> 'variant' as variant
    from analytics.events
    where tenant_id = ${tenant} and session_key = ${sessionId} and name = any(${quizKinds}::text[])
      and day = any(array(select unnest(days) from assess_sessions where tenant_id = ${tenant} and session_id = ${sessionId}))
    order by occurred_at, event_id limit 2000`,
});
