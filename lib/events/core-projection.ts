import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zDay } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";
import type { TenantSql } from "@/lib/db/tenant";
import type { LogEvent } from "@/lib/events/log-event";
import { type ActorDay, type PersonDay, placeDays } from "@/lib/events/person-days";
import { type ActorLink, loadLinks, peopleOf } from "@/lib/events/person-links";
import type { Projection } from "@/lib/events/projection";

/** Who is whom, how much of what happened on which day, and who was active on which day: what every domain stands on. */
export const coreProjection: Projection = {
  name: "events.core",

  async project(db, batch, tenant) {
    const relinked = await storeLinks(db, batch);
    await countEvents(db, batch, tenant.timeZone);
    await placePeople(db, await newDays(db, batch, tenant.timeZone), relinked);
    await forgetWithdrawnDays(db, batch, tenant.timeZone);
  },

  async clear(db) {
    for (const table of ["actor_links", "event_days", "person_days"]) {
      await db.execute(`delete from ${table} where tenant_id = $1`, [db.tenantId]);
    }
  },

  // In zones ahead of UTC the tenant's day of that name has lost its first hours, so it goes too.
  async expire(db, day) {
    for (const table of ["event_days", "person_days"]) {
      await db.execute(`delete from ${table} where tenant_id = $1 and day <= $2`, [db.tenantId, day]);
    }
    await db.execute("update person_days set previous_day = null where tenant_id = $1 and previous_day <= $2", [
      db.tenantId,
      day,
    ]);
    const links = await db.execute<{ from_actor: string; to_actor: string }>(
      "delete from actor_links where tenant_id = $1 and linked_at < $2::date at time zone 'utc' returning from_actor, to_actor",
      [db.tenantId, day],
    );
    await placePeople(db, [], new Set(links.flatMap((link) => [link.from_actor, link.to_actor])));
  },
};

// A statement about who somebody is, not something that she did.
const notActivity: ReadonlySet<string> = new Set(["identify", "alias", "group"]);

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Earlier by time, then by event id: which of two links of one actor holds, whatever came first. */
function isEarlier(a: ActorLink, b: ActorLink): boolean {
  const difference = a.linkedAt.getTime() - b.linkedAt.getTime();
  return difference < 0 || (difference === 0 && a.eventId < b.eventId);
}

/** The earliest link of each actor that this batch speaks of. An alias may mean a user's id as well as an anonymous one. */
export function linksOf(batch: readonly LogEvent[]): ActorLink[] {
  const links = new Map<string, ActorLink>();
  for (const { name, actor, properties, occurredAt, eventId } of batch) {
    if (name !== "identify" && name !== "alias") continue;
    for (const from of [properties.$from, properties.$fromUser]) {
      if (typeof from !== "string" || !uuid.test(from) || actor === null || actor === from) continue;
      const link = { fromActor: from, toActor: actor, linkedAt: occurredAt, eventId };
      const other = links.get(from);
      if (!other || isEarlier(link, other)) links.set(from, link);
    }
  }
  return [...links.values()];
}

/** Stores what is new or earlier than what is known. Returns every actor whose person may have changed by it. */
async function storeLinks(db: TenantSql, batch: readonly LogEvent[]): Promise<Set<string>> {
  const links = linksOf(batch);
  const relinked = new Set<string>();
  if (links.length === 0) return relinked;
  const from = links.map((link) => link.fromActor);
  const stored = await db.execute<ActorLink>(
    `/* events.stored-links */ select from_actor as "fromActor", to_actor as "toActor", linked_at as "linkedAt", event_id as "eventId"
     from actor_links where tenant_id = $1 and from_actor = any($2::uuid[])`,
    [db.tenantId, from],
  );
  const known = new Map(stored.map((link) => [link.fromActor, link]));
  const changed = links.filter((link) => {
    const other = known.get(link.fromActor);
    return !other || isEarlier(link, other);
  });
  for (const link of changed) {
    const before = known.get(link.fromActor)?.toActor;
    if (before === link.toActor) continue;
    for (const actor of [link.fromActor, link.toActor, before]) if (actor) relinked.add(actor);
  }
  await db.execute(
    `/* events.store-links */ insert into actor_links (tenant_id, from_actor, to_actor, linked_at, event_id)
     select $1::uuid, * from unnest($2::uuid[], $3::uuid[], $4::timestamptz[], $5::uuid[])
     on conflict (tenant_id, from_actor) do update
       set to_actor = excluded.to_actor, linked_at = excluded.linked_at, event_id = excluded.event_id`,
    [
      db.tenantId,
      changed.map((link) => link.fromActor),
      changed.map((link) => link.toActor),
      changed.map((link) => link.linkedAt),
      changed.map((link) => link.eventId),
    ],
  );
  return relinked;
}

