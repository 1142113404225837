import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { sql } from "@/lib/db/sql";
import type { TenantSql } from "@/lib/db/tenant";

const bringForward = defineQuery({
  name: "webhooks.bring-forward",
  params: z.object({ at: z.date().nullable() }),
  row: z.object({}),
  sql: ({ at }, tenant) => sql`
    insert into webhook_queues as queue (tenant_id, due_at) values (${tenant}, coalesce(${at}::timestamptz, now()))
    on conflict (tenant_id) do update set due_at = least(queue.due_at, excluded.due_at)`,
});

const tell = defineQuery({
  name: "webhooks.tell-workers",
  params: z.object({}),
  row: z.object({}),
  sql: (_, tenant) => sql`select pg_notify('attune_webhooks', ${tenant})::text as told`,
});

/** Says that the tenant has something to send, from the commit on. */
export async function wakeQueue(db: TenantSql): Promise<void> {
  await bringForward.all(db, { at: null });
  await tell.all(db, {});
}

/** Says that the tenant has something to send at an instant, if not before. */
export async function expectAt(db: TenantSql, at: Date): Promise<void> {
  await bringForward.all(db, { at });
}

const lockQueue = defineQuery({
  name: "webhooks.lock-queue",
  params: z.object({}),
  row: z.object({}),
  sql: (_, tenant) => sql`select tenant_id from webhook_queues where tenant_id = ${tenant} for update`,
});

const placeQueue = defineQuery({
  name: "webhooks.place-queue",
  params: z.object({}),
  row: z.object({}),
  sql: (_, tenant) => sql`
    with next as (
      select min(greatest(first.due_at, endpoint.paused_until)) as due_at
      from webhook_endpoints as endpoint cross join lateral (
        (select next_attempt_at as due_at from webhook_deliveries
          where tenant_id = ${tenant} and endpoint_id = endpoint.id and status = 'pending'
            and (claimed_until is null or claimed_until <= now())
          order by next_attempt_at limit 1)
        union all
        (select claimed_until from webhook_deliveries
          where tenant_id = ${tenant} and endpoint_id = endpoint.id and claimed_until > now()
          order by claimed_until limit 1)
      ) as first
      where endpoint.tenant_id = ${tenant} and endpoint.status = 'active'
    ), gone as (
      delete from webhook_queues using next where tenant_id = ${tenant} and next.due_at is null
    )
    update webhook_queues set due_at = next.due_at from next where tenant_id = ${tenant} and next.due_at is not null`,
});

/**
 * Notes when the tenant next has something to send, after deliveries were claimed. The queue's row is locked first and the deliveries are
 * looked at by a statement of their own: whoever adds one holds the lock until it can be seen.
 */
export async function settleQueue(db: TenantSql): Promise<void> {
  await lockQueue.all(db, {});
  await placeQueue.all(db, {});
}
