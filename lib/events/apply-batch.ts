import "server-only";
import type { Tenant } from "@/lib/db/directory";
import type { TenantSql } from "@/lib/db/tenant";
import { reasonOf } from "@/lib/events/error-reason";
import type { LogEvent } from "@/lib/events/log-event";
import type { Projection } from "@/lib/events/projection";
import { log } from "@/lib/log";

/** More of these in one batch, and it is the projection that is broken, not the events: then the tenant waits for a repair. */
export const failuresAllowed = 20;

/** A batch that cannot be taken in, not even event by event. */
export class BrokenProjectionError extends Error {
  constructor(projection: string, reason: string) {
    super(`The projection ${projection} fails on event after event (${reason}).`);
    this.name = "BrokenProjectionError";
  }
}

interface Failure {
  projection: string;
  event: LogEvent;
  reason: string;
  at: string | undefined;
}

/**
 * Runs the projections over a batch, one after the other. Where one fails, the batch is halved until the event that it
 * cannot take in stands alone; that one is noted in analytics.projector_failures and left out of this projection, so
 * that it holds up nobody. Errors of the database itself (lost connection, deadlock, full disk) are thrown: they pass.
 */
export async function applyBatch(
  db: TenantSql,
  events: readonly LogEvent[],
  tenant: Tenant,
  projections: readonly Projection[],
): Promise<void> {
  if (events.length === 0) return;
  const failures: Failure[] = [];
  for (const projection of projections) await applyOne(db, events, tenant, projection, failures);
  for (const failure of failures) await note(db, tenant, failure);
}

async function applyOne(
  db: TenantSql,
  events: readonly LogEvent[],
  tenant: Tenant,
  projection: Projection,
  failures: Failure[],
): Promise<void> {
  await db.execute("savepoint projection", []);
  try {
    await projection.project(db, events, tenant);
    await db.execute("release savepoint projection", []);
    return;
  } catch (error) {
    if (isPassing(error)) throw error;
    // Fails too when the connection is gone, and that error then says so.
    await db.execute("rollback to savepoint projection; release savepoint projection", []);
    const [event] = events;
    if (events.length === 1 && event) {
      const { reason, at } = reasonOf(error);
      failures.push({ projection: projection.name, event, reason, at });
      if (failures.length > failuresAllowed) throw new BrokenProjectionError(projection.name, reason);
      return;
    }
  }
  const middle = Math.ceil(events.length / 2);
  await applyOne(db, events.slice(0, middle), tenant, projection, failures);
  await applyOne(db, events.slice(middle), tenant, projection, failures);
}

async function note(db: TenantSql, tenant: Tenant, { projection, event, reason, at }: Failure): Promise<void> {
  const about = { tenant: tenant.slug, projection, seq: event.seq, event: event.eventId, reason, at };
  log.error(about, "a projection cannot take in an event; it goes on without it");
  await db.execute(
    `/* events.note-failure */ insert into analytics.projector_failures (tenant_id, seq, projection, event_id, reason, failed_at)
     values ($1, $2, $3, $4, $5, now())
     on conflict (tenant_id, seq, projection) do update set reason = excluded.reason, failed_at = excluded.failed_at`,
    [db.tenantId, event.seq, projection, event.eventId, reason],
  );
}

// Connection, rollback (deadlock, serialisation), resources, object in use, operator intervention, system, internal.
const passingClasses = new Set(["08", "40", "53", "55", "57", "58", "XX"]);

/** Whether the same statement may succeed later although nothing about the event changes. */
export function isPassing(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== "string") return false;
  return /^[0-9A-Z]{5}$/.test(code) ? passingClasses.has(code.slice(0, 2)) : code.startsWith("E");
}
