import { z } from "zod";

/** What an endpoint is for. The names are those under which the requirement documents know them. */
export const webhookKinds = ["archetype_scores_webhook", "analytics_webhook"] as const;
export type WebhookKind = (typeof webhookKinds)[number];

/** The events that may leave for each kind. Personal data leaves with a completed quiz and with nothing else. */
export const eventsOfKind = {
  archetype_scores_webhook: ["quiz_completed"],
  analytics_webhook: ["quiz_started", "question_answered", "variant_exposure", "quiz_completed"],
} as const satisfies Record<WebhookKind, readonly string[]>;

export type WebhookEvent = (typeof eventsOfKind)[WebhookKind][number];
export const webhookEvents: readonly WebhookEvent[] = eventsOfKind.analytics_webhook;

/** The type of the event that a person sends to try an endpoint. */
export const testEventType = "attune.test";

export const deliveryStatuses = ["pending", "delivered", "dead", "cancelled"] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

/** Words for what went wrong, each with its text in messages/<locale>/webhooks.json. */
export const failureReasons = [
  "address",
  "dns",
  "connection",
  "tls",
  "timeout",
  "redirect",
  "status",
  "answer",
  "gone",
  "event-gone",
  "no-consent",
  "secret",
  "too-old",
] as const;
export type FailureReason = (typeof failureReasons)[number];

/** How long the old secret signs too after a rotation, in hours. */
export const overlapHours = [0, 1, 24, 72, 168] as const;

const name = z.string().trim().min(1, { error: "nameMissing" }).max(80, { error: "nameTooLong" });
const url = z.string().trim().min(1, { error: "urlMissing" }).max(2000, { error: "urlTooLong" });
const events = z.array(z.enum(webhookEvents)).min(1, { error: "eventMissing" }).max(webhookEvents.length);

export const createEndpointInput = z.strictObject({ kind: z.enum(webhookKinds), name, url, events });
export const updateEndpointInput = z.strictObject({ endpointId: z.uuid(), name, url, events });
export const endpointInput = z.strictObject({ endpointId: z.uuid() });
export const rotateInput = z.strictObject({
  endpointId: z.uuid(),
  overlapHours: z.literal(overlapHours).default(24),
});
/** Days of the organisation's own zone, both included. */
export const replayRangeInput = z.strictObject({
  endpointId: z.uuid(),
  from: z.iso.date({ error: "dateInvalid" }),
  to: z.iso.date({ error: "dateInvalid" }),
  statuses: z.array(z.enum(["delivered", "dead", "cancelled"])).min(1, { error: "statusMissing" }),
});

/** The filters of the list of deliveries, as the address holds them. */
export const deliverySearch = z.object({
  endpoint: z.uuid().optional(),
  status: z.enum(deliveryStatuses).optional(),
  type: z.enum([...webhookEvents, testEventType]).optional(),
  q: z.string().trim().max(200).optional(),
  cursor: z.string().max(200).optional(),
  delivery: z.uuid().optional(),
});
export type DeliverySearch = z.output<typeof deliverySearch>;
