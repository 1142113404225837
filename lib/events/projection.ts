import "server-only";
import type { Tenant } from "@/lib/db/directory";
import type { TenantSql } from "@/lib/db/tenant";
import type { LogEvent } from "@/lib/events/log-event";

/**
 * Turns events into rows of a read model. The rows after any sequence of `project` calls must be a function of the set of
 * events alone: the projector gives no promise about the order of arrival or the size of batches. It does promise that
 * each event is in exactly one batch, that every event of a batch is already in the log (so an aggregate may be reread
 * whole), and that batch, rows and cursor are one transaction. A projection never throws on an event that intake let in.
 */
export interface Projection {
  /** `domain` or `domain.part`; names the projection in logs */
  readonly name: string;
  project(db: TenantSql, batch: readonly LogEvent[], tenant: Tenant): Promise<void>;
  /** Deletes this projection's rows of the tenant, before a rebuild replays the log. */
  clear(db: TenantSql): Promise<void>;
  /**
   * Deletes what rests on events that retention has taken out of the log: those of UTC days before `day`. Without it,
   * rows would outlive their events, and a rebuild could not make them again.
   */
  expire?(db: TenantSql, day: string): Promise<void>;
}
