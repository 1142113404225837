import "server-only";
import MailComposer from "nodemailer/lib/mail-composer/index.js";
import { env } from "@/lib/env";

/** A message as people read it, without anything about how it travels. */
export interface Letter {
  readonly to: { readonly name: string; readonly address: string };
  readonly replyTo: string | null;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** with its angle brackets */
  readonly messageId: string;
  readonly language: string;
  /** when it was written; the same on every attempt */
  readonly date: Date;
  /** the Message-ID of what this one reminds of */
  readonly inReplyTo?: string | null;
}

/** The message as it travels and as a mail program opens it (RFC 5322): plain text and HTML, no attachment, nothing to load. */
export function composeEml(letter: Letter): Promise<Buffer> {
  const composer = new MailComposer({
    from: env().MAIL_FROM,
    to: letter.to,
    ...(letter.replyTo ? { replyTo: { name: "", address: letter.replyTo } } : {}),
    ...(letter.inReplyTo ? { inReplyTo: letter.inReplyTo, references: [letter.inReplyTo] } : {}),
    subject: letter.subject,
    text: letter.text,
    html: letter.html,
    messageId: letter.messageId,
    date: letter.date,
    // A person wrote it, so answers are welcome; machines' replies are not (RFC 3834).
    headers: { "Content-Language": letter.language, "X-Auto-Response-Suppress": "OOF, AutoReply" },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}
