import "server-only";
import { listTenants, type Tenant } from "@/lib/db/directory";
import { appPool } from "@/lib/db/pools";
import { type TenantSql, withTenantSql } from "@/lib/db/tenant";
import { ensureCursor, lockCursor } from "@/lib/events/cursor";
import type { Projection } from "@/lib/events/projection";

/** Days of the projector's own record of how fresh its batches were. */
const freshnessDays = 90;

/** Batches of the ledger of flushes stay single rows this long; then those of about as many events as a batch become one. */
const ledgerDays = 2;
const ledgerEvents = 5000;

/** The first UTC day that a retention of so many months keeps. The database functions that delete say the same. */
async function firstKeptDay(months: number): Promise<string> {
  const { rows } = await appPool().query<{ day: string }>(
    "select ((now() at time zone 'utc') - make_interval(months => $1))::date as day",
    [months],
  );
  if (!rows[0]) throw new Error("The database did not say what day it is.");
  return rows[0].day;
}

/** Deletes the rows of read models that rest on events older than the tenant's retention. */
export async function expireReadModels(
  db: TenantSql,
  tenant: Tenant,
  projections: readonly Projection[],
): Promise<void> {
  const day = await firstKeptDay(tenant.retentionMonths);
  for (const projection of projections) await projection.expire?.(db, day);
}

/**
 * Applies one tenant's retention: events, their ids and texts, people who were not seen since, and the read models' rows about
 * them. What somebody decided (reports, approved quotes with their consent) is no part of the log and stays.
 * @returns how many events were deleted
 */
export async function applyRetention(tenant: Tenant, projections: readonly Projection[]): Promise<number> {
  const day = await firstKeptDay(tenant.retentionMonths);
  await ensureCursor(tenant.id);
  return withTenantSql(tenant.id, async (db) => {
    // The projector must not project what is being taken away.
    await lockCursor(db);
    const [row] = await db.execute<{ deleted: number }>("select analytics.delete_expired_events() as deleted", []);
    for (const statement of expiringRows) await db.execute(`/* events.retention */ ${statement}`, [tenant.id, day]);
    for (const projection of projections) await projection.expire?.(db, day);
    return row?.deleted ?? 0;
  });
}

const expiringRows = [
  `delete from analytics.private_texts as text using analytics.event_keys as key
   where text.tenant_id = $1 and key.tenant_id = $1 and key.event_id = text.event_id and key.day < $2`,
  `delete from consents as consent using analytics.event_keys as key
   where consent.tenant_id = $1 and key.tenant_id = $1 and key.event_id = consent.event_id and key.day < $2
     and not exists (select from quote_reviews as review where review.tenant_id = $1 and review.event_id = consent.event_id)`,
  "delete from analytics.event_keys where tenant_id = $1 and day < $2",
  "delete from analytics.flushes where tenant_id = $1 and max_day < $2",
  "delete from analytics.projector_failures where tenant_id = $1 and failed_at < $2::date",
  "delete from analytics.rejections where tenant_id = $1 and last_at < $2::date",
  "delete from people where tenant_id = $1 and last_seen_at < $2::date",
];

/** Drops the partitions that are older than every tenant's retention. Returns how many. */
export async function dropOldPartitions(): Promise<number> {
  const months = Math.max(0, ...(await listTenants()).map((tenant) => tenant.retentionMonths));
  if (months === 0) return 0;
  const day = await firstKeptDay(months);
  const client = await appPool().connect();
  try {
    // To drop a partition everybody must let go of the log for a moment; rather later than making intake wait behind us.
    await client.query("begin; set local lock_timeout = '2s'");
    const { rows } = await client.query<{ dropped: number }>(
      "select analytics.drop_event_partitions_before($1::date) as dropped",
      [day],
    );
    await client.query("commit");
    return rows[0]?.dropped ?? 0;
  } catch (error) {
    await client.query("rollback").catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

/** Makes the partitions of yesterday to three days ahead, so that intake finds them. Returns how many were missing. */
export async function ensurePartitionsAhead(): Promise<number> {
  let made = 0;
  for (let ahead = -1; ahead <= 3; ahead++) {
    const { rows } = await appPool().query<{ made: boolean }>(
      "select analytics.ensure_event_partition((now() at time zone 'utc')::date + $1::int) as made",
      [ahead],
    );
    if (rows[0]?.made) made++;
  }
  return made;
}

/** Shortens one tenant's records about the log itself: old freshness goes, old flushes become few. */
export async function compactLedger(tenant: Tenant): Promise<void> {
  await ensureCursor(tenant.id);
  await withTenantSql(tenant.id, async (db) => {
    const cursor = await lockCursor(db);
    await db.execute(
      "/* events.prune-freshness */ delete from analytics.projector_batches where tenant_id = $1 and visible_at < now() - make_interval(days => $2)",
      [tenant.id, freshnessDays],
    );
    // A rebuild still needs to know on which days which numbers lie, so flushes are joined, not forgotten.
    await db.execute(
      `/* events.compact-flushes */ with crowded as (
         select last_seq / $4 as part from analytics.flushes
         where tenant_id = $1 and last_seq <= $2 and received_at < now() - make_interval(days => $3)
         group by 1 having count(*) > 1
       ), taken as (
         delete from analytics.flushes where tenant_id = $1 and last_seq <= $2 and received_at < now() - make_interval(days => $3)
           and last_seq / $4 in (select part from crowded)
         returning first_seq, last_seq, min_day, max_day, received_at
       )
       insert into analytics.flushes (tenant_id, last_seq, first_seq, min_day, max_day, received_at)
       select $1::uuid, max(last_seq), min(first_seq), min(min_day), max(max_day), max(received_at)
       from taken group by last_seq / $4`,
      [tenant.id, cursor, ledgerDays, ledgerEvents],
    );
  });
}
