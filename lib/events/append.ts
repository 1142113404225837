import "server-only";
import { type TenantId, type TenantSql, withTenantSql } from "@/lib/db/tenant";
import type { PreparedEvent, RefusedEvent } from "@/lib/events/normalise";
import { bareArray, textArray } from "@/lib/events/pg-array";
import { recordRejections } from "@/lib/events/record-rejections";
import { upsertPeople } from "@/lib/events/upsert-people";

/** What one request wants appended. No event id stands in it twice. */
export interface Submission {
  /** SHA-256 of the sender's ingest key, hexadecimal; null for events of Attune's own processes */
  keyHash: string | null;
  events: readonly PreparedEvent[];
  refused: readonly RefusedEvent[];
}

export interface Outcome {
  /** false when the key is unknown, revoked or lacks the scope: then nothing of the submission was stored */
  authenticated: boolean;
  /** by place in `events`: true when the event is new to the log, false when it was there */
  fresh: readonly boolean[];
}

/*
 * The whole append is one statement, so that a flush costs three round trips whatever it holds. What makes it right:
 *  - `keys` decides within the same transaction whether a key is alive, so a revoked one fails on its next request;
 *  - `fresh` relies on the unique index alone, so two processes that get the same event agree on who was first. Ids are inserted in their
 *    own order, so that two flushes with common ids wait for each other in turn instead of in a circle;
 *  - `head` adds to the tenant's last number and keeps its row locked until the commit: numbers are dense and in the order of commits.
 */
const statement = `/* events.append */
with keys as materialized (
  select given.place, found.id
  from unnest($2::text[]) with ordinality as given (hash, place)
  join api_keys as found on found.tenant_id = $1 and found.secret_hash = decode(given.hash, 'hex')
  where found.revoked_at is null and 'ingest' = any (found.scopes)
), incoming as materialized (
  select * from unnest($3::int[], $4::uuid[], $5::timestamptz[], $6::timestamptz[], $7::text[], $8::uuid[], $9::text[], $10::text[],
    $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::jsonb[], $17::jsonb[], $18::date[]) with ordinality
    as event (key_place, event_id, occurred_at, received_at, name, actor, session_key, country, language, device, browser, os, path,
      campaign, properties, day, place)
), fresh as (
  insert into analytics.event_keys (tenant_id, event_id, day)
  select $1::uuid, event_id, day from incoming
  where key_place = 0 or key_place in (select place from keys)
  order by event_id
  on conflict do nothing
  returning event_id
), numbered as materialized (
  select incoming.*, row_number() over (order by incoming.place) as number from incoming join fresh using (event_id)
), head as (
  insert into analytics.log_heads as head (tenant_id, last_seq)
  select $1::uuid, count(*) from numbered having count(*) > 0
  on conflict (tenant_id) do update set last_seq = head.last_seq + excluded.last_seq
  returning last_seq, last_seq - (select count(*) from numbered) as previous_seq
), logged as (
  insert into analytics.events (tenant_id, day, seq, event_id, occurred_at, received_at, name, actor, session_key, country, language,
    device, browser, os, path, campaign, properties)
  select $1::uuid, day, head.previous_seq + number, event_id, occurred_at, received_at, name, actor, session_key, country, language,
    device, browser, os, path, campaign, properties
  from numbered cross join head
), flushed as (
  insert into analytics.flushes (tenant_id, last_seq, first_seq, min_day, max_day, received_at)
  select $1::uuid, head.last_seq, head.previous_seq + 1, min(day), max(day), min(numbered.received_at)
  from numbered cross join head group by head.last_seq, head.previous_seq
), kept_texts as (
  insert into analytics.private_texts (tenant_id, event_id, field, actor, value)
  select $1::uuid, numbered.event_id, text.field, numbered.actor, text.value
  from unnest($19::int[], $20::text[], $21::text[]) as text (place, field, value) join numbered using (place)
), kept_consents as (
  insert into consents (tenant_id, event_id, text_hash, level, given_at)
  select $1::uuid, numbered.event_id, decode(consent.text_hash, 'hex'), consent.level, numbered.occurred_at
  from unnest($22::int[], $23::text[], $24::text[]) as consent (place, text_hash, level) join numbered using (place)
)
select
  (select coalesce(array_agg(place::int order by place), '{}') from keys) as "keyPlaces",
  (select coalesce(array_agg(id::text order by place), '{}') from keys) as "keyIds",
  (select coalesce(array_agg(place::int), '{}') from numbered) as "freshPlaces",
  (select pg_notify('attune_events', $1::text) from head) as notified`;

