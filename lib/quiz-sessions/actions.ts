"use server";

import { randomUUID } from "node:crypto";
import { periodOf } from "@/lib/analytics/range";
import { forbidden, invalid, notFound } from "@/lib/errors";
import { action, type TenantActionContext } from "@/lib/guard/action";
import { can, roles } from "@/lib/identity/permissions";
import { enqueue } from "@/lib/jobs/queue";
import { notify } from "@/lib/notifications/notify";
import { keepApart, mergeProspects, setProspectLead, undoJoin } from "@/lib/quiz-sessions/decide-prospects";
import {
  addNoteInput,
  editNoteInput,
  leadRuleInput,
  mergeInput,
  prospectInput,
  removeNoteInput,
  removeViewInput,
  saveViewInput,
  setLeadInput,
  tagInput,
  tagMatchingInput,
} from "@/lib/quiz-sessions/inputs";
import { applyLeadRuleJob } from "@/lib/quiz-sessions/jobs";
import { boundsOf } from "@/lib/quiz-sessions/list";
import { filtersOf, listSearch } from "@/lib/quiz-sessions/list-search";
import { previewLeadRule } from "@/lib/quiz-sessions/queries/lead-sql";
import { removeTags, setTags } from "@/lib/quiz-sessions/queries/prospects";
import { getSession, listColleagues } from "@/lib/quiz-sessions/queries/session-detail";
import { tagMatching, untagMatching } from "@/lib/quiz-sessions/queries/tag-matching";

const annotate = "quizzes:annotate" as const;

export const tagSessions = action(
  { permission: annotate, input: tagInput },
  async ({ db, user, now }, { sessionIds, tag }) => ({
    changed: (await setTags.all(db, { sessionIds, tag, by: user.id, at: now })).length,
  }),
  ({ tag }, { changed }) =>
    changed === 0
      ? null
      : { action: "quiz-sessions.tagged", target: { type: "tag", id: tag }, detail: { sessions: changed } },
);

export const untagSessions = action(
  { permission: annotate, input: tagInput },
  async ({ db }, { sessionIds, tag }) => ({ changed: (await removeTags.all(db, { sessionIds, tag })).length }),
  ({ tag }, { changed }) =>
    changed === 0
      ? null
      : { action: "quiz-sessions.untagged", target: { type: "tag", id: tag }, detail: { sessions: changed } },
);

/** The sessions that an address's query finds, in the period that it means today. */
function matching({ tenant, now }: TenantActionContext, text: string) {
  const parsed = listSearch.safeParse(Object.fromEntries(new URLSearchParams(text)));
  if (!parsed.success) throw invalid({ search: "does not say which sessions are meant" });
  return {
    filters: filtersOf(parsed.data),
    ...boundsOf(parsed.data, periodOf(parsed.data, now, tenant.timeZone)),
    now,
  };
}

export const tagAllMatching = action(
  { permission: annotate, input: tagMatchingInput },
  async (ctx, { search, tag }) => ({
    changed: (await tagMatching.all(ctx.db, { ...matching(ctx, search), tag, by: ctx.user.id, at: ctx.now })).length,
  }),
  ({ tag }, { changed }) =>
    changed === 0
      ? null
      : { action: "quiz-sessions.tagged", target: { type: "tag", id: tag }, detail: { sessions: changed } },
);

export const untagAllMatching = action(
  { permission: annotate, input: tagMatchingInput },
  async (ctx, { search, tag }) => ({
    changed: (await untagMatching.all(ctx.db, { ...matching(ctx, search), tag })).length,
  }),
  ({ tag }, { changed }) =>
    changed === 0
      ? null
      : { action: "quiz-sessions.untagged", target: { type: "tag", id: tag }, detail: { sessions: changed } },
);

