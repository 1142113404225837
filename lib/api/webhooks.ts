import "server-only";
import type { ComponentName } from "@/lib/api/components";
import { testEventType, type WebhookKind } from "@/lib/webhooks/schema";

/** What Attune sends to a tenant's own receivers: the shape of its body, under the name that its texts have. */
export const outgoingWebhooks: Readonly<
  Record<WebhookKind | typeof testEventType, { readonly id: string; readonly body: ComponentName }>
> = {
  archetype_scores_webhook: { id: "archetypeScores", body: "ArchetypeScoresWebhook" },
  analytics_webhook: { id: "analytics", body: "AnalyticsWebhook" },
  [testEventType]: { id: "test", body: "TestWebhook" },
};

/** The headers of Standard Webhooks 1.0, in their order. */
export const webhookHeaders = ["webhook-id", "webhook-timestamp", "webhook-signature"] as const;

/** What a receiver may answer, and what it means to the sender. */
export const webhookAnswers = ["2XX", "410", "429", "default"] as const;
