import type { ReaderLocale } from "@/lib/i18n";
import { translatorFor } from "@/lib/messages";

/** The texts of a report in one language: messages/<locale>/report.json, the only source for page, PDF and mail. */
export interface ReportText {
  (key: string, values?: Record<string, string | number>): string;
  has(key: string): boolean;
}

export function reportText(locale: ReaderLocale): ReportText {
  return translatorFor(locale, "report") as unknown as ReportText;
}
