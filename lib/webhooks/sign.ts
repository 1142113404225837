import "server-only";
import { Webhook } from "standardwebhooks";

/** The `webhook-id` of a delivery: the same for every attempt and every replay, so that a receiver can tell a repeat. */
export const webhookIdOf = (deliveryId: string): string => `msg_${deliveryId}`;

/** The three headers of Standard Webhooks 1.0. During a rotation the old secret signs too, and a receiver may hold either. */
export function signatureHeaders(
  id: string,
  at: Date,
  body: string,
  secrets: readonly string[],
): Record<"webhook-id" | "webhook-timestamp" | "webhook-signature", string> {
  return {
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(" "),
  };
}
