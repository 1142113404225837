import "server-only";
import type { Tenant } from "@/lib/db/directory";
import type { TenantDb, TenantSql } from "@/lib/db/tenant";
import { conflict, notFound } from "@/lib/errors";
import { notify } from "@/lib/notifications/notify";
import { type DraftChoices, draftChoicesSchema, firstChoices } from "@/lib/reports/draft-choices";
import { getDraft } from "@/lib/reports/queries/get-draft";
import { getDraftStart } from "@/lib/reports/queries/get-draft-start";
import { listUndraftedSessions } from "@/lib/reports/queries/list-undrafted-sessions";

export interface Draft {
  /** 0 while nothing is stored: the draft is what a new one would say */
  readonly version: number;
  readonly choices: DraftChoices;
  readonly byAttune: boolean;
  readonly createdAt: Date | null;
  readonly updatedBy: string | null;
  readonly updatedAt: Date | null;
}

/** The stored draft of a session, or what a new one would say. Throws not-found for an unknown session. */
export async function draftOf(db: TenantSql, tenant: Tenant, sessionId: string): Promise<Draft> {
  const stored = await getDraft.first(db, { sessionId });
  if (stored) {
    const { version, byAttune, createdAt, updatedBy, updatedAt } = stored;
    const choices = draftChoicesSchema.parse(stored.choices);
    return { version, choices, byAttune, createdAt, updatedBy, updatedAt };
  }
  const start = await getDraftStart.first(db, { sessionId });
  if (!start) throw notFound("session");
  const choices = firstChoices(start, tenant.locale);
  return { version: 0, choices, byAttune: false, createdAt: null, updatedBy: null, updatedAt: null };
}

export type SavedDraft =
  | {
      readonly saved: true;
      readonly version: number /** begun, or taken up again by this person */;
      readonly taken: boolean;
    }
  | { readonly saved: false; readonly version: number; readonly by: string | null; readonly at: Date };

/** Edits of one person within this time are one entry of the audit log. */
const sittingMs = 30 * 60_000;

/**
 * Stores the choices if the draft is still at `version` (0: not stored yet). Otherwise nothing is changed, and the answer says who
 * changed it meanwhile: two people at one draft notice each other.
 */
export async function saveDraft(
  db: TenantDb,
  input: { sessionId: string; version: number; choices: DraftChoices },
  userId: string,
  now: Date,
): Promise<SavedDraft> {
  const { sessionId, choices } = input;
  const key = { tenantId: db.tenantId, sessionId };
  const written = { choices, updatedBy: userId, updatedAt: now };
  const known = await getDraft.first(db, { sessionId });
  if (!known && !(await getDraftStart.first(db, { sessionId }))) throw notFound("session");
  if (!known && input.version === 0) {
    const { count } = await db.prisma.reportDraft.createMany({
      data: [{ ...key, ...written, version: 1, createdBy: userId, createdAt: now }],
      skipDuplicates: true,
    });
    if (count === 1) return { saved: true, version: 1, taken: true };
  }
  // Begun by somebody else since, if at all.
  const before = known ?? (await getDraft.first(db, { sessionId }));
  // What Attune began meanwhile says what the page showed without it: nobody's words are written over.
  const version = input.version === 0 && before && isUntouched(before) ? before.version : input.version;
  if (before?.version === version) {
    const { count } = await db.prisma.reportDraft.updateMany({
      where: { ...key, version },
      data: { ...written, version: version + 1 },
    });
    const taken = before.updatedById !== userId || now.getTime() - before.updatedAt.getTime() > sittingMs;
    if (count === 1) return { saved: true, version: version + 1, taken };
  }
  const there = await getDraft.first(db, { sessionId });
  if (!there) throw conflict("This draft was changed meanwhile. Reload the page.");
  return { saved: false, version: there.version, by: there.updatedBy, at: there.updatedAt };
}

const isUntouched = (draft: { version: number; byAttune: boolean; updatedById: string | null }) =>
  draft.version === 1 && draft.byAttune && draft.updatedById === null;

/** Sessions that ended longer ago (an import, a server that stood still) get their draft when somebody opens the builder. */
const recentlyMs = 3 * 86_400_000;

/** Begins the report of every session that has ended lately, and tells those who may share it. @returns the sessions */
export async function draftEndedSessions(db: TenantDb, tenant: Tenant, now: Date): Promise<string[]> {
  const ended = await listUndraftedSessions.all(db, { endedAfter: new Date(now.getTime() - recentlyMs), limit: 100 });
  const drafted: string[] = [];
  for (const { sessionId, title } of ended) {
    const { choices } = await draftOf(db, tenant, sessionId);
    const { count } = await db.prisma.reportDraft.createMany({
      data: [{ tenantId: db.tenantId, sessionId, choices, createdAt: now, updatedAt: now }],
      skipDuplicates: true,
    });
    if (count === 0) continue;
    drafted.push(sessionId);
    await notify(
      db,
      {
        kind: "report-drafted",
        audience: { permission: "reports:share" },
        href: `masters/sessions/${encodeURIComponent(sessionId)}/report`,
        params: { title: title || sessionId },
        once: `report-drafted/${sessionId}`,
      },
      now,
    );
  }
  return drafted;
}
