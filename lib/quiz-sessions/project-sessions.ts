import "server-only";
import type { TenantSql } from "@/lib/db/tenant";
import { type LogEvent, logEventColumns } from "@/lib/events/log-event";
import { isQuizEvent, type QuizEvent, quizKinds } from "@/lib/quiz-sessions/quiz-event";
import { type SessionFacts, sessionFacts } from "@/lib/quiz-sessions/session-rows";
import { storeSessions } from "@/lib/quiz-sessions/store-sessions";
import type { Touched } from "@/lib/quiz-sessions/touched";
import { resolveWho, type Who } from "@/lib/quiz-sessions/who";

/** Sessions that are read and written with one set of statements: few of them when they are long. */
const sessionsPerRound = 1000;

/** What one session id comes to: its rows with who took it, or none when the log has nothing of it any more. */
export type Computed = ReadonlyMap<string, readonly (SessionFacts & { readonly who: Who })[]>;

/**
 * Computes sessions from all of their events and makes the read models say what comes out. Whoever changes what a session
 * is made of other than by an event (a merge by hand, an erasure) calls it for the sessions concerned, in the same transaction.
 * @param touched session id → further days of the log; the days of what is stored are known
 */
export async function projectQuizSessions(
  db: TenantSql,
  touched: Touched,
  timeZone: string,
  now = new Date(),
): Promise<void> {
  if (touched.size === 0) return;
  // Rollups move by differences, so a merge by hand and the projector must not compute one session at the same time.
  await db.execute(
    "/* quiz-sessions.one-at-a-time */ select pg_advisory_xact_lock(hashtext('quiz-sessions'), hashtext($1))::text",
    [db.tenantId],
  );
  const known = await db.execute<{ sessionId: string; days: string[] }>(
    `/* quiz-sessions.days */ select session_id as "sessionId", days::text[] as days from assess_sessions
     where tenant_id = $1 and session_id = any($2::text[])`,
    [db.tenantId, [...touched.keys()]],
  );
  for (const { sessionId, days } of known) for (const day of days) touched.get(sessionId)?.add(day);
  const sessions = [...touched].map(([sessionId, days]) => ({ sessionId, days: [...days].sort() }));
  // Neighbours in time lie in the same partitions.
  sessions.sort((a, b) => ((a.days[0] ?? "") < (b.days[0] ?? "") ? -1 : 1));
  for (let at = 0; at < sessions.length; at += sessionsPerRound) {
    const round = sessions.slice(at, at + sessionsPerRound);
    await storeSessions(db, await compute(db, round), timeZone, now);
  }
}

async function compute(
  db: TenantSql,
  round: readonly { sessionId: string; days: readonly string[] }[],
): Promise<Computed> {
  const ids = round.map(({ sessionId }) => sessionId);
  const events = await readEvents(db, ids, [...new Set(round.flatMap(({ days }) => days))]);
  const facts = new Map(ids.map((id) => [id, sessionFacts(id, events.get(id) ?? [])]));
  const actors = new Set([...events.values()].flat().flatMap(({ actor }) => actor ?? []));
  const resolver = await resolveWho(db, actors);
  return new Map(
    [...facts].map(([id, rows]) => {
      // Whoever contradicted a result is somebody else, and her name is not the session's.
      const contradicted = new Set(rows.flatMap((row) => (row.conflict_of === null ? [] : [row.actor])));
      const named = (events.get(id) ?? []).flatMap(({ actor }) =>
        actor === null || contradicted.has(actor) ? [] : actor,
      );
      const others = [...new Set(named)].sort();
      return [
        id,
        // A result that contradicts the session belongs to its own sender alone.
        rows.map((row) => ({ ...row, who: resolver.who(row.actor, row.conflict_of === null ? others : []) })),
      ];
    }),
  );
}

async function readEvents(
  db: TenantSql,
  ids: readonly string[],
  days: readonly string[],
): Promise<Map<string, QuizEvent[]>> {
  const rows = await db.execute<LogEvent>(
    `/* quiz-sessions.events */ select ${logEventColumns.text} from analytics.events
     where tenant_id = $1 and session_key = any($2::text[]) and day = any($3::date[]) and name = any($4::text[])
     order by occurred_at, event_id`,
    [db.tenantId, ids, days, quizKinds],
  );
  const events = new Map<string, QuizEvent[]>();
  for (const found of rows) {
    // Prisma hands a date over as a Date, the driver as text.
    const row: LogEvent = { ...found, day: found.occurredAt.toISOString().slice(0, 10) };
    if (!isQuizEvent(row)) continue;
    const own = events.get(row.sessionKey);
    if (own) own.push(row);
    else events.set(row.sessionKey, [row]);
  }
  return events;
}
