import "server-only";
import { type QuizEvent, readNumber, readObject, readText } from "@/lib/quiz-sessions/quiz-event";
import { questionStep, type TranscriptStep } from "@/lib/quiz-sessions/schema";

/** A pause at one step counts no longer than this (METRICS.md, Quiz sessions). */
export const idleLimitMs = 10 * 60_000;

/** The way through a quiz: distinct steps in the order in which they were first reached, and the time spent at each. */
export interface Journey {
  readonly path: readonly string[];
  /** milliseconds at each step of the path, -1 where nobody can know */
  readonly pathMs: readonly number[];
  readonly transcript: readonly TranscriptStep[];
  readonly answers: number;
  readonly turns: number;
  readonly durationMs: number;
}

interface Question {
  readonly questionId: string;
  readonly firstAt: number;
  readonly step: number;
  readonly elapsedMs: number | null;
}

const timeOf = (event: QuizEvent | undefined) => event?.occurredAt.getTime() ?? null;
const capped = (ms: number) => Math.max(0, Math.min(idleLimitMs, Math.round(ms)));

/**
 * Reads the way of one session from its events, which are in order of time and then of id. A later state implies the
 * earlier ones, so everybody who answered has started, and everybody who started has visited. Returning to a question
 * adds to its time, not to the path.
 */
export function readJourney(events: readonly QuizEvent[], result: QuizEvent | undefined): Journey {
  const first = (name: QuizEvent["name"]) => timeOf(events.find((event) => event.name === name));
  const answered = events.filter((event) => event.name === "question_answered");
  const [visitedAt, startedAt] = [first("quiz_visited"), first("quiz_started")];
  const transcript = transcriptOf(answered, result);
  const known = visitedAt !== null || startedAt !== null || answered.length > 0;
  if (!known) return { path: [], pathMs: [], transcript, ...countsOf(transcript), durationMs: 0 };

  const questions = questionsOf(answered);
  const completedAt = timeOf(result);
  const steps: { step: string; at: number | null; ms: number | null }[] = [{ step: "visit", at: visitedAt, ms: null }];
  const [emailAt, bookedAt] = [first("result_email_opened"), first("booking_created")];
  const followed = emailAt !== null || bookedAt !== null;
  const finished = completedAt !== null || followed;
  if (startedAt !== null || questions.length > 0 || finished) steps.push({ step: "start", at: startedAt, ms: null });
  for (const { questionId, firstAt, elapsedMs } of questions) {
    steps.push({ step: questionStep(questionId), at: firstAt, ms: elapsedMs });
  }
  if (finished) steps.push({ step: "complete", at: completedAt, ms: -1 });
  if (emailAt !== null) steps.push({ step: "email", at: emailAt, ms: -1 });
  if (bookedAt !== null) steps.push({ step: "booking", at: bookedAt, ms: -1 });

  const pathMs = steps.map((_, index) => timeAt(steps, index));
  return {
    path: steps.map(({ step }) => step),
    pathMs,
    transcript,
    ...countsOf(transcript),
    durationMs: pathMs.reduce((sum, ms) => sum + Math.max(0, ms), 0),
  };
}

/** Each question once, at its first answer; of two in one instant the lower step comes first. */
function questionsOf(answered: readonly QuizEvent[]): Question[] {
  const found = new Map<string, Question>();
  for (const event of answered) {
    const questionId = readText(event, "questionId");
    if (questionId === null) continue;
    const elapsedMs = readNumber(event, "elapsedMs");
    const before = found.get(questionId);
    const spent = before?.elapsedMs ?? null;
    found.set(questionId, {
      questionId,
      firstAt: before?.firstAt ?? event.occurredAt.getTime(),
      step: Math.min(before?.step ?? Number.POSITIVE_INFINITY, readNumber(event, "step") ?? 0),
      elapsedMs: elapsedMs === null ? spent : Math.min(idleLimitMs, (spent ?? 0) + capped(elapsedMs)),
    });
  }
  return [...found.values()].sort(
    (a, b) => a.firstAt - b.firstAt || a.step - b.step || (a.questionId < b.questionId ? -1 : 1),
  );
}

/**
 * The time at one step. A question's own clock is believed; without one it is the time since the step before. Visit and
 * start last until what comes next has begun.
 */
function timeAt(steps: readonly { step: string; at: number | null; ms: number | null }[], index: number): number {
  const here = steps[index];
  if (!here) return -1;
  if (here.ms !== null) return here.ms;
  if (here.step.startsWith("q:")) {
    const before = steps[index - 1]?.at ?? null;
    return before === null || here.at === null ? -1 : capped(here.at - before);
  }
  const next = steps[index + 1];
  if (!next || next.at === null || here.at === null) return -1;
  return capped(next.at - Math.max(0, next.ms ?? 0) - here.at);
}

/** The last answer to each question with its time, or the answers that came with the result. */
function transcriptOf(answered: readonly QuizEvent[], result: QuizEvent | undefined): TranscriptStep[] {
  const steps = answered.map((event): TranscriptStep => {
    const { answer } = event.properties;
    const plain = typeof answer === "number" || typeof answer === "boolean";
    return {
      step: readNumber(event, "step") ?? 0,
      questionId: readText(event, "questionId") ?? "",
      answer: plain ? answer : null,
      event: plain ? null : event.eventId,
      elapsedMs: readNumber(event, "elapsedMs"),
      at: event.occurredAt.getTime(),
    };
  });
  if (steps.length > 0 || !result) return steps;
  return Object.entries(readObject(result, "answers")).map(([questionId, answer], index) => ({
    step: index + 1,
    questionId,
    answer: typeof answer === "number" || typeof answer === "boolean" ? answer : null,
    event: null,
    elapsedMs: null,
    at: null,
  }));
}

function countsOf(transcript: readonly TranscriptStep[]): { answers: number; turns: number } {
  return { answers: new Set(transcript.map(({ questionId }) => questionId)).size, turns: transcript.length };
}
