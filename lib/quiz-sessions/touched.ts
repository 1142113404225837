import "server-only";
import type { TenantSql } from "@/lib/db/tenant";
import type { LogEvent } from "@/lib/events/log-event";
import { isQuizEvent, readNumber, readText } from "@/lib/quiz-sessions/quiz-event";

/** Sessions and the UTC days of the log that a batch has new events of them on. */
export type Touched = Map<string, Set<string>>;

/** The sessions of a batch's quiz events; who took part in them is noted. */
export async function sessionsOfBatch(db: TenantSql, batch: readonly LogEvent[]): Promise<Touched> {
  const touched: Touched = new Map();
  const actors = new Map<string, [actor: string, sessionId: string]>();
  for (const event of batch) {
    if (!isQuizEvent(event)) continue;
    const days = touched.get(event.sessionKey) ?? new Set();
    touched.set(event.sessionKey, days.add(event.day));
    if (event.actor !== null) actors.set(`${event.actor}${event.sessionKey}`, [event.actor, event.sessionKey]);
  }
  if (actors.size > 0) {
    const rows = [...actors.values()];
    await db.execute(
      `/* quiz-sessions.note-actors */ insert into quiz_session_actors (tenant_id, actor, session_id)
       select $1::uuid, * from unnest($2::uuid[], $3::text[]) on conflict do nothing`,
      [db.tenantId, rows.map(([actor]) => actor), rows.map(([, sessionId]) => sessionId)],
    );
  }
  return touched;
}

/** Stores what language models cost; a usage is its event, so a repeat changes nothing. Answers the sessions concerned. */
export async function storeUsage(db: TenantSql, batch: readonly LogEvent[], timeZone: string): Promise<string[]> {
  const used = batch.filter(({ name }) => name === "ai.usage");
  if (used.length === 0) return [];
  await db.execute(
    `/* quiz-sessions.store-usage */ insert into quiz_ai_usage (tenant_id, event_id, session_id, purpose, model, input_tokens,
       output_tokens, cost_minor, currency, used_at, used_on)
     select $1::uuid, event_id, session_id, purpose, model, input_tokens, output_tokens, cost_minor, currency, used_at,
       (used_at at time zone $2)::date
     from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::int[], $8::int[], $9::float8[], $10::text[], $11::timestamptz[])
       as used (event_id, session_id, purpose, model, input_tokens, output_tokens, cost_minor, currency, used_at)
     on conflict do nothing`,
    [
      db.tenantId,
      timeZone,
      used.map(({ eventId }) => eventId),
      used.map(({ sessionKey }) => sessionKey ?? ""),
      used.map((event) => readText(event, "purpose") ?? ""),
      used.map((event) => readText(event, "model") ?? ""),
      used.map((event) => readNumber(event, "inputTokens") ?? 0),
      used.map((event) => readNumber(event, "outputTokens") ?? 0),
      used.map((event) => readNumber(event, "costMinor") ?? 0),
      used.map((event) => readText(event, "currency") ?? ""),
      used.map(({ occurredAt }) => occurredAt),
    ],
  );
  return used.flatMap(({ sessionKey }) => sessionKey ?? []);
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const isUuid = (value: unknown): value is string => typeof value === "string" && uuid.test(value);

/** The sessions of people of whom a batch says who they are: whose links or traits may have changed. */
export async function sessionsOfIdentities(db: TenantSql, batch: readonly LogEvent[]): Promise<string[]> {
  const told = batch.filter(({ name }) => name === "identify" || name === "alias");
  const seeds = told.flatMap(({ actor, properties }) => [actor, properties.$from, properties.$fromUser].filter(isUuid));
  if (seeds.length === 0) return [];
  const rows = await db.execute<{ sessionId: string }>(
    `/* quiz-sessions.sessions-of-identities */ with recursive told (actor) as (
       select * from unnest($2::uuid[])
       union
       select link.from_actor from actor_links link join told on link.to_actor = told.actor where link.tenant_id = $1
     )
     select distinct session_id as "sessionId" from quiz_session_actors join told using (actor) where tenant_id = $1`,
    [db.tenantId, [...new Set(seeds)]],
  );
  return rows.map(({ sessionId }) => sessionId);
}
