import "server-only";
import type { TenantSql } from "@/lib/db/tenant";
import type { PracticeEvent } from "@/lib/master-sessions/practice-event";
import { practiceKinds } from "@/lib/master-sessions/practice-event";
import { readPracticeEvents } from "@/lib/master-sessions/read-practice-events";

/**
 * Every event of a session that is committed now, whether or not the projector has come by: it has noted the days of what it took in, and
 * the ledger of flushes knows the days of the rest.
 */
export async function readWholeSession(db: TenantSql, sessionId: string): Promise<PracticeEvent[]> {
  const rows = await db.execute<{ day: string }>(
    `/* live.session-days */ select day from session_days where tenant_id = $1 and session_id = $2
     union
     select generate_series(min_day::timestamp, max_day::timestamp, interval '1 day')::date from analytics.flushes
     where tenant_id = $1 and last_seq > coalesce((select seq from analytics.projector_cursors where tenant_id = $1), 0)`,
    [db.tenantId, sessionId],
  );
  if (rows.length === 0) return [];
  const sessions = await readPracticeEvents(
    db,
    [sessionId],
    rows.map(({ day }) => day),
  );
  return sessions.get(sessionId) ?? [];
}

export interface Position {
  /** the log's last number */
  readonly head: number;
  /** up to which the read models, and with them who is whom, have taken the log in */
  readonly projected: number;
}

export async function readPosition(db: TenantSql): Promise<Position> {
  const [row] = await db.execute<Position>(
    `/* live.position */ select
       coalesce((select last_seq from analytics.log_heads where tenant_id = $1), 0)::bigint as head,
       coalesce((select seq from analytics.projector_cursors where tenant_id = $1), 0)::bigint as projected`,
    [db.tenantId],
    "live-position",
  );
  return row ?? { head: 0, projected: 0 };
}

/** An event of a watched session, or one that says who is whom. */
export interface FeedEvent {
  readonly seq: number;
  /** null for an event that says who is whom */
  readonly sessionId: string | null;
  /** the actors that a link speaks of */
  readonly linked: readonly string[];
  readonly event: PracticeEvent;
}

interface Row {
  seq: number;
  sessionId: string | null;
  eventId: string;
  name: string;
  at: number;
  actor: string | null;
  country: string | null;
  language: string | null;
  device: string | null;
  properties: Record<string, unknown>;
}

/** Days that one statement reads. */
const daysPerStatement = 32;
const linkNames = ["identify", "alias"];

/**
 * What the log has new beyond a number for the given sessions, up to `limit` numbers at once. Only the day partitions that the flushes since
 * then name are touched, each by its key.
 */
export async function readFeed(
  db: TenantSql,
  after: number,
  sessionIds: readonly string[],
  limit: number,
): Promise<{ events: FeedEvent[]; lastSeq: number }> {
  const flushes = await db.execute<{ minDay: string; maxDay: string; lastSeq: number }>(
    `/* live.flushes */ select min_day as "minDay", max_day as "maxDay", max(last_seq) as "lastSeq" from (
       select min_day, max_day, last_seq from analytics.flushes where tenant_id = $1 and last_seq > $2 order by last_seq limit $3
     ) as flush group by 1, 2`,
    [db.tenantId, after, Math.max(1, Math.ceil(limit / 10))],
    "live-flushes",
  );
  if (flushes.length === 0) return { events: [], lastSeq: after };
  const ledgerEnd = Math.max(...flushes.map(({ lastSeq }) => lastSeq));
  const lastSeq = Math.min(ledgerEnd, after + limit);
  const days = [...new Set(flushes.flatMap(({ minDay, maxDay }) => daysBetween(minDay, maxDay)))].sort();
  const events: FeedEvent[] = [];
  for (let at = 0; at < days.length; at += daysPerStatement) {
    const rows = await db.execute<Row>(
      `/* live.feed */ select seq, session_key as "sessionId", event_id as "eventId", name,
         (extract(epoch from occurred_at) * 1000)::float8 as at, actor, country, language, device, properties
       from analytics.events
       where tenant_id = $1 and day = any($2::date[]) and seq > $3 and seq <= $4
         and ((session_key = any($5::text[]) and name = any($6::text[])) or name = any($7::text[]))`,
      [db.tenantId, days.slice(at, at + daysPerStatement), after, lastSeq, sessionIds, practiceKinds, linkNames],
      "live-feed",
    );
    for (const row of rows) events.push(toFeedEvent(row));
  }
  return { events, lastSeq };
}

function toFeedEvent({ seq, sessionId, at, ...row }: Row): FeedEvent {
  const linked = linkNames.includes(row.name)
    ? [row.actor, row.properties.$from, row.properties.$fromUser].filter((id) => typeof id === "string")
    : [];
  return { seq, sessionId, linked, event: { ...row, occurredAt: new Date(at) } };
}

const dayMs = 86_400_000;

function daysBetween(first: string, last: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += dayMs)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}
