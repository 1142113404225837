import "server-only";
import type { TenantSql } from "@/lib/db/tenant";
import { can, roles } from "@/lib/identity/permissions";
import { leadReasons } from "@/lib/quiz-sessions/lead-rule";
import {
  answerTexts,
  getSession,
  listColleagues,
  scoreMedians,
  sessionDeliveries,
  sessionNotes,
  sessionUsage,
} from "@/lib/quiz-sessions/queries/session-detail";
import { readLeadRule } from "@/lib/quiz-sessions/store-sessions";

export type SessionDetail = NonNullable<Awaited<ReturnType<typeof readDetail>>>;

export interface TimelineEntry {
  readonly at: Date;
  readonly kind: "visited" | "started" | "answered" | "completed" | "opened" | "booked";
  /** the question of an answer */
  readonly questionId: string | null;
}

/** Everything that is shown beside one session; null when there is no such session. */
export async function readDetail(db: TenantSql, sessionId: string, now: Date) {
  const session = await getSession.first(db, { sessionId });
  if (!session) return null;
  const eventIds = session.transcript.flatMap(({ event }) => event ?? []);
  const words = eventIds.length > 0 ? await answerTexts.all(db, { eventIds }) : [];
  const rule = await readLeadRule(db);
  return {
    session,
    words: new Map(words.map(({ eventId, value }) => [eventId, value])),
    timeline: timelineOf(session),
    usage: await sessionUsage.all(db, { sessionId }),
    medians: await scoreMedians.all(db, { frameworkId: session.frameworkId }),
    deliveries: await sessionDeliveries.all(db, { sessionId }),
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

type Session = NonNullable<Awaited<ReturnType<typeof getSession.first>>>;

function timelineOf(session: Session): TimelineEntry[] {
  const once = (kind: TimelineEntry["kind"], at: Date | null): TimelineEntry[] =>
    at ? [{ kind, at, questionId: null }] : [];
  const answers = session.transcript.flatMap(({ at, questionId }): TimelineEntry[] =>
    at === null ? [] : [{ kind: "answered", at: new Date(at), questionId }],
  );
  const entries = [
    ...once("visited", session.visitedAt),
    ...once("started", session.startedAt),
    ...answers,
    ...once("completed", session.completedAt),
    ...once("opened", session.emailOpenedAt),
    ...once("booked", session.bookedAt),
  ];
  return entries.sort((a, b) => a.at.getTime() - b.at.getTime());
}