// Every zone's offset has been a multiple of 15 minutes since 1972, so events of one quarter of an hour share their local day. The day
// itself is made by the database, which knows the zones for every other question too.
const quarterSeconds = 900;
const quarterOf = (event: LogEvent) => Math.floor(event.occurredAt.getTime() / 1000 / quarterSeconds) * quarterSeconds;

async function countEvents(db: TenantSql, batch: readonly LogEvent[], timeZone: string): Promise<void> {
  const counts = new Map<string, { quarter: number; name: string; events: number }>();
  for (const event of batch) {
    const quarter = quarterOf(event);
    const key = `${quarter} ${event.name}`;
    const count = counts.get(key);
    if (count) count.events++;
    else counts.set(key, { quarter, name: event.name, events: 1 });
  }
  const rows = [...counts.values()];
  await db.execute(
    `/* events.count */ insert into event_days (tenant_id, day, name, events)
     select $1::uuid, (to_timestamp(quarter) at time zone $2)::date, name, sum(events)
     from unnest($3::float8[], $4::text[], $5::bigint[]) as counted (quarter, name, events) group by 2, 3
     on conflict (tenant_id, day, name) do update set events = event_days.events + excluded.events`,
    [db.tenantId, timeZone, rows.map((row) => row.quarter), rows.map((row) => row.name), rows.map((row) => row.events)],
  );
}

/** The days of activity in this batch that are not stored yet. */
async function newDays(db: TenantSql, batch: readonly LogEvent[], timeZone: string): Promise<ActorDay[]> {
  const seen = new Map<string, { actor: string; quarter: number }>();
  for (const event of batch) {
    if (event.actor === null || notActivity.has(event.name)) continue;
    const quarter = quarterOf(event);
    seen.set(`${quarter} ${event.actor}`, { actor: event.actor, quarter });
  }
  if (seen.size === 0) return [];
  const rows = [...seen.values()];
  return db.execute<ActorDay>(
    `/* events.new-person-days */ select actor, day from (
       select distinct actor, (to_timestamp(quarter) at time zone $2)::date as day
       from unnest($3::uuid[], $4::float8[]) as active (actor, quarter)
     ) as active
     where not exists (select from person_days known
       where known.tenant_id = $1 and known.actor = active.actor and known.day = active.day)`,
    [db.tenantId, timeZone, rows.map((row) => row.actor), rows.map((row) => row.quarter)],
  );
}

/**
 * Whoever is known only from an import that was taken back was not active on its days. Asked of the log of those days, which is slow and
 * rare. How many events came in stays as it was: they did come in.
 */
