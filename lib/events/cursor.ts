import "server-only";
import { type TenantId, type TenantSql, withTenantSql } from "@/lib/db/tenant";

/*
 * Whoever writes read models of a tenant holds the row of its cursor until the end of the transaction: so there is one writer a tenant,
 * however many workers run, and rows and cursor can only move together.
 */

const ensured = new Set<TenantId>();

/** Takes the tenant's cursor and returns its number; null when another worker holds it. */
export async function tryLockCursor(db: TenantSql): Promise<number | null> {
  const seq = await select(db, "for update skip locked");
  // Held by another, or gone with a database that was made anew: then the next attempt makes it again.
  if (seq === undefined) ensured.delete(db.tenantId);
  return seq ?? null;
}

/** The same, but waits for the worker that holds it. */
export async function lockCursor(db: TenantSql): Promise<number> {
  const seq = await select(db, "for update");
  if (seq === undefined) throw new Error("The tenant has no cursor: call ensureCursor first.");
  return seq;
}

async function select(db: TenantSql, lock: string): Promise<number | undefined> {
  const [row] = await db.execute<{ seq: number }>(
    `/* events.lock-cursor */ select seq from analytics.projector_cursors where tenant_id = $1 ${lock}`,
    [db.tenantId],
  );
  return row?.seq;
}

/**
 * Makes the tenant's cursor if it has none yet. In a transaction of its own: a cursor that is not committed would make
 * everybody else wait for the whole of the batch or the rebuild that made it.
 */
export async function ensureCursor(tenantId: TenantId): Promise<void> {
  if (ensured.has(tenantId)) return;
  await withTenantSql(tenantId, (db) =>
    db.execute(
      "/* events.add-cursor */ insert into analytics.projector_cursors (tenant_id, seq) values ($1, 0) on conflict (tenant_id) do nothing",
      [tenantId],
    ),
  );
  ensured.add(tenantId);
}

/** Notes up to which number the read models have taken the log in. The caller holds the cursor. */
export async function moveCursor(db: TenantSql, seq: number): Promise<void> {
  await db.execute(
    "/* events.move-cursor */ update analytics.projector_cursors set seq = $2, projected_at = clock_timestamp() where tenant_id = $1",
    [db.tenantId, seq],
  );
}
