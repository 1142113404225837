import { createFormat, type Format } from "@/lib/format";
import type { Locale } from "@/lib/i18n";
import { capitalised, feelingName } from "@/lib/reports/feeling";
import type { ReportPayload } from "@/lib/reports/payload";
import { inQuotationMarks } from "@/lib/reports/quotation";
import type { ReportText } from "@/lib/reports/report-text";
import { type TextDirection, textDirection } from "@/lib/reports/text-direction";
import { headline, hourSentence, replayWording, type Spoken } from "@/lib/reports/wording";

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

/** A report in one language, ready to be drawn: the page and the PDF decide nothing more than where things stand. */
export interface PreparedReport {
  locale: Locale;
  tenant: string;
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
  /** who made it and when, in whose time; and why small groups have no name */
  colophon: { imprint: string; privacy: string | null };
}

/** What everything is said with. */
interface Voice {
  payload: ReportPayload;
  text: ReportText;
  format: Format;
}

/** How many rows of a list are printed. */
const longest = 8;

export function prepareReport(payload: ReportPayload, locale: Locale, text: ReportText): PreparedReport {
  const format = createFormat({ locale, timeZone: payload.tenant.timeZone });
  const startedAt = new Date(payload.session.startedAt);
  const endedAt = new Date(payload.session.endedAt);
  const date = format.longDate(startedAt);
  const time = `${format.time(startedAt)}–${format.time(endedAt)}`;
  const inLanguage = payload.session.language
    ? text("inLanguage", { language: format.language(payload.session.language) })
    : null;
  const { title, masterName } = payload.session;
  const voice = { payload, text, format };
  const languages = bars(text("parts.languages"), payload.languages, voice, ({ code }) =>
    code === null ? null : capitalised(format.language(code)),
  );
  const countries = bars(text("parts.countries"), payload.countries, voice, ({ code }) =>
    code === null ? null : format.country(code),
  );
  return {
    locale,
    tenant: payload.tenant.name,
    brandColor: payload.tenant.brandColor,
    documentTitle: text("documentTitle", { title, master: masterName, date: format.date(startedAt) }),
    title: words(title, payload.session.language),
    withMaster: text("with", { master: masterName }),
    date,
    whenAndHow: inLanguage ? `${time}, ${inLanguage}` : time,
    headline: headline(payload.people, text, format),
    sentence: hourSentence(payload, text, format),
    feeling: feeling(payload, text, format),
    curve: curve(payload, text, format),
    languages,
    countries,
    beside: beside(payload, text, format),
    themes:
      payload.themes.length === 0
        ? null
        : {
            heading: text("parts.themes"),
            rows: payload.themes.map(({ label, language, people }) => ({
              label: words(label ?? text("others"), label === null ? locale : language),
              value: payload.people.display === "exact" && people !== null ? format.integer(people) : null,
            })),
          },
    quotes:
      payload.quotes.length === 0
        ? null
        : {
            heading: text("parts.quotes"),
            rows: payload.quotes.map((quote) => ({
              quote: {
                ...words(inQuotationMarks(quote.text.trim(), quote.language), quote.language),
                direction: textDirection(quote.text),
              },
              languageName: quote.language ? capitalised(format.language(quote.language)) : null,
            })),
            onlyOnPage: payload.quotes.map((_, index) => text("voicesOnline", { count: index + 1 })),
          },
    upcoming:
      payload.upcoming.length === 0
        ? null
        : {
            heading: text("parts.upcoming"),
            rows: payload.upcoming.map((one) => upcoming(one, text, format)),
          },
    note: payload.note
      ? {
          heading: text("parts.note"),
          paragraphs: payload.note.text
            .split(/\n+/)
            .map((paragraph) => paragraph.trim())
            .filter(Boolean)
            .map((paragraph) => words(paragraph, null)),
          signed: payload.note.signedBy ? text("signed", { name: payload.note.signedBy }) : null,
        }
      : null,
    colophon: {
      imprint: [
        text("prepared", { tenant: payload.tenant.name, date: format.date(new Date(payload.generatedAt)) }),
        text("edition", { number: payload.reportVersion }),
        text("zone", { zone: format.zone(startedAt) }),
      ]
        .map((part) => `${part}.`)
        .join(" "),
      privacy: [languages, countries].some((one) => one?.rows.some(({ rest }) => rest)) ? text("privacy") : null,
    },
  };
}

function words(text: string, language: string | null): Words {
  return { text, language, direction: textDirection(text) };
}

/**
 * Named rows by size, the unnamed last. A long tail joins the unnamed, so that the rows still add up; where people may
 * stand in several rows (`overlapping`) nothing can be added up, and the tail is only counted.
 */
function bars<Row extends { people: number | null }>(
  heading: string,
  rows: readonly Row[],
  { payload, text, format }: Voice,
  nameOf: (row: Row) => string | null,
  overlapping = false,
): PreparedBars | null {
  if (rows.length === 0) return null;
  const sorted = rows
    .map((row) => ({ label: nameOf(row), people: row.people }))
    .sort((a, b) => (b.people ?? 0) - (a.people ?? 0) || (a.label ?? "").localeCompare(b.label ?? "", format.locale));
  // Two ways to send one feeling (a word, an emoji) have one name; the larger keeps it.
  const named = sorted.filter(({ label }, index) => label && sorted.findIndex((row) => row.label === label) === index);
  const shown = named.length > longest ? named.slice(0, longest - 1) : named;
  const tail = sorted.filter((row) => !shown.includes(row));
  const most = Math.max(...shown.map(({ people }) => people ?? 0), 1);
  const rest = overlapping ? null : sum(tail);
  const base = sum(sorted) ?? 0;
  const draw = (label: string, people: number | null, isRest: boolean): PreparedBar => ({
    label,
    rest: isRest,
    share: people === null ? null : rounded(Math.min(1, people / Math.max(most, rest ?? 0))),
    value: figure(people, base, payload, format),
  });
  return {
    heading,
    rows: [
      ...shown.map(({ label, people }) => draw(label ?? "", people, false)),
      ...(tail.length === 0
        ? []
        : [draw(overlapping ? text("more", { count: tail.length }) : text("others"), rest, true)]),
    ],
  };
}

