import type { z } from "zod";
import { readScores } from "@/lib/webhooks/analytics-payload";
import type { crmPayloadSchema } from "@/lib/webhooks/payload-schema";

/** What the tenant's CRM is sent when somebody completes a quiz. */
export type CrmPayload = z.output<typeof crmPayloadSchema>;

export interface CompletedQuiz {
  readonly tenant: string;
  readonly sessionKey: string;
  readonly occurredAt: Date;
  readonly language: string | null;
  readonly properties: Readonly<Record<string, unknown>>;
  /** null when nothing is known of her, or she was erased */
  readonly person: { userId: string | null; name: string | null; email: string | null } | null;
}

const toText = (value: unknown): string | null =>
  typeof value === "string" && value !== "" ? value : typeof value === "number" ? String(value) : null;

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === "object" && !Array.isArray(value);

/** The payload for the tenant's CRM, in the columns that the requirement document gives an assessment. */
export function crmPayload({
  tenant,
  sessionKey,
  occurredAt,
  language,
  properties,
  person,
}: CompletedQuiz): CrmPayload {
  const consent = typeof properties.contactConsent === "boolean" ? properties.contactConsent : null;
  const known = consent === false ? null : person;
  return {
    type: "quiz_completed",
    timestamp: occurredAt.toISOString(),
    data: {
      session_id: sessionKey,
      tenant_id: tenant,
      framework_id: toText(properties.frameworkId),
      format: toText(properties.format),
      quiz_version: toText(properties.quizVersion),
      user_email: known?.email ?? null,
      user_name: known?.name ?? null,
      user_id: known?.userId ?? null,
      scores: readScores(properties.scores),
      primary_id: toText(properties.primaryId),
      secondary_id: toText(properties.secondaryId),
      contact_consent: consent,
      language,
      completed_at: occurredAt.toISOString(),
      metadata: isObject(properties.metadata) ? properties.metadata : {},
    },
  };
}
