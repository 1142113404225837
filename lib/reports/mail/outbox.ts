import "server-only";
import { z } from "zod";
import type { TenantSql } from "@/lib/db/tenant";
import { conflict, notFound } from "@/lib/errors";
import { composeEml } from "@/lib/mail/compose-eml";
import { hasMailServer } from "@/lib/mail/hand-over";
import { writeLetter } from "@/lib/reports/mail/letter";
import { tokenOfLink } from "@/lib/reports/mail/mailable";
import { getMessage } from "@/lib/reports/mail/queries/get-message";
import { listMailEvents } from "@/lib/reports/mail/queries/list-mail-events";
import { listMessages } from "@/lib/reports/mail/queries/list-messages";
import { mailStates } from "@/lib/reports/mail/schema";

const pageSize = 50;

/** The outbox's address: a state to narrow to, and where the page before ended. */
export const outboxSearch = z.object({
  state: z.enum(mailStates).optional(),
  cursor: z
    .string()
    .regex(/^\d{13}_[0-9a-f-]{36}$/)
    .transform((text) => {
      const [at = "", id = ""] = text.split("_");
      return { createdAt: new Date(Number(at)), id };
    })
    .optional(),
});

/** One page of messages, newest first, and the cursor of the next one. */
export async function readOutbox(db: TenantSql, { state, cursor }: z.output<typeof outboxSearch>) {
  const found = await listMessages.all(db, { state, before: cursor, limit: pageSize + 1 });
  const rows = found.slice(0, pageSize);
  const last = rows.at(-1);
  return {
    rows,
    nextCursor: found.length > pageSize && last ? `${last.createdAt.getTime()}_${last.id}` : null,
    hasServer: hasMailServer(),
  };
}

/** One message with what it says and what happened to it. Throws not-found. */
export async function readMessage(db: TenantSql, messageId: string) {
  const { message, token } = await find(db, messageId);
  return {
    message,
    // Where the address cannot be worked out any more, the message is shown with a link that leads nowhere.
    letter: writeLetter(db.tenantId, message, token ?? "…"),
    addressKnown: token !== null,
    events: await listMailEvents.all(db, { messageId }),
    hasServer: hasMailServer(),
  };
}

/** The message as a file for a mail program. Throws not-found, and conflict when its link's address is not known any more. */
export async function readEml(db: TenantSql, messageId: string): Promise<{ eml: Buffer; name: string }> {
  const { message, token } = await find(db, messageId);
  if (!token) throw conflict("The address of this message's link is not known any more. Send the report anew.");
  return {
    eml: await composeEml(writeLetter(db.tenantId, message, token)),
    name: `report-${message.sessionId}-${message.language}`,
  };
}

async function find(db: TenantSql, messageId: string) {
  const valid = z.uuid().safeParse(messageId);
  const message = valid.success ? await getMessage.first(db, { messageId: valid.data }) : null;
  if (!message) throw notFound("message");
  return { message, token: tokenOfLink(db.tenantId, { id: message.linkId, tokenHash: message.linkTokenHash }) };
}
