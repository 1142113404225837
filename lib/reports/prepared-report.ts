import type { ReaderLocale } from "@/lib/i18n";
import type { ReportPayload, ReportSection } from "@/lib/reports/payload";
import type { TextDirection } from "@/lib/reports/text-direction";
import type { Spoken } from "@/lib/reports/wording";

/** Something a person wrote, in a language and direction of its own. */
export interface Words {
  text: string;
  /** BCP 47, null when unknown */
  language: string | null;
  direction: TextDirection;
}

export interface PreparedBar {
  /** of the widest bar, 0–1; null in a small circle, where no bar is drawn */
  share: number | null;
  label: string;
  /** the figure as printed, null where none may be said */
  value: string | null;
  /** the row that gathers what is too small or too many to name */
  rest: boolean;
}

export interface PreparedBars {
  heading: string;
  rows: PreparedBar[];
}

export interface PreparedCurve {
  heading: string;
  /** people present at each minute as a share of the most, 0–1, rounded: the figures themselves are not in it */
  levels: number[];
  start: string;
  end: string;
  /** the highest moment: where (0–1 of the width) and what is printed there */
  peak: { at: number; label: string } | null;
  half: { at: number; level: number; label: string } | null;
  /** for who cannot see the line */
  summary: string;
  /** about a dozen moments in figures; empty where none may be said */
  moments: { minute: number; time: string; people: string }[];
}

/** What is printed as one part; `beside` gathers the units, the replays and the comparison. */
export type PreparedPart = Exclude<ReportSection, "au" | "replays" | "comparison"> | "beside";

/** A report in one language, ready to be drawn: the page and the PDF decide nothing more than where things stand. */
export interface PreparedReport {
  locale: ReaderLocale;
  /** of the report as a whole; what people wrote has its own */
  direction: TextDirection;
  tenant: string;
  logo: ReportPayload["tenant"]["logo"];
  brandColor: string;
  documentTitle: string;
  title: Words;
  withMaster: string;
  /** "Thursday, 19 November 2026" */
  date: string;
  /** "18:30–19:15, in English" */
  whenAndHow: string;
  headline: Spoken;
  sentence: string;
  feeling: { heading: string; name: string; mix: PreparedBar[] | null } | null;
  curve: PreparedCurve | null;
  languages: PreparedBars | null;
  countries: PreparedBars | null;
  beside: { heading: string; facts: Spoken[] } | null;
  themes: { heading: string; rows: { label: Words; value: string | null }[] } | null;
  quotes: {
    heading: string;
    rows: { quote: Words; languageName: string | null }[];
    /** said by the PDF instead of the 1, 2, … quotes whose script it has no font for */
    onlyOnPage: string[];
  } | null;
  upcoming: { heading: string; rows: { when: string; title: Words; detail: string }[] } | null;
  note: { heading: string; paragraphs: Words[]; signed: string | null } | null;
  /** the parts from top to bottom, those of one row side by side */
  layout: PreparedPart[][];
  /** who made it and when, in whose time; and why small groups have no name */
  colophon: { imprint: string; privacy: string | null };
}

/** What the program reads in a prepared report, not people: never translated, cleaned or set. */
export const codesOfReport: ReadonlySet<string> = new Set([
  "locale",
  "direction",
  "language",
  "brandColor",
  "logo",
  "layout",
]);
