import "server-only";
import { type Journey, readJourney } from "@/lib/quiz-sessions/journey";
import { type QuizEvent, readObject, readText } from "@/lib/quiz-sessions/quiz-event";
import { resultsOf, scoresOf } from "@/lib/quiz-sessions/results-of";
import type { QuizFormat, QuizSource, TranscriptStep } from "@/lib/quiz-sessions/schema";

/** A session as its events alone tell it, before it is known who that is and what it cost. */
export interface SessionFacts {
  readonly session_id: string;
  readonly framework_id: string;
  readonly format: QuizFormat;
  readonly quiz_version: string | null;
  readonly scores: Record<string, number> | null;
  readonly top_score: number | null;
  readonly primary_id: string | null;
  readonly secondary_id: string | null;
  readonly completed_at: Date | null;
  readonly metadata: Record<string, unknown>;
  readonly source: QuizSource;
  readonly conflict_of: string | null;
  readonly conflicts: number;
  readonly actor: string | null;
  readonly language: string | null;
  readonly country: string | null;
  readonly device: string | null;
  readonly campaign: string | null;
  readonly variants: Record<string, string>;
  readonly contact_consent: boolean | null;
  readonly begun_at: Date;
  readonly last_at: Date;
  readonly visited_at: Date | null;
  readonly started_at: Date | null;
  readonly email_opened_at: Date | null;
  readonly booked_at: Date | null;
  readonly answers: number;
  readonly turns: number;
  readonly duration_ms: number;
  readonly journey: boolean;
  readonly path: readonly string[];
  readonly path_ms: readonly number[];
  readonly last_step: string;
  readonly days: readonly string[];
  readonly transcript: readonly TranscriptStep[];
}

/** The rows of one session id: the session, and one for each result that contradicts it. Events come in order of time, then of id. */
export function sessionFacts(sessionId: string, events: readonly QuizEvent[]): SessionFacts[] {
  const [earliest] = events;
  if (!earliest) return [];
  const { result, scores, primaryId, secondaryId, conflicts } = resultsOf(sessionId, events);
  const own = conflicts.length === 0 ? events : events.filter((event) => isOf(event, conflicts));
  const journey = readJourney(own, result);
  const days = [...new Set(events.map(({ day }) => day))].sort();
  const session: SessionFacts = {
    session_id: sessionId,
    ...headOf(result ?? earliest),
    scores,
    top_score: topOf(scores),
    primary_id: primaryId,
    secondary_id: secondaryId,
    completed_at: result?.occurredAt ?? null,
    conflict_of: null,
    conflicts: conflicts.length,
    actor: result?.actor ?? firstOf(events, ({ actor }) => actor),
    language: firstOf(events, ({ language }) => language),
    country: firstOf(events, ({ country }) => country),
    device: firstOf(events, ({ device }) => device),
    campaign: firstOf(events, ({ campaign }) => campaign?.source ?? campaign?.name ?? null),
    variants: variantsOf(events),
    begun_at: earliest.occurredAt,
    last_at: events.at(-1)?.occurredAt ?? earliest.occurredAt,
    visited_at: firstTime(events, "quiz_visited"),
    started_at: firstTime(events, "quiz_started", "question_answered"),
    email_opened_at: firstTime(events, "result_email_opened"),
    booked_at: firstTime(events, "booking_created"),
    ...journeyColumns(journey),
    days,
  };
  return [session, ...conflicts.map((conflict) => conflictFacts(sessionId, conflict.sessionId, conflict.result, days))];
}

function conflictFacts(sessionId: string, ownId: string, result: QuizEvent, days: readonly string[]): SessionFacts {
  const scores = scoresOf(result);
  return {
    session_id: ownId,
    ...headOf(result),
    scores,
    top_score: topOf(scores),
    primary_id: readText(result, "primaryId"),
    secondary_id: readText(result, "secondaryId"),
    completed_at: result.occurredAt,
    conflict_of: sessionId,
    conflicts: 0,
    actor: result.actor,
    language: result.language,
    country: result.country,
    device: result.device,
    campaign: null,
    variants: {},
    begun_at: result.occurredAt,
    last_at: result.occurredAt,
    visited_at: null,
    started_at: null,
    email_opened_at: null,
    booked_at: null,
    ...journeyColumns(readJourney([], result)),
    days,
  };
}

/** What the leading event says of the quiz and of the result. */
function headOf(event: QuizEvent) {
  const consent = event.properties.contactConsent;
  return {
    framework_id: readText(event, "frameworkId") ?? "",
    format: (readText(event, "format") ?? "qa") as QuizFormat,
    quiz_version: readText(event, "quizVersion"),
    metadata: readObject(event, "metadata"),
    source: (readText(event, "source") ?? "events") as QuizSource,
    contact_consent: typeof consent === "boolean" ? consent : null,
  };
}

const journeyColumns = (journey: Journey) => ({
  answers: journey.answers,
  turns: journey.turns,
  duration_ms: journey.durationMs,
  journey: journey.path.length > 0,
  path: journey.path,
  path_ms: journey.pathMs,
  last_step: journey.path.at(-1) ?? "",
  transcript: journey.transcript,
});

const isOf = (event: QuizEvent, conflicts: readonly { result: QuizEvent }[]) =>
  conflicts.every(({ result }) => result.eventId !== event.eventId);

function firstOf<T>(events: readonly QuizEvent[], read: (event: QuizEvent) => T | null): T | null {
  for (const event of events) {
    const value = read(event);
    if (value !== null && value !== undefined) return value;
  }
  return null;
}

const firstTime = (events: readonly QuizEvent[], ...names: QuizEvent["name"][]) =>
  events.find(({ name }) => names.includes(name))?.occurredAt ?? null;

const topOf = (scores: Record<string, number> | null) => (scores ? Math.max(...Object.values(scores)) : null);

/** The first variant of each experiment. */
function variantsOf(events: readonly QuizEvent[]): Record<string, string> {
  const variants = new Map<string, string>();
  for (const event of events) {
    const [experiment, variant] = [readText(event, "experiment"), readText(event, "variant")];
    if (event.name !== "variant_exposure" || experiment === null || variant === null) continue;
    if (!variants.has(experiment)) variants.set(experiment, variant);
  }
  return Object.fromEntries([...variants].sort(([a], [b]) => (a < b ? -1 : 1)));
}