interface AppendRow {
  keyPlaces: number[];
  keyIds: string[];
  freshPlaces: number[];
}

/** Appends submissions of one tenant in one transaction; when it returns, they are committed. No event id may stand in two of them. */
export async function append(tenant: TenantId, submissions: readonly Submission[]): Promise<Outcome[]> {
  const hashes = [...new Set(submissions.flatMap(({ keyHash }) => keyHash ?? []))];
  const keyPlaceOf = new Map<string | null, number>(hashes.map((hash, index) => [hash, index + 1]));
  keyPlaceOf.set(null, 0);
  return withTenantSql(tenant, async (db) => {
    const values = valuesOf(db, hashes, submissions, keyPlaceOf);
    const [row] = await db.execute<AppendRow>(statement, values, "events-append");
    if (!row) throw new Error("The append answered nothing.");
    const keyIds = new Map<string | null, string | null>([[null, null]]);
    row.keyPlaces.forEach((place, index) => {
      keyIds.set(hashes[place - 1] ?? null, row.keyIds[index] ?? null);
    });
    const outcomes = outcomesOf(submissions, keyIds, new Set(row.freshPlaces));
    await upsertPeople(db, submissions, outcomes);
    await recordRejections(db, submissions, keyIds);
    return outcomes;
  });
}

function outcomesOf(
  submissions: readonly Submission[],
  keyIds: ReadonlyMap<string | null, string | null>,
  freshPlaces: ReadonlySet<number>,
): Outcome[] {
  let place = 0;
  return submissions.map(({ keyHash, events }) => ({
    authenticated: keyIds.has(keyHash),
    fresh: events.map(() => freshPlaces.has(++place)),
  }));
}

function valuesOf(
  db: TenantSql,
  hashes: readonly string[],
  submissions: readonly Submission[],
  keyPlaceOf: ReadonlyMap<string | null, number>,
): unknown[] {
  const events: PreparedEvent[] = [];
  const keyPlaces: number[] = [];
  const texts = { places: [] as number[], fields: [] as string[], values: [] as string[] };
  const consents = { places: [] as number[], hashes: [] as string[], levels: [] as string[] };
  for (const submission of submissions) {
    const keyPlace = keyPlaceOf.get(submission.keyHash) ?? -1;
    for (const event of submission.events) {
      const place = events.push(event);
      keyPlaces.push(keyPlace);
      for (const { field, value } of event.texts) {
        texts.places.push(place);
        texts.fields.push(field);
        texts.values.push(value);
      }
      if (!event.consent) continue;
      consents.places.push(place);
      consents.hashes.push(event.consent.textHash);
      consents.levels.push(event.consent.level);
    }
  }
  const bare = (field: "eventId" | "actor" | "occurredAt" | "receivedAt") =>
    bareArray(events.map((event) => event[field]));
  const text = (
    field:
      | "name"
      | "sessionKey"
      | "country"
      | "language"
      | "device"
      | "browser"
      | "os"
      | "path"
      | "campaign"
      | "properties",
  ) => textArray(events.map((event) => event[field]));
  return [
    db.tenantId,
    bareArray(hashes),
    bareArray(keyPlaces),
    bare("eventId"),
    bare("occurredAt"),
    bare("receivedAt"),
    text("name"),
    bare("actor"),
    text("sessionKey"),
    text("country"),
    text("language"),
    text("device"),
    text("browser"),
    text("os"),
    text("path"),
    text("campaign"),
    text("properties"),
    bareArray(events.map(({ occurredAt }) => occurredAt.slice(0, 10))),
    bareArray(texts.places),
    textArray(texts.fields),
    textArray(texts.values),
    bareArray(consents.places),
    bareArray(consents.hashes),
    bareArray(consents.levels),
  ];
}
