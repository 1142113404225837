import "server-only";
import { z } from "zod";
import type { TenantSql } from "@/lib/db/tenant";
import { notFound } from "@/lib/errors";
import { endOfJoins } from "@/lib/quiz-sessions/decide-prospects";
import { leadOverride } from "@/lib/quiz-sessions/queries/lead-override";
import {
  findProspects,
  getProspect,
  listJoins,
  listProspectSessions,
  prospectSessionIds,
} from "@/lib/quiz-sessions/queries/prospects";
import { answerTexts, getSession, sessionNotes, sessionUsage } from "@/lib/quiz-sessions/queries/session-detail";

export const prospectParams = z.object({ prospectId: z.string().min(1).max(64) });

const guid = z.guid();

export const prospectSearch = z.object({
  /** whom to look for, to put her sessions together with these */
  find: z
    .string()
    .max(120)
    .regex(/^[^\0]*$/)
    .optional(),
});

const likePattern = (text: string) => `%${text.replace(/[\\%_]/g, "\\$&")}%`;

/** Where the sessions of a prospect are that has none of her own any more, because she was merged; null when she has some. Throws not-found. */
export async function movedTo(db: TenantSql, prospectId: string): Promise<string | null> {
  if (!guid.safeParse(prospectId).success) throw notFound("prospect");
  const prospect = await getProspect.first(db, { prospectId });
  if (prospect && prospect.sessions > 0) return null;
  const end = await endOfJoins(db, prospectId);
  if (end === prospectId) throw notFound("prospect");
  return end;
}

/** A prospect with her latest sessions, the ids of all of them, what was noted, and who else she may be. Throws not-found. */
export async function readProspect(db: TenantSql, prospectId: string, find: string | undefined) {
  if (!guid.safeParse(prospectId).success) throw notFound("prospect");
  const prospect = await getProspect.first(db, { prospectId });
  if (!prospect || prospect.sessions === 0) throw notFound("prospect");
  const every = await prospectSessionIds.all(db, { prospectId });
  const wanted = find?.trim();
  return {
    prospect,
    every,
    sessions: await listProspectSessions.all(db, { prospectId }),
    notes: await sessionNotes.all(db, { sessionIds: every.map(({ id }) => id) }),
    joins: await listJoins.all(db, { prospectId }),
    byHand: await leadOverride.first(db, { prospectId }),
    found: wanted ? await findProspects.all(db, { text: likePattern(wanted), not: prospectId }) : [],
  };
}

/** Everything that is kept of a prospect, for herself: sessions, answers with their words, notes, costs. */
export async function exportProspect(db: TenantSql, prospectId: string) {
  const { prospect, every, notes } = await readProspect(db, prospectId, undefined);
  const told = [];
  for (const { id } of every) {
    const session = await getSession.first(db, { sessionId: id });
    if (!session) continue;
    const eventIds = session.transcript.flatMap(({ event }) => event ?? []);
    const words = new Map((await answerTexts.all(db, { eventIds })).map(({ eventId, value }) => [eventId, value]));
    const { transcript, ...rest } = session;
    told.push({
      ...rest,
      answers: transcript.map(({ event, answer, ...step }) => ({
        ...step,
        answer: event ? (words.get(event) ?? null) : answer,
      })),
      aiUsage: await sessionUsage.all(db, { sessionId: id }),
    });
  }
  return {
    prospect,
    sessions: told,
    notes: notes.map(({ sessionId, text, author, createdAt }) => ({ sessionId, text, author, createdAt })),
  };
}
