import fc from "fast-check";
import { type LoggedEvent, logged } from "@/lib/testing/event-log";
import { type QuizWalk, quizWalk, type SentEvent } from "@/lib/testing/quiz-story";

const minuteMs = 60_000;

/** A way through a quiz that branches, as it stands in the log. */
export interface RandomJourney extends Omit<QuizWalk, "sessionId" | "begunAt"> {
  readonly minutesAgo: number;
  readonly source?: string | undefined;
  readonly campaign?: string | undefined;
  /** a second result under the same id says something else */
  readonly contradicted: boolean;
}

/** Visitors, people who leave, return, skip and come back; versions, variants and sources of every kind; some are still under way. */
export const journeyArbitrary: fc.Arbitrary<RandomJourney> = fc.record({
  frameworkId: fc.constantFrom("archetypes", "money"),
  format: fc.constantFrom("qa", "game"),
  version: fc.constantFrom("1", "2", null),
  language: fc.constantFrom("en", "de"),
  source: fc.constantFrom(undefined, undefined, "gateway"),
  campaign: fc.constantFrom(undefined, "newsletter", "fair"),
  minutesAgo: fc.oneof(fc.integer({ min: 2, max: 25 }), fc.integer({ min: 40, max: 16 * 24 * 60 })),
  // b or c after a, and ways back.
  questions: fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 7 }),
  elapsedMs: fc.constantFrom(200, 4_000, 90_000),
  visited: fc.boolean(),
  started: fc.boolean(),
  completed: fc.constantFrom(false as const, { scores: { hero: 1 } }),
  contradicted: fc.boolean(),
  opened: fc.boolean(),
  booked: fc.boolean(),
  variant: fc.constantFrom(undefined, "story", "plain"),
  otherVariant: fc.constantFrom(undefined, "long"),
}) as fc.Arbitrary<RandomJourney>;

/** The events of a journey that began some minutes before `now`. */
export function journeyEvents(journey: RandomJourney, sessionId: string, now: Date): LoggedEvent[] {
  const { minutesAgo, source, campaign, contradicted, ...walk } = journey;
  const told = quizWalk({ ...walk, sessionId, begunAt: new Date(now.getTime() - minutesAgo * minuteMs) });
  const result = told.find(({ name }) => name === "quiz_completed");
  const contradiction: SentEvent | undefined = result && {
    ...result,
    id: result.id.replace("-8000-", "-9000-"),
    properties: { ...(result.properties as object), scores: { hero: 2 } },
  };
  return [...told, ...(contradicted && contradiction ? [contradiction] : [])].map(({ id, name, time, properties }) =>
    logged({
      eventId: id,
      name,
      occurredAt: new Date(String(time)),
      sessionKey: sessionId,
      language: walk.language ?? null,
      campaign: campaign === undefined ? null : { source: campaign },
      properties: { ...(properties as object), ...(source !== undefined && { source }) },
    }),
  );
}
