import "server-only";
import type { TenantSql } from "@/lib/db/tenant";
import type { LogEvent } from "@/lib/events/log-event";
import { isPracticeEvent, practiceKinds } from "@/lib/master-sessions/practice-event";

/**
 * Notes on which days and of which log actors the batch has events of sessions, so that a session can be reread from few
 * partitions and found again when two actors turn out to be one person.
 * @returns the sessions
 */
export async function noteWhere(db: TenantSql, batch: readonly LogEvent[]): Promise<string[]> {
  const days = new Map<string, [sessionId: string, day: string]>();
  const actors = new Map<string, [sessionId: string, actor: string]>();
  for (const event of batch) {
    if (event.sessionKey === null || !isPracticeEvent(event)) continue;
    days.set(JSON.stringify([event.sessionKey, event.day]), [event.sessionKey, event.day]);
    if (event.actor === null) continue;
    actors.set(JSON.stringify([event.sessionKey, event.actor]), [event.sessionKey, event.actor]);
  }
  if (days.size === 0) return [];
  const [dayRows, actorRows] = [[...days.values()], [...actors.values()]];
  await db.execute(
    `/* master-sessions.note-days */ insert into session_days (tenant_id, session_id, day)
     select $1::uuid, * from unnest($2::text[], $3::date[]) on conflict do nothing`,
    [db.tenantId, dayRows.map((row) => row[0]), dayRows.map((row) => row[1])],
  );
  await db.execute(
    `/* master-sessions.note-actors */ insert into session_actors (tenant_id, session_id, actor)
     select $1::uuid, * from unnest($2::text[], $3::uuid[]) on conflict do nothing`,
    [db.tenantId, actorRows.map((row) => row[0]), actorRows.map((row) => row[1])],
  );
  return [...new Set(dayRows.map((row) => row[0]))];
}

/**
 * The sessions in which somebody may be another person than before: those with an actor that leads to one whose link is new.
 * A link that was known already has another event's id, so the `identify` that clients send with every page costs nothing.
 */
export async function sessionsOfLinks(db: TenantSql, batch: readonly LogEvent[]): Promise<string[]> {
  // An alias may mean a user's id as well as an anonymous one.
  const from = batch.flatMap(({ properties }) => [properties.$from, properties.$fromUser].filter(isUuid));
  if (from.length === 0) return [];
  const rows = await db.execute<{ sessionId: string }>(
    `/* master-sessions.sessions-of-links */ with recursive moved (actor) as (
       select from_actor from actor_links
       where tenant_id = $1 and from_actor = any($2::uuid[]) and event_id = any($3::uuid[])
       union
       select link.from_actor from actor_links link join moved on link.to_actor = moved.actor where link.tenant_id = $1
     )
     select distinct session_id as "sessionId" from session_actors join moved using (actor) where tenant_id = $1`,
    [db.tenantId, from, batch.map((event) => event.eventId)],
  );
  return rows.map((row) => row.sessionId);
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const isUuid = (value: unknown): value is string => typeof value === "string" && uuid.test(value);

/**
 * Forgets the UTC days before `day`, which retention has taken from the log, and the actors who were only there.
 * @returns sessions of which nothing is left, and sessions that have lost a part
 */
export async function forgetDays(db: TenantSql, day: string): Promise<{ gone: string[]; shortened: string[] }> {
  const lost = await db.execute<{ sessionId: string }>(
    `/* master-sessions.forget-days */ with lost as (
       delete from session_days where tenant_id = $1 and day < $2 returning session_id
     ) select distinct session_id as "sessionId" from lost`,
    [db.tenantId, day],
  );
  const sessionIds = lost.map((row) => row.sessionId);
  const left = await db.execute<{ sessionId: string; day: string }>(
    `/* master-sessions.days-left */ select session_id as "sessionId", day from session_days
     where tenant_id = $1 and session_id = any($2::text[])`,
    [db.tenantId, sessionIds],
  );
  await db.execute(
    `/* master-sessions.forget-actors */ delete from session_actors
     where tenant_id = $1 and session_id = any($2::text[])`,
    [db.tenantId, sessionIds],
  );
  const shortened = [...new Set(left.map((row) => row.sessionId))];
  await db.execute(
    `/* master-sessions.note-actors-left */ insert into session_actors (tenant_id, actor, session_id)
     select distinct tenant_id, actor, session_key from analytics.events
     where tenant_id = $1 and session_key = any($2::text[]) and day = any($3::date[]) and actor is not null
       and name = any($4::text[])`,
    [db.tenantId, shortened, [...new Set(left.map((row) => row.day))], practiceKinds],
  );
  const remaining = new Set(shortened);
  return { gone: sessionIds.filter((sessionId) => !remaining.has(sessionId)), shortened };
}
