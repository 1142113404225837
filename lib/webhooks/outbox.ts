import "server-only";
import type { TenantSql } from "@/lib/db/tenant";
import { insertDeliveries } from "@/lib/webhooks/queries/insert-deliveries";
import { wakeQueue } from "@/lib/webhooks/queries/wake-queue";
import type { WebhookEvent } from "@/lib/webhooks/schema";

/** An event of the log that endpoints may be told about. */
export interface OutboxEvent {
  readonly eventId: string;
  readonly type: WebhookEvent;
  readonly seq: number;
  /** UTC day of the log that holds it */
  readonly day: string;
  readonly sessionKey: string | null;
  readonly occurredAt: Date;
}

/**
 * Puts deliveries into the outbox, in the caller's transaction: they stand or fall with what caused them. An endpoint is told once of an
 * event, however often this is called. Returns how many deliveries were made.
 */
export async function enqueueDeliveries(db: TenantSql, events: readonly OutboxEvent[]): Promise<number> {
  if (events.length === 0) return 0;
  const made = await insertDeliveries.all(db, {
    eventIds: events.map((event) => event.eventId),
    types: events.map((event) => event.type),
    days: events.map((event) => event.day),
    seqs: events.map((event) => event.seq),
    sessions: events.map((event) => event.sessionKey),
    occurredAt: events.map((event) => event.occurredAt),
  });
  if (made.length > 0) await wakeQueue(db);
  return made.length;
}
