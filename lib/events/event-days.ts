import "server-only";
import { type TenantId, withTenantSql } from "@/lib/db/tenant";

// One lock on the log's table for each statement; in pieces, so that appends of other days get their turn in between.
const daysPerStatement = 30;

const held = globalThis as { attuneEventDays?: Set<string> };
held.attuneEventDays ??= new Set();
const known: Set<string> = held.attuneEventDays;

/** Makes the log's partitions of the given UTC days, outside of the append's transaction, unless this process knows that they exist. */
export async function ensureEventDays(tenant: TenantId, days: Iterable<string>): Promise<void> {
  const missing = [...new Set(days)].filter((day) => !known.has(day)).sort();
  for (let at = 0; at < missing.length; at += daysPerStatement) {
    const part = missing.slice(at, at + daysPerStatement);
    await withTenantSql(tenant, (db) =>
      db.execute(
        "/* events.ensure-days */ select analytics.ensure_event_partition(day) from unnest($1::date[]) as day",
        [part],
      ),
    );
    for (const day of part) known.add(day);
  }
}

/** After retention dropped a partition that this process believed in. */
export function forgetEventDays(days: Iterable<string>): void {
  for (const day of days) known.delete(day);
}
