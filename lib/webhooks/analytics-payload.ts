import type { z } from "zod";
import {
  type analyticsPayloadSchema,
  type instantSchema,
  type pseudonymSchema,
  tokenSchema,
} from "@/lib/webhooks/payload-schema";
import type { WebhookEvent } from "@/lib/webhooks/schema";

export type Token = z.output<typeof tokenSchema>;
export type Pseudonym = z.output<typeof pseudonymSchema>;
export type Instant = z.output<typeof instantSchema>;

/** What the analytics webhook sends: a type test holds it to having no plain string. */
export type AnalyticsPayload = z.output<typeof analyticsPayloadSchema>;

/** A value as the id of a thing; null when it could be anything else. */
export function toToken(value: unknown): Token | null {
  if (typeof value === "number" && Number.isInteger(value)) return String(value) as Token;
  return tokenSchema.safeParse(value).data ?? null;
}

const toNumber = (value: unknown): number | null =>
  typeof value === "number" && Number.isFinite(value) ? value : null;

/** A quiz event as the log has it, with the pseudonyms already made. */
export interface AnonymousEvent {
  readonly name: WebhookEvent;
  readonly occurredAt: Date;
  readonly eventId: Pseudonym;
  readonly person: Pseudonym | null;
  readonly session: Pseudonym | null;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** The anonymised payload of a quiz event. */
export function analyticsPayload({ name, occurredAt, properties, ...who }: AnonymousEvent): AnalyticsPayload {
  const about = {
    eventId: who.eventId,
    person: who.person,
    session: who.session,
    framework: toToken(properties.frameworkId),
    format: toToken(properties.format),
    version: toToken(properties.quizVersion),
  };
  const timestamp = occurredAt.toISOString() as Instant;
  switch (name) {
    case "quiz_started":
      return { type: name, timestamp, data: about };
    case "question_answered": {
      const { step, questionId, answer, elapsedMs } = properties;
      const answered = {
        step: toNumber(step),
        question: toToken(questionId),
        answer: toNumber(answer),
        elapsedMs: toNumber(elapsedMs),
      };
      return { type: name, timestamp, data: { ...about, ...answered } };
    }
    case "variant_exposure": {
      const { experiment, variant } = properties;
      return { type: name, timestamp, data: { ...about, experiment: toToken(experiment), variant: toToken(variant) } };
    }
    case "quiz_completed": {
      const { primaryId, secondaryId } = properties;
      const result = {
        scores: readScores(properties.scores),
        primary: toToken(primaryId),
        secondary: toToken(secondaryId),
      };
      return { type: name, timestamp, data: { ...about, ...result } };
    }
  }
}

/** The numbers of a scores object whose names are ids. */
export function readScores(value: unknown): Record<Token, number> {
  const scores: Record<Token, number> = {};
  if (value === null || typeof value !== "object" || Array.isArray(value)) return scores;
  for (const [key, score] of Object.entries(value)) {
    const name = toToken(key);
    if (name && typeof score === "number" && Number.isFinite(score)) scores[name] = score;
  }
  return scores;
}
