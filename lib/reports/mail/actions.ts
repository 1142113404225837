"use server";

import type { AuditChange } from "@/lib/audit/write-audit";
import { action, type TenantActionContext } from "@/lib/guard/action";
import { enqueue } from "@/lib/jobs/queue";
import { deliverMail } from "@/lib/reports/mail/jobs";
import { deleteContact, upsertContact } from "@/lib/reports/mail/queries/contacts";
import {
  contactInput,
  messageInput,
  removeContactInput,
  resendInput,
  sendReportInput,
} from "@/lib/reports/mail/schema";
import { noteByHand, remind, resend, type Sent, sendReport } from "@/lib/reports/mail/send";

// The audit log says who wrote to which master and when; addresses stand in the message only, where they can be taken away.
const about = (id: string) => ({ type: "mail", id });

function hurry(ctx: Pick<TenantActionContext, "tenant" | "afterCommit">, sent: Sent): Sent {
  // Should the queue be away, the sweep finds the message within a minute.
  if (sent.state === "queued") {
    ctx.afterCommit(() => enqueue(deliverMail, { tenantId: ctx.tenant.id, messageId: sent.messageId }));
  }
  return sent;
}

export const sendReportMail = action(
  { permission: "reports:share", feature: "report-sharing", input: sendReportInput },
  async (ctx, input) => hurry(ctx, await sendReport(ctx.db, input, ctx.user, ctx.now)),
  (input, sent) => {
    const changes: AuditChange[] = [
      {
        action: `mail.${sent.state}`,
        target: about(sent.messageId),
        detail: { session: input.sessionId, link: sent.linkId, language: input.language },
      },
    ];
    if (sent.newLink) {
      changes.unshift({
        action: "report-link.created",
        target: { type: "report-link", id: sent.linkId },
        detail: { name: input.recipientName, expiresInDays: input.expiresInDays, password: false },
      });
    }
    if (input.remember)
      changes.push({ action: "master-contact.saved", target: { type: "session", id: input.sessionId } });
    return changes;
  },
);

export const remindByMail = action(
  { permission: "reports:share", feature: "report-sharing", input: messageInput },
  async (ctx, input) => hurry(ctx, await remind(ctx.db, input.messageId, ctx.user, ctx.now)),
  (input, sent) => ({ action: "mail.reminded", target: about(sent.messageId), detail: { of: input.messageId } }),
);

export const resendMail = action(
  { permission: "reports:share", feature: "report-sharing", input: resendInput },
  async (ctx, input) => hurry(ctx, await resend(ctx.db, input.messageId, input.recipientEmail, ctx.user, ctx.now)),
  (input, sent) => ({ action: "mail.resent", target: about(sent.messageId), detail: { of: input.messageId } }),
);

export const cancelMail = action(
  { permission: "reports:share", input: messageInput },
  ({ db, now }, { messageId }) => noteByHand(db, messageId, "cancel", now),
  ({ messageId }, { sessionId }) => ({
    action: "mail.cancelled",
    target: about(messageId),
    detail: { session: sessionId },
  }),
);

export const markMailSent = action(
  { permission: "reports:share", input: messageInput },
  ({ db, now }, { messageId }) => noteByHand(db, messageId, "mark-sent", now),
  ({ messageId }, { sessionId }) => ({
    action: "mail.marked-sent",
    target: about(messageId),
    detail: { session: sessionId },
  }),
);

export const markMailBounced = action(
  { permission: "reports:share", input: messageInput },
  ({ db, now }, { messageId }) => noteByHand(db, messageId, "mark-bounced", now),
  ({ messageId }, { sessionId }) => ({
    action: "mail.marked-bounced",
    target: about(messageId),
    detail: { session: sessionId },
  }),
);

export const saveMasterContact = action(
  { permission: "reports:share", input: contactInput },
  async ({ db, user, now }, input) => {
    await upsertContact.all(db, { ...input, userId: user.id, now });
    return {};
  },
  ({ masterId, language }) => ({
    action: "master-contact.saved",
    target: { type: "master", id: masterId },
    detail: { language },
  }),
);

export const removeMasterContact = action(
  { permission: "reports:share", input: removeContactInput },
  async ({ db }, { masterId }) => ({ removed: (await deleteContact.first(db, { masterId })) !== null }),
  ({ masterId }, { removed }) =>
    removed ? { action: "master-contact.removed", target: { type: "master", id: masterId } } : null,
);
