"use server";

import { action } from "@/lib/guard/action";
import { reviewQuote as decideQuote } from "@/lib/reports/review-quote";
import {
  addLinkInput,
  reviewQuoteInput,
  revokeLinkInput,
  setLinkPasswordInput,
  shareReportInput,
  unlockReportInput,
} from "@/lib/reports/schema";
import {
  setLinkPassword as changePassword,
  revokeLink as endLink,
  freezeReport,
  createLink as makeLink,
} from "@/lib/reports/service";
import { unlockShared } from "@/lib/reports/unlock-shared";
import { sharedReportUrl } from "@/lib/reports/url";

export const shareReport = action(
  { permission: "reports:share", input: shareReportInput },
  async ({ db, tenant, user, now }, input) => {
    const { reportId, version } = await freezeReport(db, tenant, input, user.id, now);
    const link = await makeLink(db, { ...input, reportId }, user.id, now);
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
  { permission: "reports:share", input: addLinkInput },
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
  { permission: "reports:share", input: setLinkPasswordInput },
  ({ db }, input) => changePassword(db, input.linkId, input.password),
  (input, result) => ({
    action: input.password ? "report-link.password-set" : "report-link.password-removed",
    target: { type: "report-link", id: input.linkId },
    detail: { name: result.name },
  }),
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

/** A visitor gives the password of a link; the browser then holds a proof that ends with the password. */
export const unlockReport = action.public({ input: unlockReportInput }, (ctx, input) =>
  unlockShared(input.token, input.password, ctx.now),
);

function linkCreated(
  linkId: string,
  reportId: string,
  input: { name: string; expiresInDays: number; password: string; sections: string[] },
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
    },
  };
}
