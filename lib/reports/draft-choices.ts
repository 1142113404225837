import { z } from "zod";
import { isReaderLocale, readerLocales } from "@/lib/i18n";
import { type ReportSection, reportLimits, reportSectionSchema, reportSections } from "@/lib/reports/payload";

/** What a person decides about a report before it is frozen. Null for quotes and upcoming: whatever there is, newest or soonest first. */
export const draftChoicesSchema = z.strictObject({
  locale: z.enum(readerLocales),
  /** every part once, in the order of the report */
  sections: z
    .array(z.strictObject({ section: reportSectionSchema, shown: z.boolean() }))
    .length(reportSections.length)
    .refine((all) => new Set(all.map(({ section }) => section)).size === all.length, "a part stands twice"),
  note: z.string().max(reportLimits.noteLength, `${reportLimits.noteLength} characters at most`),
  signedBy: z.string().max(120, "120 characters at most"),
  quotes: z.array(z.guid()).max(reportLimits.quotes, `${reportLimits.quotes} quotes at most`).nullable(),
  upcoming: z.array(z.string().min(1).max(200)).max(reportLimits.upcoming).nullable(),
});
export type DraftChoices = z.output<typeof draftChoicesSchema>;

/** The parts that are shown, in their order. */
export const shownSections = (choices: Pick<DraftChoices, "sections">): ReportSection[] =>
  choices.sections.filter(({ shown }) => shown).map(({ section }) => section);

/**
 * What a new draft says: all parts in their usual order, or as the last draft for the same master had them; in the language in which
 * the master is written to, else that of her last draft, else the one she led the session in, else the tenant's.
 */
export function firstChoices(
  start: { language: string | null; sessionLanguage: string | null; earlier: unknown },
  tenantLocale: string,
): DraftChoices {
  const earlier = draftChoicesSchema.safeParse(start.earlier).data;
  const led = start.sessionLanguage?.split("-")[0];
  const locale = [start.language, earlier?.locale, led, tenantLocale].find(isReaderLocale) ?? "en";
  return {
    locale,
    sections: earlier?.sections ?? reportSections.map((section) => ({ section, shown: true })),
    note: "",
    signedBy: earlier?.signedBy ?? "",
    quotes: null,
    upcoming: null,
  };
}
