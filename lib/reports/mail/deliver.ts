import "server-only";
import { writeAudit } from "@/lib/audit/write-audit";
import type { TenantDb } from "@/lib/db/tenant";
import { composeEml } from "@/lib/mail/compose-eml";
import { type HandOver, handOver } from "@/lib/mail/hand-over";
import { nextAttemptAfter } from "@/lib/mail/retries";
import { notify } from "@/lib/notifications/notify";
import { writeLetter } from "@/lib/reports/mail/letter";
import { openLink } from "@/lib/reports/mail/mailable";
import { claimMessage, insertMailEvent, moveMessage } from "@/lib/reports/mail/queries/change-message";
import { getMessage } from "@/lib/reports/mail/queries/get-message";
import type { MailMessage } from "@/lib/reports/mail/queries/message-columns";
import type { MailState } from "@/lib/reports/mail/schema";

/** Longer than a server is ever waited for; a message that is "sending" past it was left behind by a worker that died. */
const leaseMs = 3 * 60_000;

type InTenant = <T>(fn: (db: TenantDb) => Promise<T>) => Promise<T>;

/**
 * Makes one attempt to hand a message over, if it is due. Two short transactions around the conversation with the server: first it is
 * claimed, then what came of it is noted. A worker that dies in between leaves it claimed; after the lease another takes it up, and what
 * is then sent twice has one Message-ID and stays one row.
 * @returns where the message is now, or null when there was nothing to do
 */
export async function deliverMessage(
  inTenant: InTenant,
  messageId: string,
  options: { now?: () => Date; patienceMs?: number } = {},
): Promise<MailState | null> {
  const now = options.now ?? (() => new Date());
  const claimed = await inTenant((db) => claim(db, messageId, now()));
  if (!claimed) return null;
  if ("failure" in claimed) return "failed";
  const { message, eml, attempts } = claimed;
  const outcome = await handOver(
    eml,
    { to: message.recipientEmail, envelopeId: claimed.envelopeId },
    options.patienceMs,
  );
  return inTenant((db) => settle(db, message, attempts, outcome, now()));
}

async function claim(db: TenantDb, messageId: string, now: Date) {
  const leaseUntil = new Date(now.getTime() + leaseMs);
  const claimed = await claimMessage.first(db, { messageId, now, leaseUntil });
  const message = claimed ? await getMessage.first(db, { messageId }) : null;
  if (!claimed || !message) return null;
  const link = openLink(db.tenantId, message, now);
  if ("failure" in link) {
    await moveMessage.all(db, { messageId, from: ["sending"], to: "failed", now, failure: link.failure });
    await note(db, message, { kind: "failed", source: "attune", code: null }, now);
    return { failure: link.failure };
  }
  const letter = writeLetter(db.tenantId, message, link.token);
  return {
    message,
    attempts: claimed.attempts,
    eml: await composeEml(letter),
    envelopeId: letter.messageId.slice(1, -1),
  };
}

async function settle(
  db: TenantDb,
  message: MailMessage,
  attempts: number,
  outcome: HandOver,
  now: Date,
): Promise<MailState | null> {
  const { id: messageId } = message;
  const move = { messageId, from: ["sending" as const], attempts, now, code: outcome.code };
  const moved = async (to: MailState, rest: { failure?: string; nextAttemptAt?: Date } = {}) =>
    (await moveMessage.first(db, { ...move, ...rest, to })) !== null;
  if (outcome.kind === "accepted") {
    if (!(await moved("sent"))) return null;
    await note(db, message, { kind: "accepted", source: "smtp", code: outcome.code }, now);
    return "sent";
  }
  if (outcome.kind === "bounced") {
    if (!(await moved("bounced", { failure: "recipient-refused" }))) return null;
    await note(db, message, { kind: "bounced", source: "smtp", code: outcome.code }, now);
    return "bounced";
  }
  const again = outcome.kind === "deferred" ? nextAttemptAfter(attempts, now) : null;
  if (again) {
    if (!(await moved("queued", { failure: outcome.trouble, nextAttemptAt: again }))) return null;
    await insertMailEvent.all(db, { messageId, at: now, kind: "deferred", source: "smtp", code: outcome.code });
    return "queued";
  }
  if (!(await moved("failed", { failure: outcome.trouble }))) return null;
  await note(db, message, { kind: "failed", source: "smtp", code: outcome.code }, now);
  return "failed";
}

/** Writes down where a message ended up: in its history, in the audit log, and for a person to see when it went wrong. */
export async function note(
  db: TenantDb,
  message: Pick<MailMessage, "id" | "sessionId" | "sessionTitle">,
  event: {
    kind: "accepted" | "delivered" | "bounced" | "failed";
    source: "smtp" | "report" | "attune";
    code: string | null;
  },
  now: Date,
): Promise<void> {
  await insertMailEvent.all(db, { messageId: message.id, at: now, ...event });
  await writeAudit(
    db,
    { kind: "system", label: "Attune" },
    {
      action: `mail.${event.kind}`,
      target: { type: "mail", id: message.id },
      detail: { session: message.sessionId, code: event.code },
    },
    now,
  );
  if (event.kind !== "bounced" && event.kind !== "failed") return;
  await notify(
    db,
    {
      kind: event.kind === "bounced" ? "mail-bounced" : "mail-failed",
      audience: { permission: "reports:share" },
      href: `reports/outbox/${message.id}`,
      params: { title: message.sessionTitle || message.sessionId },
    },
    now,
  );
}
