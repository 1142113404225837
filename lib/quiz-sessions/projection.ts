import "server-only";
import { getTenantById } from "@/lib/db/directory";
import type { Projection } from "@/lib/events/projection";
import { projectQuizSessions } from "@/lib/quiz-sessions/project-sessions";
import { rollupTables } from "@/lib/quiz-sessions/store-rollups";
import { sessionsOfBatch, sessionsOfIdentities, storeUsage, type Touched } from "@/lib/quiz-sessions/touched";

const tables = ["assess_sessions", "quiz_transcripts", "quiz_ai_usage", "quiz_session_actors", ...rollupTables];

/**
 * The read models of quiz sessions. Each session that a batch touches, by an event of its own, by what it cost or by who
 * somebody turns out to be, is computed anew from all of its events; rollups move by the difference.
 */
export const quizSessionsProjection: Projection = {
  name: "quiz-sessions",

  async project(db, batch, tenant) {
    const touched = await sessionsOfBatch(db, batch);
    const others = [...(await storeUsage(db, batch, tenant.timeZone)), ...(await sessionsOfIdentities(db, batch))];
    await projectQuizSessions(db, withMore(touched, others), tenant.timeZone);
  },

  async clear(db) {
    for (const table of tables) {
      await db.execute(`/* quiz-sessions.clear */ delete from ${table} where tenant_id = $1`, [db.tenantId]);
    }
  },

  // A session is what the log still says of it; one that the log has forgotten is gone.
  async expire(db, day) {
    const tenant = await getTenantById(db.tenantId);
    if (!tenant) return;
    const used = await db.execute<{ sessionId: string }>(
      `/* quiz-sessions.expire-usage */ delete from quiz_ai_usage
       where tenant_id = $1 and used_at < $2::date::timestamp at time zone 'utc' returning session_id as "sessionId"`,
      [db.tenantId, day],
    );
    const lost = await db.execute<{ sessionId: string }>(
      `/* quiz-sessions.forget-days */ update assess_sessions
       set days = array(select kept from unnest(days) kept where kept >= $2::date order by kept)
       where tenant_id = $1 and days[1] < $2::date returning coalesce(conflict_of, session_id) as "sessionId"`,
      [db.tenantId, day],
    );
    const ids = [...new Set(lost.map(({ sessionId }) => sessionId))];
    await db.execute(
      `/* quiz-sessions.forget-actors */ delete from quiz_session_actors own
       where tenant_id = $1 and session_id = any($2::text[]) and not exists (
         select from analytics.events event, assess_sessions held
         where held.tenant_id = $1 and held.session_id = own.session_id and event.tenant_id = $1
           and event.session_key = own.session_id and event.actor = own.actor and event.day = any(held.days))`,
      [db.tenantId, ids],
    );
    await projectQuizSessions(
      db,
      withMore(new Map(), [...ids, ...used.map(({ sessionId }) => sessionId)]),
      tenant.timeZone,
    );
  },
};

function withMore(touched: Touched, sessionIds: readonly string[]): Touched {
  for (const sessionId of sessionIds) {
    if (sessionId !== "" && !touched.has(sessionId)) touched.set(sessionId, new Set());
  }
  return touched;
}
