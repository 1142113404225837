import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import {
  type AnalyticsPayload,
  type AnonymousEvent,
  analyticsPayload,
  type Instant,
  type Pseudonym,
  type Token,
  toToken,
} from "@/lib/webhooks/analytics-payload";
import { type CrmPayload, crmPayload } from "@/lib/webhooks/crm-payload";
import { analyticsPayloadSchema, crmPayloadSchema } from "@/lib/webhooks/payload-schema";
import { webhookEvents } from "@/lib/webhooks/schema";

/** Every type of value that stands somewhere in T. */
type Leaf<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends Readonly<Record<infer K, infer V>>
    ? Leaf<V> | (string extends K ? K : never) | { [P in keyof T]: Leaf<T[P]> }[keyof T]
    : never;

const pseudonym = () => randomUUID() as Pseudonym;
const event = (
  properties: Record<string, unknown>,
  name: AnonymousEvent["name"] = "quiz_completed",
): AnonymousEvent => ({
  name,
  occurredAt: new Date("2026-11-20T10:00:00Z"),
  eventId: pseudonym(),
  person: pseudonym(),
  session: pseudonym(),
  properties,
});

describe("the anonymised payload", () => {
  it("has no place for a string that somebody wrote", () => {
    // Whatever is text in it is the name of an event, an id of a thing, a pseudonym or an instant.
    expectTypeOf<Leaf<AnalyticsPayload>>().toExtend<
      AnalyticsPayload["type"] | Token | Pseudonym | Instant | number | null | undefined
    >();
    expectTypeOf<string>().not.toExtend<Leaf<AnalyticsPayload>>();
    expectTypeOf<CrmPayload>().not.toExtend<AnalyticsPayload>();
    expectTypeOf<"user_email" | "user_name" | "email" | "name">().not.toExtend<keyof AnalyticsPayload["data"]>();
    const made = analyticsPayload(event({}));
    // @ts-expect-error a plain string is no pseudonym
    const named: AnalyticsPayload = { ...made, data: { ...made.data, person: "Jane Doe" } };
    // @ts-expect-error nor is it the id of a thing
    const mailed: AnalyticsPayload = { ...made, data: { ...made.data, primary: "jane@example.org" } };
    expect([named, mailed]).toHaveLength(2);
  });

  it("says what happened", () => {
    const about = { frameworkId: "archetypes", format: "qa", quizVersion: "3", quizSessionId: "q-1" };
    const answered = { ...about, step: 2, questionId: "courage", answer: 4, elapsedMs: 5200 };
    expect(analyticsPayload(event(answered, "question_answered"))).toEqual({
      type: "question_answered",
      timestamp: "2026-11-20T10:00:00.000Z",
      data: {
        eventId: expect.any(String),
        person: expect.any(String),
        session: expect.any(String),
        framework: "archetypes",
        format: "qa",
        version: "3",
        step: 2,
        question: "courage",
        answer: 4,
        elapsedMs: 5200,
      },
    });
    const scores = { hero: 71.5, magician: 64, "Jane Doe": 3, odd: "x" };
    const completed = { ...about, scores, primaryId: "hero", secondaryId: "magician" };
    expect(analyticsPayload(event(completed)).data).toMatchObject({
      scores: { hero: 71.5, magician: 64 },
      primary: "hero",
      secondary: "magician",
    });
    const exposed = { ...about, experiment: "landing", variant: "b" };
    expect(analyticsPayload(event(exposed, "variant_exposure")).data).toMatchObject({
      experiment: "landing",
      variant: "b",
    });
  });

  it("lets no canary through, in whatever property and however deep it is planted", () => {
    const canary = fc.constantFrom(
      "Jane Canary",
      "jane.canary@example.org",
      "+41 79 555 12 34",
      "ein Wort, das Canary heisst",
    );
    const names = ["frameworkId", "format", "quizVersion", "step", "questionId", "answer", "elapsedMs", "experiment"];
    names.push("variant", "scores", "primaryId", "secondaryId", "metadata", "name", "email", "userName", "answers");
    const value = canary.chain((word) =>
      fc.constantFrom<unknown>(word, [word], { [word]: 1 }, { deep: { er: word } }, `${word}\u0000`, new String(word)),
    );
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...names), value),
        fc.constantFrom(...webhookEvents),
        (properties, name) => {
          const sent = analyticsPayload(event(properties, name));
          expect(JSON.stringify(sent)).not.toMatch(/canary|79 555/i);
          expect(analyticsPayloadSchema.safeParse(JSON.parse(JSON.stringify(sent))).error).toBeUndefined();
        },
      ),
      { numRuns: 500 },
    );
  });

  it("takes for the id of a thing what is one, and nothing with an @ or a space", () => {
    expect(["hero", "A1", "v1.2", "q_3:b", 12].map(toToken)).toEqual(["hero", "A1", "v1.2", "q_3:b", "12"]);
    for (const value of ["", " a", "a b", "a@b", "x".repeat(65), "é", "-a", null, undefined, {}, 1.5, Number.NaN, true])
      expect(toToken(value)).toBeNull();
  });
});

describe("the payload for the CRM", () => {
  const completed = {
    tenant: "mmc",
    sessionKey: "q-1",
    occurredAt: new Date("2026-11-20T10:00:00Z"),
    language: "de",
    properties: { frameworkId: "archetypes", format: "qa", quizVersion: "3", scores: { hero: 70 }, primaryId: "hero" },
    person: { userId: "u1", name: "Jane Doe", email: "jane@example.org" },
  };

  it("carries the columns of an assessment, with name and e-mail", () => {
    expect(crmPayload(completed)).toEqual({
      type: "quiz_completed",
      timestamp: "2026-11-20T10:00:00.000Z",
      data: {
        session_id: "q-1",
        tenant_id: "mmc",
        framework_id: "archetypes",
        format: "qa",
        quiz_version: "3",
        user_email: "jane@example.org",
        user_name: "Jane Doe",
        user_id: "u1",
        scores: { hero: 70 },
        primary_id: "hero",
        secondary_id: null,
        contact_consent: null,
        language: "de",
        completed_at: "2026-11-20T10:00:00.000Z",
        metadata: {},
      },
    });
  });

  it("is what its schema says, whoever is known", () => {
    for (const person of [completed.person, null])
      expect(
        crmPayloadSchema.safeParse(JSON.parse(JSON.stringify(crmPayload({ ...completed, person })))).error,
      ).toBeUndefined();
  });

  it("leaves the person out who did not agree to be contacted, and the one of whom nothing is known", () => {
    const declined = { ...completed, properties: { ...completed.properties, contactConsent: false } };
    for (const given of [declined, { ...completed, person: null }]) {
      expect(crmPayload(given).data).toMatchObject({ user_email: null, user_name: null, user_id: null });
      expect(JSON.stringify(crmPayload(given))).not.toMatch(/jane/i);
    }
  });
});