/** Tells colleagues that they are mentioned, once a note however often it is changed. Returns whom. */
async function tellMentioned(
  { db, user }: TenantActionContext,
  { noteId, sessionId, mentions }: { noteId: string; sessionId: string; mentions: readonly string[] },
): Promise<string[]> {
  const readers = await listColleagues.all(db, { roles: roles.filter((role) => can(role, "quizzes:read")) });
  const told = readers.filter(({ id }) => mentions.includes(id) && id !== user.id).map(({ id }) => id);
  const href = `quiz-sessions?all=1&open=${encodeURIComponent(sessionId)}`;
  for (const userId of told) {
    const params = { author: user.name || user.email };
    await notify(db, { kind: "quiz-note-mention", audience: { userId }, href, params, once: noteId });
  }
  return told;
}

export const addNote = action(
  { permission: annotate, input: addNoteInput },
  async (ctx, { sessionId, text, mentions }) => {
    const { db, tenant, user, now } = ctx;
    const session = await getSession.first(db, { sessionId });
    if (!session) throw notFound("session");
    const id = randomUUID();
    const told = await tellMentioned(ctx, { noteId: id, sessionId, mentions });
    await db.prisma.quizNote.create({
      data: {
        tenantId: tenant.id,
        id,
        sessionId,
        prospectId: session.prospectId,
        text,
        mentions: told,
        createdBy: user.id,
        createdAt: now,
      },
      select: { id: true },
    });
    return { noteId: id, mentioned: told.length };
  },
  ({ sessionId }, { noteId, mentioned }) => ({
    action: "quiz-note.added",
    target: { type: "quiz-session", id: sessionId },
    detail: { note: noteId, mentioned },
  }),
);

export const editNote = action(
  { permission: annotate, input: editNoteInput },
  async (ctx, { noteId, text, mentions }) => {
    const { db, tenant, user, now } = ctx;
    const key = { tenantId_id: { tenantId: tenant.id, id: noteId } };
    const select = { createdBy: true, sessionId: true, mentions: true };
    const note = await db.prisma.quizNote.findUnique({ where: key, select });
    if (!note) throw notFound("note");
    if (note.createdBy !== user.id) throw forbidden("Only its author can change a note.");
    const fresh = mentions.filter((id) => !note.mentions.includes(id));
    const told = await tellMentioned(ctx, { noteId, sessionId: note.sessionId, mentions: fresh });
    await db.prisma.quizNote.update({
      where: key,
      data: { text, editedAt: now, mentions: [...note.mentions, ...told] },
      select: { id: true },
    });
    return { sessionId: note.sessionId };
  },
  ({ noteId }, { sessionId }) => ({
    action: "quiz-note.edited",
    target: { type: "quiz-session", id: sessionId },
    detail: { note: noteId },
  }),
);

export const removeNote = action(
  { permission: annotate, input: removeNoteInput },
  async ({ db, tenant, user }, { noteId }) => {
    const key = { tenantId_id: { tenantId: tenant.id, id: noteId } };
    const note = await db.prisma.quizNote.findUnique({ where: key, select: { createdBy: true, sessionId: true } });
    if (!note) throw notFound("note");
    if (note.createdBy !== user.id) throw forbidden("Only its author can remove a note.");
    await db.prisma.quizNote.delete({ where: key, select: { id: true } });
    return { sessionId: note.sessionId };
  },
  ({ noteId }, { sessionId }) => ({
    action: "quiz-note.removed",
    target: { type: "quiz-session", id: sessionId },
    detail: { note: noteId },
  }),
);

export const setLead = action(
  { permission: annotate, input: setLeadInput },
  async ({ db, tenant, user, now }, input) => {
    await setProspectLead(db, tenant, input, user.id, now);
    return { prospectId: input.prospectId };
  },
  ({ prospectId, lead }) => ({
    action: lead === null ? "quiz-lead.returned" : "quiz-lead.set",
    target: { type: "prospect", id: prospectId },
    detail: { lead },
  }),
);

