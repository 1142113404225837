import "server-only";
import type { TenantSql } from "@/lib/db/tenant";
import { can, roles } from "@/lib/identity/permissions";
import { leadReasons } from "@/lib/quiz-sessions/lead-rule";
import { leadOverride } from "@/lib/quiz-sessions/queries/lead-override";
import {
  answerTexts,
  getSession,
  listColleagues,
  scoreMedians,
  sessionDeliveries,
  sessionNotes,
  sessionUsage,
} from "@/lib/quiz-sessions/queries/session-detail";
import { sessionTimeline } from "@/lib/quiz-sessions/queries/session-timeline";
import { readLeadRule } from "@/lib/quiz-sessions/store-sessions";

export type SessionDetail = NonNullable<Awaited<ReturnType<typeof readDetail>>>;

type LogKind = "visited" | "started" | "answered" | "completed" | "exposed" | "opened" | "booked";

export interface TimelineEntry {
  readonly id: string;
  readonly at: Date;
  readonly kind: LogKind | "used";
  /** what it was about: a question, a variant, the purpose of a language model */
  readonly about: string | null;
}

/** Everything that is shown beside one session; null when there is no such session. */
export async function readDetail(db: TenantSql, sessionId: string, now: Date) {
  const session = await getSession.first(db, { sessionId });
  if (!session) return null;
  const eventIds = session.transcript.flatMap(({ event }) => event ?? []);
  const words = eventIds.length > 0 ? await answerTexts.all(db, { eventIds }) : [];
  const rule = await readLeadRule(db);
  const usage = await sessionUsage.all(db, { sessionId });
  const { prospectId } = session;
  return {
    session,
    words: new Map(words.map(({ eventId, value }) => [eventId, value])),
    timeline: timelineOf(session, await sessionTimeline.all(db, { sessionId }), usage),
    usage,
    byHand: prospectId === null ? null : await leadOverride.first(db, { prospectId }),
    medians: await scoreMedians.all(db, { frameworkId: session.frameworkId }),
    deliveries: (await sessionDeliveries.all(db, { sessionId })).map((one) => ({ ...one, kind: eventKind(one.type) })),
    notes: await sessionNotes.all(db, { sessionIds: [sessionId] }),
    colleagues: await listColleagues.all(db, { roles: roles.filter((role) => can(role, "quizzes:read")) }),
    reasons: leadReasons(
      rule,
      {
        lastAt: session.lastAt,
        completed: session.completedAt !== null,
        booked: session.bookedAt !== null,
        emailOpened: session.emailOpenedAt !== null,
        primaryId: session.primaryId,
        topScore: session.topScore,
      },
      now,
    ),
  };
}

const kindOf = {
  quiz_visited: "visited",
  quiz_started: "started",
  question_answered: "answered",
  quiz_completed: "completed",
  variant_exposure: "exposed",
  result_email_opened: "opened",
  booking_created: "booked",
} as const satisfies Record<string, LogKind>;

/** What an event is called beside a session; null for one that no session has. */
const eventKind = (name: string): LogKind | null => (kindOf as Record<string, LogKind>)[name] ?? null;

type Session = NonNullable<Awaited<ReturnType<typeof getSession.first>>>;
type Logged = Awaited<ReturnType<typeof sessionTimeline.all>>;
type Usage = Awaited<ReturnType<typeof sessionUsage.all>>;

/** Every event of the session and every use of a language model, in order of time. A result that was kept apart has itself alone. */
function timelineOf(session: Session, logged: Logged, usage: Usage): TimelineEntry[] {
  if (session.conflictOf !== null) {
    return session.completedAt ? [{ id: session.id, kind: "completed", at: session.completedAt, about: null }] : [];
  }
  const exposure = ({ experiment, variant }: Logged[number]) =>
    experiment === null ? null : `${experiment}: ${variant ?? "–"}`;
  const entries: TimelineEntry[] = [
    ...logged.map((event) => ({
      id: event.id,
      kind: kindOf[event.name],
      at: event.at,
      about: event.questionId ?? exposure(event),
    })),
    ...usage.map(({ id, purpose, usedAt }) => ({
      id,
      kind: "used" as const,
      at: usedAt,
      about: purpose,
    })),
  ];
  return entries.sort((a, b) => a.at.getTime() - b.at.getTime());
}
