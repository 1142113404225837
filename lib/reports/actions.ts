"use server";

import { cookies } from "next/headers";
import { action } from "@/lib/guard/action";
import { sealSession } from "@/lib/live/seal";
import { saveDraft as storeDraft } from "@/lib/reports/drafts";
import { markReplyRead } from "@/lib/reports/replies";
import { reviewQuote as decideQuote } from "@/lib/reports/review-quote";
import {
  addLinkInput,
  copyLinkInput,
  readReplyInput,
  replyInput,
  reviewQuoteInput,
  revokeLinkInput,
  saveDraftInput,
  setLinkPasswordInput,
  shareReportInput,
  withdrawConsentInput,
} from "@/lib/reports/schema";
import {
  setLinkPassword as changePassword,
  revokeLink as endLink,
  freezeReport,
  createLink as makeLink,
  tokenOfLivingLink,
} from "@/lib/reports/service";
import { sharedReportUrl } from "@/lib/reports/url";
import { takeReply } from "@/lib/reports/visit";
import { withdrawConsent as takeBack } from "@/lib/reports/withdraw-consent";

export const shareReport = action(
  { permission: "reports:share", feature: "report-sharing", input: shareReportInput },
  async ({ db, tenant, user, now, afterCommit }, input) => {
    const { reportId, version, endedAt } = await freezeReport(db, tenant, input, user.id, now);
    const link = await makeLink(db, { ...input, reportId }, user.id, now);
    // What was shared rests on this end: no later word moves it.
    afterCommit(() => sealSession(tenant, input.sessionId, endedAt));
    return { reportId, version, linkId: link.linkId, url: sharedReportUrl(link.token), expiresAt: link.expiresAt };
  },
  (input, result) => [
    {
      action: "report.frozen",
      target: { type: "report", id: result.reportId },
      detail: {
        session: input.sessionId,
        version: result.version,
        locale: input.locale,
        sections: input.sections,
        quotes: input.quotes.length,
      },
    },
    linkCreated(result.linkId, result.reportId, input),
  ],
);

export const addLink = action(
  { permission: "reports:share", feature: "report-sharing", input: addLinkInput },
  async ({ db, user, now }, input) => {
    const link = await makeLink(db, input, user.id, now);
    return { linkId: link.linkId, url: sharedReportUrl(link.token), expiresAt: link.expiresAt };
  },
  (input, result) => linkCreated(result.linkId, input.reportId, input),
);

export const revokeLink = action(
  { permission: "reports:share", input: revokeLinkInput },
  ({ db, now }, input) => endLink(db, input.linkId, now),
  (input, result) => ({
    action: "report-link.revoked",
    target: { type: "report-link", id: input.linkId },
    detail: { name: result.name },
  }),
);

export const setLinkPassword = action(
  { permission: "reports:share", feature: "report-sharing", input: setLinkPasswordInput },
  ({ db }, input) => changePassword(db, input.linkId, input.password),
  (input, result) => ({
    action: input.password ? "report-link.password-set" : "report-link.password-removed",
    target: { type: "report-link", id: input.linkId },
    detail: { name: result.name },
  }),
);

/** Names the address of a link again. It is worked out from Attune's secret, and every time it is asked for is noted. */
export const copyLink = action(
  { permission: "reports:share", feature: "report-sharing", input: copyLinkInput },
  async ({ db }, input) => {
    const { name, token } = await tokenOfLivingLink(db, input.linkId);
    return { name, url: sharedReportUrl(token) };
  },
  (input, result) => ({
    action: "report-link.copied",
    target: { type: "report-link", id: input.linkId },
    detail: { name: result.name },
  }),
);

/** Stores the builder's choices as they are made. One entry of the audit log tells of a person's whole sitting. */
export const saveDraft = action(
  { permission: "reports:share", input: saveDraftInput },
  ({ db, user, now }, input) => storeDraft(db, input, user.id, now),
  (input, result) =>
    result.saved && result.taken
      ? {
          action: "report-draft.edited",
          target: { type: "session", id: input.sessionId },
          detail: { version: result.version },
        }
      : null,
);

/** Takes a reply off the list of those that wait for somebody. */
export const readReply = action(
  { permission: "reports:share", input: readReplyInput },
  ({ db, user, now }, input) => markReplyRead(db, input.replyId, user.id, now),
  (input) => ({ action: "report-reply.read", target: { type: "report-reply", id: input.replyId } }),
);

const quoteActions = { approve: "quote.approved", reject: "quote.rejected", reset: "quote.reset" } as const;

export const reviewQuote = action(
  { permission: "reports:share", input: reviewQuoteInput },
  ({ db, user, now }, input) => decideQuote(db, input, user.id, now),
  (input, result) => ({
    action: quoteActions[input.decision],
    target: { type: "gratitude", id: input.eventId },
    detail: { session: input.sessionId, removedFromReports: result.removedFrom },
  }),
);

/** Takes a text back because its author asked for it: out of every report, and out of the queue. */
export const withdrawConsent = action(
  { permission: "reports:share", input: withdrawConsentInput },
  ({ db, now }, input) => takeBack(db, input, now),
  (input, result) => ({
    action: "consent.withdrawn",
    target: { type: "gratitude", id: input.eventId },
    detail: { session: input.sessionId, consent: "none", removedFromReports: result.removedFrom },
  }),
);

/** A reader of a shared report writes back. The visit she writes from shows that she is a person. */
export const replyToReport = action.public({ input: replyInput }, async ({ now }, input) => {
  const jar = await cookies();
  return takeReply(input, (name) => jar.get(name)?.value, now);
});

function linkCreated(
  linkId: string,
  reportId: string,
  input: { name: string; expiresInDays: number; password: string; sections: string[]; allowDownload: boolean },
) {
  return {
    action: "report-link.created",
    target: { type: "report-link", id: linkId },
    detail: {
      report: reportId,
      name: input.name,
      expiresInDays: input.expiresInDays,
      password: input.password !== "",
      sections: input.sections,
      download: input.allowDownload,
    },
  };
}
