import "server-only";
import type { TenantSql } from "@/lib/db/tenant";
import type { Recap } from "@/lib/master-sessions/recap-rows";

/**
 * Stores the sessions themselves, the masters they name, and the sums of the days they were or are now held on. Days and times of day are the
 * tenant's, so the database tells them: it knows every zone's history.
 */
export async function storeSessions(db: TenantSql, recaps: ReadonlyMap<string, Recap>): Promise<void> {
  await storeMasters(db, recaps);
  const ids = [...recaps.keys()];
  const before = await heldOn(db, ids);
  await storeHeaders(db, recaps);
  const after = await heldOn(db, ids);
  await sumDays(db, [...new Set([...before, ...after])].sort());
  await db.execute(
    `/* master-sessions.open-rooms */ insert into live_rooms (tenant_id, session_id)
     select $1::uuid, * from unnest($2::text[]) on conflict do nothing`,
    [db.tenantId, ids],
  );
}

/** Takes sessions and their part in the sums of their days away. */
export async function removeSessions(db: TenantSql, sessionIds: readonly string[]): Promise<void> {
  const rows = await db.execute<{ day: string | null }>(
    `/* master-sessions.remove */ delete from master_sessions
     where tenant_id = $1 and session_id = any($2::text[]) returning held_on as day`,
    [db.tenantId, sessionIds],
  );
  await db.execute(
    "/* master-sessions.close-rooms */ delete from live_rooms where tenant_id = $1 and session_id = any($2::text[])",
    [db.tenantId, sessionIds],
  );
  await sumDays(db, [...new Set(rows.flatMap(({ day }) => day ?? []))]);
}

/** The latest naming of a master holds; of two in one instant the greater name, byte by byte. */
async function storeMasters(db: TenantSql, recaps: ReadonlyMap<string, Recap>): Promise<void> {
  const namings = [...recaps.values()].flatMap((recap) => recap.namings);
  if (namings.length === 0) return;
  await db.execute(
    `/* master-sessions.store-masters */ insert into masters (tenant_id, master_id, name, named_at)
     select distinct on (master_id) $1::uuid, master_id, name, named_at
     from unnest($2::text[], $3::text[], $4::timestamptz[]) as naming (master_id, name, named_at)
     order by master_id, named_at desc, name collate "C" desc
     on conflict (tenant_id, master_id) do update set name = excluded.name, named_at = excluded.named_at
     where (excluded.named_at, excluded.name collate "C") > (masters.named_at, masters.name collate "C")`,
    [
      db.tenantId,
      namings.map((naming) => naming.masterId),
      namings.map((naming) => naming.name),
      namings.map((naming) => naming.namedAt),
    ],
  );
}

async function heldOn(db: TenantSql, sessionIds: readonly string[]): Promise<string[]> {
  const rows = await db.execute<{ day: string }>(
    `/* master-sessions.held-on */ select distinct held_on as day from master_sessions
     where tenant_id = $1 and session_id = any($2::text[])`,
    [db.tenantId, sessionIds],
  );
  return rows.map((row) => row.day);
}

const columns = [
  ["session_id", "text"],
  ["master_id", "text"],
  ["title", "text"],
  ["language", "text"],
  ["version", "text"],
  ["scheduled_at", "timestamptz"],
  ["duration_minutes", "integer"],
  ["cancelled_at", "timestamptz"],
  ["started_at", "timestamptz"],
  ["ended_at", "timestamptz"],
  ["held_at", "timestamptz"],
  ["ready_count", "integer"],
  ["total", "integer"],
  ["replay_people", "integer"],
  ["reactions", "integer"],
  ["gratitude_texts", "integer"],
  ["au", "double precision"],
  ["last_event_at", "timestamptz"],
] as const;
const given = columns.map(([column]) => column);
const stored = [...given, "held_on", "time_of_day"];
const changing = stored.filter((column) => column !== "session_id");

async function storeHeaders(db: TenantSql, recaps: ReadonlyMap<string, Recap>): Promise<void> {
  const records = [...recaps].map(([sessionId, { session }]) => ({
    session_id: sessionId,
    master_id: session.masterId,
    title: session.title,
    language: session.language,
    version: session.version,
    scheduled_at: session.scheduledAt,
    duration_minutes: session.durationMinutes,
    cancelled_at: session.cancelledAt,
    started_at: session.startedAt,
    ended_at: session.endedAt,
    held_at: session.heldAt,
    ready_count: session.readyCount,
    total: session.total,
    replay_people: session.replayPeople,
    reactions: session.reactions,
    gratitude_texts: session.gratitudeTexts,
    au: session.au,
    last_event_at: session.lastEventAt,
  }));
  await db.execute(
    `/* master-sessions.store-headers */ insert into master_sessions (tenant_id, ${stored.join(", ")})
     select $1::uuid, ${given.join(", ")}, local::date,
       case when extract(hour from local) < 5 then 'night' when extract(hour from local) < 12 then 'morning'
            when extract(hour from local) < 17 then 'afternoon' when extract(hour from local) < 22 then 'evening'
            else 'night' end
     from (
       select given.*, held_at at time zone time_zone as local
       from jsonb_to_recordset($2::jsonb) as given (${columns.map((column) => column.join(" ")).join(", ")}), tenants where id = $1
     ) as placed
     on conflict (tenant_id, session_id) do update
       set ${changing.map((column) => `${column} = excluded.${column}`).join(", ")}
       where (${changing.map((column) => `master_sessions.${column}`).join(", ")})
         is distinct from (${changing.map((column) => `excluded.${column}`).join(", ")})`,
    [db.tenantId, JSON.stringify(records)],
  );
}

/** Sums the sessions that have begun, day by day; a day that has none any more has no row. Units are added in one order, so that they give one sum. */
async function sumDays(db: TenantSql, days: readonly string[]): Promise<void> {
  await db.execute(
    `/* master-sessions.clear-days */ delete from session_day_totals total
     where tenant_id = $1 and day = any($2::date[]) and not exists (
       select from master_sessions held
       where held.tenant_id = $1 and held.held_on = total.day and held.started_at is not null)`,
    [db.tenantId, days],
  );
  await db.execute(
    `/* master-sessions.sum-days */ insert into session_day_totals as total
       (tenant_id, day, sessions, people, reactions, gratitude_texts, replays, au)
     select $1::uuid, held_on, count(*), sum(total), sum(reactions), sum(gratitude_texts), sum(replay_people),
       sum(au order by session_id collate "C")
     from master_sessions
     where tenant_id = $1 and held_on = any($2::date[]) and started_at is not null
     group by held_on
     on conflict (tenant_id, day) do update set sessions = excluded.sessions, people = excluded.people,
       reactions = excluded.reactions, gratitude_texts = excluded.gratitude_texts, replays = excluded.replays, au = excluded.au
     where (total.sessions, total.people, total.reactions, total.gratitude_texts, total.replays, total.au)
       is distinct from (excluded.sessions, excluded.people, excluded.reactions, excluded.gratitude_texts, excluded.replays, excluded.au)`,
    [db.tenantId, days],
  );
}
