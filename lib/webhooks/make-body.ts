import "server-only";
import type { z } from "zod";
import type { TenantSql } from "@/lib/db/tenant";
import { loadLinks, peopleOf } from "@/lib/events/person-links";
import { tenantPseudonym } from "@/lib/privacy/pseudonym";
import { analyticsPayload, type Pseudonym } from "@/lib/webhooks/analytics-payload";
import { crmPayload } from "@/lib/webhooks/crm-payload";
import type { testPayloadSchema } from "@/lib/webhooks/payload-schema";
import type { claimDeliveries } from "@/lib/webhooks/queries/claim-deliveries";
import { readEvent, readPerson } from "@/lib/webhooks/queries/read-event";
import { type FailureReason, testEventType, type WebhookEvent } from "@/lib/webhooks/schema";

export type Claimed = z.output<typeof claimDeliveries.row>;
type LoggedEvent = z.output<typeof readEvent.row>;

/** The body of a delivery, made from the log and from what is known of the person now; or why there is none. */
export async function makeBody(
  db: TenantSql,
  tenantSlug: string,
  delivery: Claimed,
): Promise<{ body: string } | { cancelled: FailureReason }> {
  if (delivery.eventType === testEventType) return { body: JSON.stringify(testPayload(delivery)) };
  const isPersonal = delivery.kind === "archetype_scores_webhook";
  if (isPersonal && !delivery.personalData) return { cancelled: "no-consent" };
  const { eventDay: day, eventSeq: seq } = delivery;
  const event = day !== null && seq !== null ? await readEvent.first(db, { day, seq }) : null;
  if (!event) return { cancelled: "event-gone" };
  const payload = isPersonal ? await personalPayload(db, tenantSlug, event) : await anonymousPayload(db, event);
  return { body: JSON.stringify(payload) };
}

/** What a test event carries: nothing of anybody. */
function testPayload({ eventId, kind, occurredAt }: Claimed): z.output<typeof testPayloadSchema> {
  return { type: testEventType, timestamp: occurredAt.toISOString(), data: { id: eventId, kind } };
}

async function personalPayload(db: TenantSql, tenant: string, event: LoggedEvent) {
  const actors = event.actor ? await actorsOf(db, event.actor) : [];
  const person = actors.length > 0 ? await readPerson.first(db, { actors }) : null;
  const { occurredAt, language, properties } = event;
  return crmPayload({ tenant, sessionKey: event.sessionKey ?? "", occurredAt, language, properties, person });
}

async function anonymousPayload(db: TenantSql, event: LoggedEvent) {
  const pseudonym = (kind: string, id: string) =>
    tenantPseudonym(db.tenantId, "analytics-webhook", `${kind}:${id}`) as Pseudonym;
  const person = event.actor ? (peopleOf(await loadLinks(db, [event.actor])).get(event.actor) ?? event.actor) : null;
  return analyticsPayload({
    name: event.name as WebhookEvent,
    occurredAt: event.occurredAt,
    eventId: pseudonym("event", event.eventId),
    person: person === null ? null : pseudonym("person", person),
    session: event.sessionKey === null ? null : pseudonym("session", event.sessionKey),
    properties: event.properties,
  });
}

/** Every actor of the person behind one of them. */
async function actorsOf(db: TenantSql, actor: string): Promise<string[]> {
  const links = await loadLinks(db, [actor]);
  return [...new Set([actor, ...links.flatMap(({ fromActor, toActor }) => [fromActor, toActor])])];
}
