import "server-only";
import type { LogEvent } from "@/lib/events/log-event";

/** Events that make a quiz session; `ai.usage` only adds to one. */
export const quizKinds = [
  "quiz_visited",
  "quiz_started",
  "question_answered",
  "quiz_completed",
  "variant_exposure",
  "result_email_opened",
  "booking_created",
] as const;
export type QuizKind = (typeof quizKinds)[number];

const kinds: ReadonlySet<string> = new Set(quizKinds);

export type QuizEvent = LogEvent & { readonly name: QuizKind; readonly sessionKey: string };

export const isQuizEvent = (event: LogEvent): event is QuizEvent => event.sessionKey !== null && kinds.has(event.name);

const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

/** A property that holds text, or null. */
export const readText = (event: LogEvent, property: string) => text(event.properties[property]);

/** A property that holds a finite number, or null. */
export function readNumber(event: LogEvent, property: string): number | null {
  const value = event.properties[property];
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/** A property that holds an object; an empty one where it does not. */
export function readObject(event: LogEvent, property: string): Record<string, unknown> {
  const value = event.properties[property];
  return value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
