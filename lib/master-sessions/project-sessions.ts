import "server-only";
import type { TenantSql } from "@/lib/db/tenant";
import { resolvePeople } from "@/lib/events/person-links";
import { applyConsents } from "@/lib/master-sessions/apply-consents";
import type { PracticeEvent } from "@/lib/master-sessions/practice-event";
import {
  attendanceModel,
  breakdownModel,
  deviceIntervalsModel,
  gratitudeModel,
  replacedTables,
  replayModel,
  totalsModel,
} from "@/lib/master-sessions/read-models";
import { readPracticeEvents } from "@/lib/master-sessions/read-practice-events";
import { computeRecap } from "@/lib/master-sessions/recap";
import type { Recap } from "@/lib/master-sessions/recap-rows";
import { replaceRows } from "@/lib/master-sessions/replace-rows";
import { removeSessions, storeSessions } from "@/lib/master-sessions/store-sessions";
import type { Lexicon } from "@/lib/master-sessions/themes/lexicon";
import { loadLexicon } from "@/lib/master-sessions/themes/load-lexicon";

/** Sessions that are read and written with one set of statements. */
const sessionsPerRound = 40;

/**
 * Computes the given sessions from the log and makes the read models say what comes out. Whoever changes what a session
 * is made of other than by an event (erases a text, say) calls it for the sessions concerned, in the same transaction.
 */
export async function projectSessions(db: TenantSql, sessionIds: readonly string[]): Promise<void> {
  if (sessionIds.length === 0) return;
  const lexicon = await loadLexicon(db);
  for (const round of await planRounds(db, sessionIds)) {
    const recaps = await computeRound(db, round, lexicon);
    await forgetSessions(
      db,
      round.sessionIds.filter((sessionId) => !recaps.has(sessionId)),
    );
    if (recaps.size === 0) continue;
    const rowsOf = <Row>(pick: (recap: Recap) => readonly Row[]) =>
      new Map([...recaps].map(([sessionId, recap]) => [sessionId, pick(recap)]));
    await replaceRows(
      db,
      attendanceModel,
      rowsOf((recap) => recap.attendance),
    );
    await replaceRows(
      db,
      deviceIntervalsModel,
      rowsOf((recap) => recap.deviceIntervals),
    );
    await replaceRows(
      db,
      breakdownModel,
      rowsOf((recap) => recap.breakdowns),
    );
    await replaceRows(
      db,
      gratitudeModel,
      rowsOf((recap) => recap.gratitude),
    );
    await replaceRows(
      db,
      replayModel,
      rowsOf((recap) => recap.replays),
    );
    await replaceRows(
      db,
      totalsModel,
      rowsOf((recap) => (recap.totals ? [recap.totals] : [])),
    );
    await storeSessions(db, recaps);
    await applyConsents(db, recaps);
  }
}

/** Takes sessions away that nothing says anything about any more, with all of their rows. */
export async function forgetSessions(db: TenantSql, sessionIds: readonly string[]): Promise<void> {
  if (sessionIds.length === 0) return;
  for (const table of replacedTables) {
    await db.execute(
      `/* master-sessions.forget */ delete from ${table} where tenant_id = $1 and session_id = any($2::text[])`,
      [db.tenantId, sessionIds],
    );
  }
  await removeSessions(db, sessionIds);
}

/** Sessions that are neighbours in time, and the days of the log that they lie in: few partitions. */
interface Round {
  readonly sessionIds: readonly string[];
  readonly days: readonly string[];
}

async function planRounds(db: TenantSql, sessionIds: readonly string[]): Promise<Round[]> {
  if (sessionIds.length === 0) return [];
  const sessions = await db.execute<{ sessionId: string; days: string[] }>(
    `/* master-sessions.days */ select session_id as "sessionId", array_agg(day::text order by day) as days
     from session_days where tenant_id = $1 and session_id = any($2::text[])
     group by session_id order by min(day), session_id`,
    [db.tenantId, sessionIds],
  );
  const rounds: Round[] = [];
  for (let at = 0; at < sessions.length; at += sessionsPerRound) {
    const slice = sessions.slice(at, at + sessionsPerRound);
    rounds.push({
      sessionIds: slice.map(({ sessionId }) => sessionId),
      days: [...new Set(slice.flatMap(({ days }) => days))].sort(),
    });
  }
  return rounds;
}

async function computeRound(db: TenantSql, round: Round, lexicon: Lexicon): Promise<Map<string, Recap>> {
  const sessions = await readPracticeEvents(db, round.sessionIds, round.days);
  const events = [...sessions.values()].flat();
  const texts = await readTexts(db, events);
  const people = await resolvePeople(db, new Set(events.flatMap((event) => event.actor ?? [])));
  const recaps = new Map<string, Recap>();
  for (const [sessionId, own] of sessions) {
    const recap = computeRecap(own, texts, people, lexicon);
    if (recap) recaps.set(sessionId, recap);
  }
  return recaps;
}

async function readTexts(db: TenantSql, events: readonly PracticeEvent[]): Promise<Map<string, string>> {
  const ids = events.filter((event) => event.name === "practice.gratitude").map((event) => event.eventId);
  if (ids.length === 0) return new Map();
  const rows = await db.execute<{ eventId: string; value: string }>(
    `/* master-sessions.texts */ select event_id as "eventId", value from analytics.private_texts
     where tenant_id = $1 and event_id = any($2::uuid[]) and field = 'text'`,
    [db.tenantId, ids],
  );
  return new Map(rows.map((row) => [row.eventId, row.value]));
}
