import "server-only";
import type { TenantSql } from "@/lib/db/tenant";
import { type ReaderLocale, readerLocales } from "@/lib/i18n";
import { hasMailServer } from "@/lib/mail/hand-over";
import { letterTexts, readFacts } from "@/lib/reports/mail/letter";
import { tokenOfLink } from "@/lib/reports/mail/mailable";
import { listLivingLinks } from "@/lib/reports/mail/queries/find-sendable-link";
import { getSendingFacts } from "@/lib/reports/mail/queries/get-sending-facts";
import { listMessages } from "@/lib/reports/mail/queries/list-messages";

/** Stands in a prepared greeting where the recipient's name belongs. */
export const namePlaceholder = "{name}";

export interface LetterPreview {
  readonly subject: string;
  readonly greeting: string;
  readonly paragraphs: readonly string[];
  readonly button: string;
  readonly footer: string;
}

/** Everything that sending a session's report needs: whom, what could be said in each language, by which link, and what was sent before. */
export async function readSendPanel(db: TenantSql, sessionId: string, now: Date) {
  const facts = await getSendingFacts.first(db, { sessionId });
  const links = await listLivingLinks.all(db, { sessionId, now });
  const messages = await listMessages.all(db, { sessionId, limit: 50 });
  const shared = facts?.reportId ? readFacts(facts.payload) : null;
  const preview = (language: ReaderLocale): LetterPreview | null =>
    shared &&
    letterTexts(language, shared, {
      name: namePlaceholder,
      kind: "report",
      until: null,
      hasPassword: false,
      words: "",
    });
  return {
    master: facts?.masterId ? { id: facts.masterId, name: facts.masterName ?? facts.masterId } : null,
    contact:
      facts?.contactEmail && facts.contactName && facts.contactLanguage
        ? { name: facts.contactName, email: facts.contactEmail, language: facts.contactLanguage }
        : null,
    reportVersion: facts?.reportVersion ?? null,
    reportLocale: facts?.reportLocale ?? null,
    links: links
      .filter((link) => tokenOfLink(db.tenantId, link) !== null)
      .map(({ id, name, reportVersion, hasPassword, expiresAt }) => ({
        id,
        name,
        reportVersion,
        hasPassword,
        expiresAt,
      })),
    previews: shared
      ? (Object.fromEntries(readerLocales.map((language) => [language, preview(language)])) as Record<
          ReaderLocale,
          LetterPreview
        >)
      : null,
    messages,
    hasServer: hasMailServer(),
  };
}

export type SendPanelData = Awaited<ReturnType<typeof readSendPanel>>;
