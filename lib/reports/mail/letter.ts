import "server-only";
import { z } from "zod";
import { createFormat } from "@/lib/format";
import { directionOf, type ReaderLocale } from "@/lib/i18n";
import type { Letter } from "@/lib/mail/compose-eml";
import { mailHtml, mailText } from "@/lib/mail/mail-layout";
import { messageIdOf } from "@/lib/mail/message-id";
import { translatorFor } from "@/lib/messages";
import type { MailMessage } from "@/lib/reports/mail/queries/message-columns";
import { accentInk } from "@/lib/reports/pdf/palette";
import { sharedReportUrl } from "@/lib/reports/url";

/** What a letter tells of a report: the little that stands in every version of its payload. */
const factsSchema = z.object({
  tenant: z.object({
    name: z.string(),
    timeZone: z.string(),
    brandColor: z
      .string()
      .regex(/^#[0-9A-Fa-f]{6}$/)
      .optional(),
  }),
  session: z.object({ title: z.string(), startedAt: z.iso.datetime() }),
  people: z.object({ display: z.string(), total: z.number().nullable() }),
});
export type ReportFacts = z.output<typeof factsSchema>;

export const readFacts = (payload: unknown): ReportFacts => factsSchema.parse(payload);

export interface LetterTexts {
  readonly subject: string;
  readonly greeting: string;
  /** what stands between the greeting and the button */
  readonly paragraphs: readonly string[];
  readonly button: string;
  readonly footer: string;
}

/**
 * What Attune writes to a master in her language. A small circle is named as such and never counted; there is nothing in it that a person
 * of the circle could be known by.
 */
export function letterTexts(
  language: ReaderLocale,
  facts: ReportFacts,
  given: { name: string; kind: "report" | "reminder"; until: Date | null; hasPassword: boolean; words: string },
): LetterTexts {
  const t = translatorFor(language, "recap-mail");
  const format = createFormat({ locale: language, timeZone: facts.tenant.timeZone });
  const { title } = facts.session;
  const onDay = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
    dateStyle: "long",
    timeZone: facts.tenant.timeZone,
  });
  const date = onDay.format(new Date(facts.session.startedAt));
  const { display, total } = facts.people;
  const values = { title, date, count: total ?? 0, countText: format.integer(total) };
  const circle =
    display === "exact" && total !== null
      ? t("gathered", values)
      : display === "at-least" && total !== null
        ? t("gatheredAtLeast", { title, date, countText: values.countText })
        : t("smallCircle", { title, date });
  const reminds = given.kind === "reminder";
  return {
    subject: t(reminds ? "reminderSubject" : "subject", { title }),
    greeting: t("greeting", { name: given.name }),
    paragraphs: [
      ...(reminds ? [t("reminderLead")] : []),
      circle,
      ...(reminds ? [] : [t("lead")]),
      ...(given.words ? [given.words] : []),
      ...(given.until ? [t("until", { date: onDay.format(given.until) })] : []),
      ...(given.hasPassword ? [t("password")] : []),
    ],
    button: t("button"),
    footer: t("footer", { tenant: facts.tenant.name }),
  };
}

/** A stored message as it is sent, shown in the outbox and downloaded. `token` is the link's. */
export function writeLetter(tenantId: string, message: MailMessage, token: string): Letter {
  const facts = readFacts(message.payload);
  const texts = letterTexts(message.language, facts, {
    name: message.recipientName,
    kind: message.kind,
    until: message.linkExpiresAt,
    hasPassword: message.linkHasPassword,
    words: message.words,
  });
  const content = {
    locale: message.language,
    direction: directionOf(message.language),
    title: message.greeting,
    paragraphs: texts.paragraphs,
    button: { label: texts.button, href: sharedReportUrl(token) },
    footer: texts.footer,
    accent: facts.tenant.brandColor && accentInk(facts.tenant.brandColor),
  };
  return {
    to: { name: message.recipientName, address: message.recipientEmail },
    replyTo: message.replyTo,
    subject: message.subject,
    text: mailText(content),
    html: mailHtml(content),
    messageId: messageIdOf({ tenantId, messageId: message.id }),
    inReplyTo: message.reminderOf ? messageIdOf({ tenantId, messageId: message.reminderOf }) : null,
    language: message.language,
    date: message.createdAt,
  };
}
