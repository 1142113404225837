import { readScores } from "@/lib/webhooks/analytics-payload";

/** What the tenant's CRM is sent when somebody completes a quiz: with her name and e-mail, which is why it needs the tenant's opt-in. */
export interface CrmPayload {
  readonly type: "quiz_completed";
  readonly timestamp: string;
  readonly data: {
    readonly session_id: string;
    readonly tenant_id: string;
    readonly framework_id: string | null;
    readonly format: string | null;
    readonly quiz_version: string | null;
    readonly user_email: string | null;
    readonly user_name: string | null;
    readonly user_id: string | null;
    readonly scores: Readonly<Record<string, number>>;
    readonly primary_id: string | null;
    readonly secondary_id: string | null;
    /** false: she did not agree to be contacted, and her name, e-mail and id are left out */
    readonly contact_consent: boolean | null;
    readonly language: string | null;
    readonly completed_at: string;
    readonly metadata: Readonly<Record<string, unknown>>;
  };
}

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