export const saveView = action(
  { permission: annotate, input: saveViewInput },
  async ({ db, tenant, user, now }, input) => {
    const own = { tenantId: tenant.id, ownerId: user.id, name: input.name };
    // Her own view of that name is meant, as a file is when one saves under its name.
    const known = await db.prisma.quizView.findFirst({ where: own, select: { id: true } });
    const id = known?.id ?? randomUUID();
    await db.prisma.quizView.upsert({
      where: { tenantId_id: { tenantId: tenant.id, id } },
      create: { ...own, id, createdAt: now, shared: input.shared, search: input.search },
      update: { shared: input.shared, search: input.search },
      select: { id: true },
    });
    return { viewId: id };
  },
  ({ name, shared }, { viewId }) => ({
    action: "quiz-view.saved",
    target: { type: "quiz-view", id: viewId },
    detail: { name, shared },
  }),
);

export const removeView = action(
  { permission: annotate, input: removeViewInput },
  async ({ db, tenant, user, role }, { viewId }) => {
    const key = { tenantId_id: { tenantId: tenant.id, id: viewId } };
    const view = await db.prisma.quizView.findUnique({
      where: key,
      select: { ownerId: true, name: true, shared: true },
    });
    // What a colleague shared before she left must not stay for ever; what is not shared is nobody else's business.
    const mayRemove = view && (view.ownerId === user.id || (view.shared && can(role, "members:manage")));
    if (!mayRemove) throw notFound("view");
    await db.prisma.quizView.delete({ where: key, select: { id: true } });
    return { name: view.name };
  },
  ({ viewId }, { name }) => ({
    action: "quiz-view.removed",
    target: { type: "quiz-view", id: viewId },
    detail: { name },
  }),
);

/** How many sessions would have another lead. Changes nothing, hence no audit entry. */
export const previewRule = action(
  { permission: annotate, input: leadRuleInput },
  async ({ db, now }, { rule }) => {
    const rows = await previewLeadRule.all(db, { rule, now });
    const total = (own: typeof rows) => own.reduce((sum, { sessions }) => sum + sessions, 0);
    return { changed: total(rows.filter(({ before, after }) => before !== after)), of: total(rows), moves: rows };
  },
  () => null,
);

export const saveRule = action(
  { permission: annotate, input: leadRuleInput },
  async ({ db, tenant, user, now, afterCommit }, { rule }) => {
    const before = await db.prisma.quizLeadRule.findUnique({
      where: { tenantId: tenant.id },
      select: { version: true },
    });
    const version = (before?.version ?? 0) + 1;
    const values = { rule, version, changedBy: user.id, changedAt: now };
    await db.prisma.quizLeadRule.upsert({
      where: { tenantId: tenant.id },
      create: { tenantId: tenant.id, ...values },
      update: values,
      select: { version: true },
    });
    afterCommit(() => enqueue(applyLeadRuleJob, { tenantId: tenant.id }));
    return { version };
  },
  ({ rule }, { version }) => ({
    action: "quiz-lead-rule.changed",
    target: { type: "lead-rule", id: String(version) },
    detail: { hot: rule.thresholds.hot, warm: rule.thresholds.warm, cool: rule.thresholds.cool },
  }),
);

export const merge = action(
  { permission: annotate, input: mergeInput },
  async ({ db, tenant, user, now }, input) => {
    await mergeProspects(db, tenant, input, user.id, now);
    return { prospectId: input.into };
  },
  ({ from, into }) => ({ action: "prospect.merged", target: { type: "prospect", id: into }, detail: { from } }),
);

export const apart = action(
  { permission: annotate, input: prospectInput },
  async ({ db, tenant, user, now }, { prospectId }) => {
    await keepApart(db, tenant, prospectId, user.id, now);
    return { prospectId };
  },
  ({ prospectId }) => ({ action: "prospect.kept-apart", target: { type: "prospect", id: prospectId } }),
);

export const unmerge = action(
  { permission: annotate, input: prospectInput },
  async ({ db, tenant, now }, { prospectId }) => {
    await undoJoin(db, tenant, prospectId, now);
    return { prospectId };
  },
  ({ prospectId }) => ({ action: "prospect.unmerged", target: { type: "prospect", id: prospectId } }),
);
