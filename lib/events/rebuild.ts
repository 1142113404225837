import "server-only";
import type { Tenant } from "@/lib/db/directory";
import { type TenantSql, withTenantSql } from "@/lib/db/tenant";
import { applyBatch } from "@/lib/events/apply-batch";
import { ensureCursor, lockCursor, moveCursor } from "@/lib/events/cursor";
import type { Projection } from "@/lib/events/projection";
import { readBatch } from "@/lib/events/read-batch";
import { expireReadModels } from "@/lib/events/retention";

/** Larger than the projector's: nobody waits for the single batch, and each session is then computed less often. */
const rebuildBatchSize = 20_000;

export interface RebuildOptions {
  limit?: number;
  /** called after each batch: how many of the log's numbers are done, and how many there are */
  onProgress?: (done: number, all: number) => void;
}

/**
 * Makes a tenant's read models anew from the log, in one transaction: readers see the old rows until it commits, and when
 * it is stopped half-way nothing has changed. The projector waits meanwhile; events that arrive during the rebuild are
 * projected after it. Memory does not grow with the log.
 * @returns how many events were replayed
 */
export async function rebuildTenant(
  tenant: Tenant,
  projections: readonly Projection[],
  { limit = rebuildBatchSize, onProgress }: RebuildOptions = {},
): Promise<number> {
  await ensureCursor(tenant.id);
  return withTenantSql(tenant.id, async (db) => {
    await lockCursor(db);
    const end = await lastSeq(db);
    for (const projection of [...projections].reverse()) await projection.clear(db);
    await db.execute("delete from analytics.projector_failures where tenant_id = $1", [tenant.id]);
    let events = 0;
    let cursor = 0;
    while (cursor < end) {
      const batch = await readBatch(db, cursor, Math.min(limit, end - cursor));
      if (!batch) break;
      await applyBatch(db, batch.events, tenant, projections);
      events += batch.events.length;
      cursor = batch.lastSeq;
      onProgress?.(cursor, end);
    }
    await expireReadModels(db, tenant, projections);
    await moveCursor(db, end);
    await db.execute("select pg_notify('attune_projected', $1)", [tenant.id]);
    return events;
  });
}

async function lastSeq(db: TenantSql): Promise<number> {
  const [head] = await db.execute<{ last_seq: number }>(
    "/* events.log-end */ select last_seq from analytics.log_heads where tenant_id = $1",
    [db.tenantId],
  );
  return head?.last_seq ?? 0;
}
