import type { WebhookEvent } from "@/lib/webhooks/schema";

declare const tokenBrand: unique symbol;
declare const pseudonymBrand: unique symbol;
declare const instantBrand: unique symbol;

/** The id of a thing (a framework, a question, a variant): letters, digits and `_ . : -`, at most 64. No e-mail and no full name fits. */
export type Token = string & { readonly [tokenBrand]: true };
/** A person or a session under the tenant's keyed pseudonym for this purpose. */
export type Pseudonym = string & { readonly [pseudonymBrand]: true };
/** ISO 8601, UTC. */
export type Instant = string & { readonly [instantBrand]: true };

/**
 * What the analytics webhook sends. No field is a plain string, so nothing that a person wrote or is called can be put into it: a
 * type test holds it to that.
 */
export interface AnalyticsPayload {
  readonly type: WebhookEvent;
  readonly timestamp: Instant;
  readonly data: {
    readonly eventId: Pseudonym;
    readonly person: Pseudonym | null;
    readonly session: Pseudonym | null;
    readonly framework: Token | null;
    readonly format: Token | null;
    readonly version: Token | null;
    readonly step?: number | null;
    readonly question?: Token | null;
    /** a point on a scale; what was chosen or written in words is left out */
    readonly answer?: number | null;
    readonly elapsedMs?: number | null;
    readonly experiment?: Token | null;
    readonly variant?: Token | null;
    readonly scores?: Readonly<Record<Token, number>>;
    readonly primary?: Token | null;
    readonly secondary?: Token | null;
  };
}

const tokenShape = /^[A-Za-z0-9][\w.:-]{0,63}$/;

/** A value as the id of a thing; null when it could be anything else. */
export function toToken(value: unknown): Token | null {
  if (typeof value === "number" && Number.isInteger(value)) return String(value) as Token;
  return typeof value === "string" && tokenShape.test(value) ? (value as Token) : null;
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
  return {
    type: name,
    timestamp: occurredAt.toISOString() as Instant,
    data: { ...about, ...detail(name, properties) },
  };
}

function detail(name: WebhookEvent, properties: Readonly<Record<string, unknown>>): Partial<AnalyticsPayload["data"]> {
  switch (name) {
    case "quiz_started":
      return {};
    case "question_answered":
      return {
        step: toNumber(properties.step),
        question: toToken(properties.questionId),
        answer: toNumber(properties.answer),
        elapsedMs: toNumber(properties.elapsedMs),
      };
    case "variant_exposure":
      return { experiment: toToken(properties.experiment), variant: toToken(properties.variant) };
    case "quiz_completed":
      return {
        scores: readScores(properties.scores),
        primary: toToken(properties.primaryId),
        secondary: toToken(properties.secondaryId),
      };
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
