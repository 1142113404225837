import "server-only";
import type { Tenant } from "@/lib/db/directory";
import { type TenantSql, withTenantSql } from "@/lib/db/tenant";
import { applyBatch } from "@/lib/events/apply-batch";
import { ensureCursor, moveCursor, tryLockCursor } from "@/lib/events/cursor";
import type { Projection } from "@/lib/events/projection";
import { type LogBatch, readBatch } from "@/lib/events/read-batch";

/** Events in a batch: enough that the fixed cost of a transaction is small beside them, few enough that others get their turn. */
export const batchSize = 5000;

/** `busy`: another worker holds the tenant. `more`: the log had at least one full batch, so the next may start at once. */
export type Step = { kind: "idle" } | { kind: "busy" } | { kind: "projected"; events: number; more: boolean };

/**
 * Takes the tenant's next batch into the read models: rows, freshness and cursor in one transaction, so each event counts
 * exactly once, however often a worker dies.
 */
export async function projectNext(
  tenant: Tenant,
  projections: readonly Projection[],
  limit: number = batchSize,
): Promise<Step> {
  await ensureCursor(tenant.id);
  return withTenantSql(tenant.id, async (db) => {
    const cursor = await tryLockCursor(db);
    if (cursor === null) return { kind: "busy" };
    const batch = await readBatch(db, cursor, limit);
    if (!batch) return { kind: "idle" };
    // What a power cut takes back of this, it takes back whole, and the log still has it: the disk need not be waited for.
    await db.execute("set local synchronous_commit = off", []);
    await applyBatch(db, batch.events, tenant, projections);
    await noteFreshness(db, cursor, batch);
    await moveCursor(db, batch.lastSeq);
    await db.execute("select pg_notify('attune_projected', $1)", [tenant.id]);
    return { kind: "projected", events: batch.events.length, more: batch.full };
  });
}

async function noteFreshness(db: TenantSql, cursor: number, { events, lastSeq }: LogBatch): Promise<void> {
  if (events.length === 0) return;
  const received = rangeOf(events.map((event) => event.receivedAt));
  const occurred = rangeOf(events.map((event) => event.occurredAt));
  await db.execute(
    `/* events.note-freshness */ insert into analytics.projector_batches (tenant_id, last_seq, first_seq, events,
       received_from, received_to, occurred_from, occurred_to, visible_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp())`,
    [db.tenantId, lastSeq, cursor + 1, events.length, received.from, received.to, occurred.from, occurred.to],
  );
}

function rangeOf(instants: readonly Date[]): { from: Date; to: Date } {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const instant of instants) {
    from = Math.min(from, instant.getTime());
    to = Math.max(to, instant.getTime());
  }
  return { from: new Date(from), to: new Date(to) };
}
