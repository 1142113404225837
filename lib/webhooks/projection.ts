import "server-only";
import { sql } from "@/lib/db/sql";
import type { LogEvent } from "@/lib/events/log-event";
import type { Projection } from "@/lib/events/projection";
import { enqueueDeliveries, type OutboxEvent } from "@/lib/webhooks/outbox";
import { moveMark, readMark } from "@/lib/webhooks/queries/move-mark";
import { type WebhookEvent, webhookEvents } from "@/lib/webhooks/schema";

const isWebhookEvent = (name: string): name is WebhookEvent => (webhookEvents as readonly string[]).includes(name);

// What comes from a file or from the older system happened long ago: a receiver that acts on it would act on the past.
const historic = new Set<unknown>(["import", "bridge"]);

/**
 * Turns quiz events into deliveries, in the batch that makes them visible. It keeps a mark of its own, so that neither a rebuild nor a
 * batch that is taken apart tells anybody twice; deliveries are no read model and are not cleared.
 */
export const webhooksProjection: Projection = {
  name: "webhooks",
  async project(db, batch) {
    const events = batch.filter((event) => isWebhookEvent(event.name));
    if (events.length === 0) return;
    const mark = await readMark.first(db, {});
    if (!mark || mark.listeners === 0) return;
    const fresh = events.filter((event) => event.seq > mark.seq);
    const last = fresh.at(-1);
    if (!last) return;
    await enqueueDeliveries(db, fresh.filter((event) => !historic.has(event.properties.source)).map(toOutbox));
    await moveMark.all(db, { seq: last.seq });
  },
  async clear() {},
  async expire(db, day) {
    const statement = sql`/* webhooks.expire */ delete from webhook_deliveries where tenant_id = ${db.tenantId} and coalesce(event_day, created_at::date) < ${day}::date`;
    await db.execute(statement.text, statement.values);
  },
};

const toOutbox = (event: LogEvent): OutboxEvent => ({
  eventId: event.eventId,
  type: event.name as WebhookEvent,
  seq: event.seq,
  day: event.day,
  sessionKey: event.sessionKey,
  occurredAt: event.occurredAt,
});
