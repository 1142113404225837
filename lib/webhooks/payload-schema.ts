import { z } from "zod";
import { testEventType, type webhookEvents, webhookKinds } from "@/lib/webhooks/schema";

/** The id of a thing (a framework, a question, a variant): letters, digits and `_ . : -`, at most 64. No e-mail and no full name fits. */
export const tokenSchema = z
  .string()
  .regex(/^[A-Za-z0-9][\w.:-]{0,63}$/)
  .brand<"Token">();
/** A person or a session under the tenant's keyed pseudonym for this purpose. */
export const pseudonymSchema = z.guid().brand<"Pseudonym">();
/** ISO 8601, UTC. */
export const instantSchema = z.iso.datetime().brand<"Instant">();

const about = {
  eventId: pseudonymSchema,
  person: pseudonymSchema.nullable(),
  session: pseudonymSchema.nullable(),
  framework: tokenSchema.nullable(),
  format: tokenSchema.nullable(),
  version: tokenSchema.nullable(),
};

const payload = <const Name extends (typeof webhookEvents)[number], Shape extends z.core.$ZodLooseShape>(
  name: Name,
  detail: Shape,
) =>
  z.strictObject({
    type: z.literal(name),
    timestamp: instantSchema,
    data: z.strictObject({ ...about, ...detail }),
  });

/**
 * What the analytics webhook sends, event by event. No field is a plain string, so nothing that a person wrote or is called can be put
 * into it; types and the description of the API are made from these schemas.
 */
export const analyticsPayloadSchemas = {
  quiz_started: payload("quiz_started", {}),
  question_answered: payload("question_answered", {
    step: z.number().nullable(),
    question: tokenSchema.nullable(),
    /** a point on a scale; what was chosen or written in words is left out */
    answer: z.number().nullable(),
    elapsedMs: z.number().nullable(),
  }),
  variant_exposure: payload("variant_exposure", {
    experiment: tokenSchema.nullable(),
    variant: tokenSchema.nullable(),
  }),
  quiz_completed: payload("quiz_completed", {
    scores: z.record(tokenSchema, z.number()),
    primary: tokenSchema.nullable(),
    secondary: tokenSchema.nullable(),
  }),
};

export const analyticsPayloadSchema = z.discriminatedUnion("type", [
  analyticsPayloadSchemas.quiz_started,
  analyticsPayloadSchemas.question_answered,
  analyticsPayloadSchemas.variant_exposure,
  analyticsPayloadSchemas.quiz_completed,
]);

/** What the tenant's CRM is sent when somebody completes a quiz: with her name and e-mail, which is why it needs the tenant's opt-in. */
export const crmPayloadSchema = z.strictObject({
  type: z.literal("quiz_completed"),
  timestamp: z.iso.datetime(),
  data: z.strictObject({
    session_id: z.string(),
    tenant_id: z.string(),
    framework_id: z.string().nullable(),
    format: z.string().nullable(),
    quiz_version: z.string().nullable(),
    user_email: z.string().nullable(),
    user_name: z.string().nullable(),
    user_id: z.string().nullable(),
    scores: z.record(z.string(), z.number()),
    primary_id: z.string().nullable(),
    secondary_id: z.string().nullable(),
    /** false: she did not agree to be contacted, and her name, e-mail and id are left out */
    contact_consent: z.boolean().nullable(),
    language: z.string().nullable(),
    completed_at: z.iso.datetime(),
    metadata: z.record(z.string(), z.unknown()),
  }),
});

/** What a test event carries: nothing of anybody. */
export const testPayloadSchema = z.strictObject({
  type: z.literal(testEventType),
  timestamp: z.iso.datetime(),
  data: z.strictObject({ id: z.string(), kind: z.enum(webhookKinds) }),
});
