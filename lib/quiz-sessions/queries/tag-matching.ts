import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { sql } from "@/lib/db/sql";
import { sessionConditionParams, sessionConditions } from "@/lib/quiz-sessions/queries/session-conditions";

const row = z.object({ sessionId: z.string() });

/** Tags every session that a search finds, those on other pages included. */
export const tagMatching = defineQuery({
  name: "quizSessions.tag-matching",
  params: sessionConditionParams.extend({ tag: z.string(), by: z.guid(), at: z.date() }),
  row,
  sql: ({ tag, by, at, ...conditions }, tenant) => sql`
    insert into quiz_session_tags (tenant_id, tag, session_id, tagged_by, tagged_at)
    select ${tenant}::uuid, ${tag}, s.session_id, ${by}::uuid, ${at}::timestamptz from assess_sessions s
    where s.tenant_id = ${tenant} ${sessionConditions(conditions, tenant)}
    on conflict do nothing returning session_id as "sessionId"`,
});

/** Takes a tag off every session that a search finds. */
export const untagMatching = defineQuery({
  name: "quizSessions.untag-matching",
  params: sessionConditionParams.extend({ tag: z.string() }),
  row,
  sql: ({ tag, ...conditions }, tenant) => sql`
    delete from quiz_session_tags t where t.tenant_id = ${tenant} and t.tag = ${tag} and t.session_id in (
      select s.session_id from assess_sessions s where s.tenant_id = ${tenant} ${sessionConditions(conditions, tenant)})
    returning t.session_id as "sessionId"`,
});
