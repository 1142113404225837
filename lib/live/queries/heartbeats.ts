import "server-only";
import { z } from "zod";
import { definePlatformQuery } from "@/lib/db/platform";
import { defineQuery } from "@/lib/db/query";
import { zInstant } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";
import type { TenantSql } from "@/lib/db/tenant";

interface Beat {
  readonly sessionId: string;
  readonly actor: string;
  readonly deviceId: string;
  readonly connectionId: string;
  readonly seenAt: Date;
}

/**
 * Stores heartbeats, no connection twice, and the tenant's pulse. In the order of their keys, so that two processes wait for each other in
 * turn. Returns the connections that were not known, or whose heartbeat before lies further back than the limit.
 */
export async function storeBeats(
  db: TenantSql,
  beats: readonly Beat[],
  silentMs: number,
): Promise<Omit<Beat, "seenAt">[]> {
  return db.execute(
    `/* live.store-beats */ with pulse as (
       insert into live_pulses as pulse (tenant_id, seen_at) select $1::uuid, max(seen_at) from unnest($6::timestamptz[]) as beat (seen_at)
       on conflict (tenant_id) do update set seen_at = greatest(pulse.seen_at, excluded.seen_at)
     ), stored as (
       insert into live_heartbeats as known (tenant_id, session_id, actor, device_id, connection_id, seen_at)
       select $1::uuid, * from unnest($2::text[], $3::uuid[], $4::text[], $5::text[], $6::timestamptz[]) as beat
       order by 2, 3, 4, 5
       on conflict (tenant_id, session_id, actor, device_id, connection_id)
         do update set previous_at = known.seen_at, seen_at = greatest(known.seen_at, excluded.seen_at)
       returning session_id, actor, device_id, connection_id, seen_at, previous_at
     )
     select session_id as "sessionId", actor, device_id as "deviceId", connection_id as "connectionId" from stored
     where previous_at is null or previous_at < seen_at - make_interval(secs => $7)`,
    [
      db.tenantId,
      beats.map(({ sessionId }) => sessionId),
      beats.map(({ actor }) => actor),
      beats.map(({ deviceId }) => deviceId),
      beats.map(({ connectionId }) => connectionId),
      beats.map(({ seenAt }) => seenAt),
      silentMs / 1000,
    ],
    "live-store-beats",
  );
}

const connectionRow = {
  sessionId: z.string(),
  actor: z.guid(),
  deviceId: z.string(),
  connectionId: z.string(),
};

export const dropBeat = defineQuery({
  name: "live.drop-beat",
  params: z.object(connectionRow),
  row: z.object({}),
  sql: ({ sessionId, actor, deviceId, connectionId }, tenant) => sql`
    delete from live_heartbeats where tenant_id = ${tenant} and session_id = ${sessionId} and actor = ${actor}
      and device_id = ${deviceId} and connection_id = ${connectionId}`,
});

/** Connections whose last heartbeat is older than an instant, the oldest first. */
export const silentConnections = defineQuery({
  name: "live.silent-connections",
  params: z.object({ before: z.date(), limit: z.number().int() }),
  row: z.object({ ...connectionRow, seenAt: zInstant }),
  sql: ({ before, limit }, tenant) => sql`
    select session_id as "sessionId", actor, device_id as "deviceId", connection_id as "connectionId", seen_at as "seenAt"
    from live_heartbeats where tenant_id = ${tenant} and seen_at < ${before} order by seen_at limit ${limit}`,
});

/** Forgets connections that have not been heard of since they were read. */
export async function dropSilent(db: TenantSql, silent: readonly Beat[]): Promise<void> {
  await db.execute(
    `/* live.drop-silent */ delete from live_heartbeats known
     using unnest($2::text[], $3::uuid[], $4::text[], $5::text[], $6::timestamptz[])
       as silent (session_id, actor, device_id, connection_id, seen_at)
     where known.tenant_id = $1 and known.session_id = silent.session_id and known.actor = silent.actor
       and known.device_id = silent.device_id and known.connection_id = silent.connection_id and known.seen_at <= silent.seen_at`,
    [
      db.tenantId,
      silent.map(({ sessionId }) => sessionId),
      silent.map(({ actor }) => actor),
      silent.map(({ deviceId }) => deviceId),
      silent.map(({ connectionId }) => connectionId),
      silent.map(({ seenAt }) => seenAt),
    ],
  );
}

/** Tenants with heartbeats. */
export const pulsingTenants = definePlatformQuery({
  name: "live.pulsing-tenants",
  params: z.object({}),
  row: z.object({ tenantId: z.string() }),
  sql: () => sql`select tenant_id as "tenantId" from live_pulses order by tenant_id`,
});

/** Forgets the pulse of a tenant that has had no heartbeat for a while. Asked of the pulse itself, which every heartbeat moves. */
export const dropPulse = defineQuery({
  name: "live.drop-pulse",
  params: z.object({ before: z.date() }),
  row: z.object({}),
  sql: ({ before }, tenant) => sql`
    delete from live_pulses where tenant_id = ${tenant} and seen_at < ${before}
      and not exists (select from live_heartbeats where tenant_id = ${tenant})`,
});
