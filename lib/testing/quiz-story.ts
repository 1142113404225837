/** An event as `POST /api/ingest` takes it. */
export type SentEvent = Record<string, unknown> & { id: string; name: string };

export interface QuizWalk {
  readonly sessionId: string;
  readonly format?: string;
  /** null: the quiz says none */
  readonly version?: string | null;
  readonly frameworkId?: string;
  readonly userId?: string;
  readonly anonymousId?: string;
  readonly language?: string;
  readonly begunAt: Date;
  /** question ids in the order in which they were answered */
  readonly questions?: readonly string[];
  readonly elapsedMs?: number;
  readonly visited?: boolean;
  readonly started?: boolean;
  readonly completed?: { scores?: Record<string, number>; primaryId?: string; secondaryId?: string } | false;
  readonly opened?: boolean;
  readonly booked?: boolean;
  readonly variant?: string;
  /** of a second experiment */
  readonly otherVariant?: string;
  readonly costMinor?: number;
}

let made = 0;
const uuid = () => `00000000-0000-4000-8000-${(++made).toString(16).padStart(12, "0")}`;

/** The events of one way through a quiz, a few seconds apart. */
export function quizWalk(walk: QuizWalk): SentEvent[] {
  const { sessionId, begunAt, questions = [], elapsedMs = 5_000 } = walk;
  const events: SentEvent[] = [];
  let at = begunAt.getTime();
  const add = (name: string, afterMs: number, properties: Record<string, unknown> = {}) => {
    at += afterMs;
    events.push({
      id: uuid(),
      name,
      time: new Date(at).toISOString(),
      ...(walk.userId !== undefined && { userId: walk.userId }),
      ...(walk.userId === undefined && { anonymousId: walk.anonymousId ?? `visitor of ${sessionId}` }),
      context: { locale: walk.language ?? "en", country: "DE" },
      properties: {
        quizSessionId: sessionId,
        frameworkId: walk.frameworkId ?? "archetypes",
        format: walk.format ?? "qa",
        ...(walk.version !== null && { quizVersion: walk.version ?? "1" }),
        ...properties,
      },
    });
  };
  if (walk.visited !== false) add("quiz_visited", 0);
  if (walk.variant) add("variant_exposure", 100, { experiment: "opening", variant: walk.variant });
  if (walk.otherVariant) add("variant_exposure", 50, { experiment: "length", variant: walk.otherVariant });
  if (walk.started !== false) add("quiz_started", 2_000);
  questions.forEach((questionId, index) => {
    add("question_answered", elapsedMs, { step: index + 1, questionId, answer: (index % 5) + 1, elapsedMs });
  });
  if (walk.completed) add("quiz_completed", 1_000, walk.completed);
  if (walk.costMinor !== undefined) {
    const usage = { purpose: "reflection", model: "small-1", inputTokens: 100, outputTokens: 40 };
    add("ai.usage", 10, { ...usage, costMinor: walk.costMinor, currency: "USD" });
  }
  if (walk.opened) add("result_email_opened", 60_000);
  if (walk.booked) add("booking_created", 60_000);
  return events;
}