const sum = (rows: readonly { people: number | null }[]) =>
  rows.some(({ people }) => people === null) ? null : rows.reduce((total, { people }) => total + (people ?? 0), 0);

const rounded = (share: number) => Math.round(share * 1000) / 1000;

/** Where the total is only said roughly, the parts are said as shares: added up they would tell it exactly. */
function figure(people: number | null, base: number, payload: ReportPayload, format: Format): string | null {
  if (people === null) return null;
  if (payload.people.display === "exact") return format.integer(people);
  return base === 0 ? null : format.percent(people / base, 0);
}

function feeling(payload: ReportPayload, text: ReportText, format: Format): PreparedReport["feeling"] {
  if (payload.reactions.length === 0) return null;
  const led = payload.dominantReaction;
  const name = led && feelingName(led.kind, text);
  const exact = payload.people.display === "exact";
  const mix = bars(
    text("parts.feelings"),
    payload.reactions,
    { payload, text, format },
    ({ kind }) => {
      const feeling = kind === null ? null : feelingName(kind, text);
      return feeling === null ? null : capitalised(feeling);
    },
    true,
  );
  return {
    heading: name ? text("parts.feeling") : text("parts.feelings"),
    name: name ? capitalised(name) : text("mixed"),
    // The name of the one that led says it all when there is nothing to compare it with.
    mix: mix && (exact || mix.rows.length > 1) ? mix.rows.map(withoutShare(exact)) : null,
  };
}

/** One person may have felt several, so a share of their sum would mean nothing: roughly said means drawn only. */
const withoutShare = (exact: boolean) => (row: PreparedBar) => (exact ? row : { ...row, value: null });

function curve(payload: ReportPayload, text: ReportText, format: Format): PreparedCurve | null {
  if (!payload.curve) return null;
  const { people, peak, halfTime } = payload.curve;
  const startedAt = new Date(payload.session.startedAt);
  const exact = payload.people.display === "exact";
  const clock = (minute: number) => format.time(new Date(startedAt.getTime() + minute * 60_000));
  const most = Math.max(1, ...people, peak?.people ?? 0);
  const last = people.length - 1;
  const at = (minute: number) => rounded(Math.min(1, minute / last));
  const [start, end] = [clock(0), format.time(new Date(payload.session.endedAt))];
  const peakTime = peak ? clock(peak.minute) : null;
  const stride = Math.max(1, Math.ceil(last / 12));
  return {
    heading: text("parts.curve"),
    levels: people.map((count) => rounded(count / most)),
    start,
    end,
    peak:
      peak && peakTime
        ? {
            at: at(peak.minute),
            label: exact
              ? text("curveMostCount", { count: format.integer(peak.people), time: peakTime })
              : text("curveMost", { time: peakTime }),
          }
        : null,
    half:
      halfTime && exact
        ? {
            at: at(halfTime.minute),
            level: rounded(halfTime.people / most),
            label: text("curveHalf", { count: format.integer(halfTime.people) }),
          }
        : null,
    summary:
      peak && peakTime && exact
        ? text("curveSummaryCounts", { start, end, peak: format.integer(peak.people), time: peakTime })
        : text("curveSummary", { start, end }),
    moments: exact
      ? people.flatMap((count, minute) =>
          minute % stride === 0 || minute === last
            ? [{ minute, time: clock(minute), people: format.integer(count) }]
            : [],
        )
      : [],
  };
}

function beside(payload: ReportPayload, text: ReportText, format: Format): PreparedReport["beside"] {
  const facts: Spoken[] = [];
  if (payload.au) {
    const units = format.integer(Math.round(payload.au.units));
    facts.push({ figure: text("auUnits", { units, unit: payload.tenant.auUnit }), words: payload.tenant.auLabel });
  }
  if (payload.replays) facts.push(replayWording(payload.replays, text, format));
  const comparison = comparisonWording(payload, text, format);
  if (comparison) facts.push(comparison);
  return facts.length ? { heading: text("parts.beside"), facts } : null;
}

function comparisonWording(payload: ReportPayload, text: ReportText, format: Format): Spoken | null {
  if (!payload.comparison || payload.people.display === "small-circle") return null;
  const { medianTotal, sessions } = payload.comparison;
  const values = { sessions, master: payload.session.masterName };
  if (payload.people.display === "exact") {
    return { figure: format.integer(Math.round(medianTotal)), words: text("comparison.exact", values) };
  }
  // The total is only known to lie in this hundred; where that cannot decide, nothing is said.
  const { total } = payload.people;
  const relation = total > medianTotal ? "more" : total + 100 <= medianTotal ? "fewer" : null;
  return relation && { figure: null, words: text(`comparison.${relation}`, values) };
}

function upcoming(one: ReportPayload["upcoming"][number], text: ReportText, format: Format) {
  const startsAt = new Date(one.startsAt);
  const detail = [
    one.language ? capitalised(format.language(one.language)) : null,
    one.durationMinutes ? text("minutesLong", { minutes: one.durationMinutes }) : null,
  ].filter((part) => part !== null);
  return {
    when: format.dateTime(startsAt),
    title: words(one.title, one.language),
    detail: detail.join(" · "),
  };
}
