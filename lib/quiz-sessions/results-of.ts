import "server-only";
import { createHash } from "node:crypto";
import { type QuizEvent, readObject, readText } from "@/lib/quiz-sessions/quiz-event";

/** A result that used the id of another one. */
export interface Conflict {
  readonly sessionId: string;
  readonly result: QuizEvent;
}

export interface Results {
  /** the earliest result, or none */
  readonly result: QuizEvent | undefined;
  /** scores and archetypes of the result; what one telling of it leaves out, another may have said */
  readonly scores: Record<string, number> | null;
  readonly primaryId: string | null;
  readonly secondaryId: string | null;
  readonly conflicts: readonly Conflict[];
}

/**
 * Tells the results of one session id apart. The quiz and the gateway may both tell of one result, so what agrees is the
 * same; what contradicts the earliest one is kept apart under an id of its own. Events come in order of time, then of id.
 */
export function resultsOf(sessionId: string, events: readonly QuizEvent[]): Results {
  const completions = events.filter((event) => event.name === "quiz_completed");
  const [result] = completions;
  if (!result) return { result, scores: null, primaryId: null, secondaryId: null, conflicts: [] };
  const agreeing = completions.filter((other) => agree(result, other));
  const apart = new Map<string, QuizEvent>();
  for (const other of completions) {
    if (agreeing.includes(other)) continue;
    const key = contentOf(other);
    if (!apart.has(key)) apart.set(key, other);
  }
  const said = <T>(read: (event: QuizEvent) => T | null) => agreeing.map(read).find((value) => value !== null) ?? null;
  return {
    result,
    scores: said(scoresOf),
    primaryId: said((event) => readText(event, "primaryId")),
    secondaryId: said((event) => readText(event, "secondaryId")),
    conflicts: [...apart].map(([key, conflicting]) => ({
      sessionId: `${sessionId}~${createHash("sha256").update(key).digest("hex").slice(0, 8)}`,
      result: conflicting,
    })),
  };
}

/** The scores of a result, or null when it has none. */
export function scoresOf(event: QuizEvent): Record<string, number> | null {
  const numbers = Object.entries(readObject(event, "scores")).filter(
    (entry): entry is [string, number] => typeof entry[1] === "number",
  );
  return numbers.length > 0 ? Object.fromEntries(numbers.sort(([a], [b]) => (a < b ? -1 : 1))) : null;
}

const isDirect = (event: QuizEvent) => (readText(event, "source") ?? "events") === "events";

const fields = ["frameworkId", "format", "primaryId", "secondaryId"] as const;

function agree(a: QuizEvent, b: QuizEvent): boolean {
  for (const field of fields) {
    const [one, other] = [readText(a, field), readText(b, field)];
    if (one !== null && other !== null && one !== other) return false;
  }
  const [scores, others] = [scoresOf(a), scoresOf(b)];
  if (scores && others && JSON.stringify(scores) !== JSON.stringify(others)) return false;
  // The quiz itself may know its visitor by another id than the gateway; two gateways that name two people contradict each other.
  return isDirect(a) || isDirect(b) || a.actor === b.actor;
}

const contentOf = (event: QuizEvent) =>
  JSON.stringify([...fields.map((field) => readText(event, field)), scoresOf(event), event.actor]);