async function forgetWithdrawnDays(db: TenantSql, batch: readonly LogEvent[], timeZone: string): Promise<void> {
  for (const { name, sessionKey, properties } of batch) {
    if (name !== "practice.import-withdrawn") continue;
    const gone = await db.execute<{ actor: string }>(
      `/* events.forget-withdrawn-days */ with imported as (
         select distinct actor, (occurred_at at time zone $4)::date as day from analytics.events
         where tenant_id = $1 and session_key = $2 and actor is not null
           and (properties ->> 'importId' = $3 or session_key = $3)
       )
       delete from person_days known using imported
       where known.tenant_id = $1 and known.actor = imported.actor and known.day = imported.day and not exists (
         select from analytics.events other
         where other.tenant_id = $1 and other.actor = known.actor and other.day between known.day - 1 and known.day + 1
           and (other.occurred_at at time zone $4)::date = known.day and not other.name = any($5::text[])
           and not exists (
             select from analytics.events withdrawn
             where withdrawn.tenant_id = $1 and withdrawn.session_key = other.session_key
               and withdrawn.name = 'practice.import-withdrawn'
               and withdrawn.properties ->> 'importId' in (other.properties ->> 'importId', other.session_key)))
       returning known.actor`,
      [db.tenantId, sessionKey, properties.importId, timeZone, [...notActivity]],
    );
    await placePeople(db, [], new Set(gone.map(({ actor }) => actor)));
  }
}

const everyDay = "0001-01-01";

const daysAround = defineQuery({
  name: "events.person-days-around",
  params: z.object({ actors: z.array(z.string()), fromDays: z.array(z.string()) }),
  row: z.object({ actor: z.string(), day: zDay, previousDay: zDay.nullable() }),
  sql: ({ actors, fromDays }, tenant) => sql`
    select found.actor, found.day, found.previous_day as "previousDay"
    from unnest(${actors}::uuid[], ${fromDays}::date[]) as wanted (actor, from_day)
    cross join lateral (
      select actor, day, previous_day from person_days
      where tenant_id = ${tenant} and actor = wanted.actor and day >= coalesce(
        (select max(day) from person_days
          where tenant_id = ${tenant} and actor = wanted.actor and day < wanted.from_day), wanted.from_day)
    ) as found`,
});

/** Writes the new days and puts right the previous days after them; people who were joined or parted are done over whole. */
async function placePeople(db: TenantSql, added: readonly ActorDay[], relinked: ReadonlySet<string>): Promise<void> {
  const touched = new Set([...added.map((row) => row.actor), ...relinked]);
  if (touched.size === 0) return;
  const people = peopleOf(await loadLinks(db, touched));
  const personOf = (actor: string) => people.get(actor) ?? actor;

  const fromDays = new Map<string, string>();
  for (const actor of relinked) fromDays.set(personOf(actor), everyDay);
  for (const { actor, day } of added) {
    const from = fromDays.get(personOf(actor));
    if (from === undefined || day < from) fromDays.set(personOf(actor), day);
  }
  const members = new Set([...touched, ...people.keys()]);
  const actors = [...members].filter((actor) => fromDays.has(personOf(actor)));
  const stored = await daysAround.all(db, {
    actors,
    fromDays: actors.map((actor) => fromDays.get(personOf(actor)) ?? everyDay),
  });

  const storedOf = groupBy(stored, (row) => personOf(row.actor));
  const addedOf = groupBy(added, (row) => personOf(row.actor));
  const inserts: PersonDay[] = [];
  const updates: PersonDay[] = [];
  for (const [person, fromDay] of fromDays) {
    const placed = placeDays(storedOf.get(person) ?? [], addedOf.get(person) ?? [], fromDay);
    inserts.push(...placed.inserts);
    updates.push(...placed.updates);
  }
  await write(
    db,
    inserts,
    `/* events.add-person-days */ insert into person_days (tenant_id, actor, day, previous_day)
     select $1::uuid, * from unnest($2::uuid[], $3::date[], $4::date[])`,
  );
  await write(
    db,
    updates,
    `/* events.move-person-days */ update person_days set previous_day = moved.previous_day
     from unnest($2::uuid[], $3::date[], $4::date[]) as moved (actor, day, previous_day)
     where person_days.tenant_id = $1 and person_days.actor = moved.actor and person_days.day = moved.day`,
  );
}

async function write(db: TenantSql, rows: readonly PersonDay[], statement: string): Promise<void> {
  if (rows.length === 0) return;
  const columns = [rows.map((row) => row.actor), rows.map((row) => row.day), rows.map((row) => row.previousDay)];
  await db.execute(statement, [db.tenantId, ...columns]);
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
