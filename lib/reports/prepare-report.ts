import { createFormat, type Format } from "@/lib/format";
import { directionOf, type ReaderLocale } from "@/lib/i18n";
import { capitalised } from "@/lib/reports/feeling";
import type { ReportPayload, ReportSection } from "@/lib/reports/payload";
import { prepareBeside } from "@/lib/reports/prepare-beside";
import { prepareBars, prepareCurve, prepareFeeling } from "@/lib/reports/prepare-figures";
import type { PreparedPart, PreparedReport, Words } from "@/lib/reports/prepared-report";
import { inQuotationMarks } from "@/lib/reports/quotation";
import type { ReportText } from "@/lib/reports/report-text";
import { textDirection } from "@/lib/reports/text-direction";
import { headline, hourSentence } from "@/lib/reports/wording";

/** A payload in words: pure, and the only place where page and PDF get theirs from. */
export function prepareReport(payload: ReportPayload, locale: ReaderLocale, text: ReportText): PreparedReport {
  const format = createFormat({ locale, timeZone: payload.tenant.timeZone });
  const startedAt = new Date(payload.session.startedAt);
  const endedAt = new Date(payload.session.endedAt);
  const date = format.longDate(startedAt);
  const time = `${format.time(startedAt)}–${format.time(endedAt)}`;
  const { title, masterName } = payload.session;
  const voice = { payload, text, format };
  const languages = prepareBars(text("parts.languages"), payload.languages, voice, ({ code }) =>
    code === null ? null : capitalised(format.language(code)),
  );
  const countries = prepareBars(text("parts.countries"), payload.countries, voice, ({ code }) =>
    code === null ? null : format.country(code),
  );
  const parts = {
    curve: prepareCurve(voice),
    reactions: prepareFeeling(voice),
    languages,
    countries,
    themes: prepareThemes(payload, locale, text, format),
    quotes: prepareQuotes(payload, text, format),
    beside: prepareBeside(voice),
    upcoming:
      payload.upcoming.length === 0
        ? null
        : { heading: text("parts.upcoming"), rows: payload.upcoming.map((one) => upcoming(one, text, format)) },
    note: prepareNote(payload, text),
  };
  const { reactions: feeling, ...others } = parts;
  return {
    locale,
    direction: directionOf(locale),
    tenant: payload.tenant.name,
    logo: payload.tenant.logo,
    brandColor: payload.tenant.brandColor,
    documentTitle: text("documentTitle", { title, master: masterName, date: format.date(startedAt) }),
    title: words(title, payload.session.language),
    withMaster: text("with", { master: masterName }),
    date,
    whenAndHow: payload.session.language
      ? text("whenAndHow", { time, language: format.language(payload.session.language) })
      : time,
    headline: headline(payload.people, text, format),
    sentence: hourSentence(payload, text, format),
    feeling,
    ...others,
    layout: layoutOf(payload.sections, (part) => parts[part] !== null),
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

const sideBySide: ReadonlySet<PreparedPart> = new Set(["reactions", "languages", "countries"]);

/** The parts in the order of the report: lists that follow each other share a row, and what stands beside the hour stands together. */
function layoutOf(sections: readonly ReportSection[], isThere: (part: PreparedPart) => boolean): PreparedPart[][] {
  const rows: PreparedPart[][] = [];
  const placed = new Set<PreparedPart>();
  for (const section of sections) {
    const part = section === "au" || section === "replays" || section === "comparison" ? "beside" : section;
    if (placed.has(part) || !isThere(part)) continue;
    placed.add(part);
    const last = rows.at(-1);
    if (last?.[0] && sideBySide.has(part) && sideBySide.has(last[0])) last.push(part);
    else rows.push([part]);
  }
  return rows;
}

function prepareThemes(payload: ReportPayload, locale: ReaderLocale, text: ReportText, format: Format) {
  if (payload.themes.length === 0) return null;
  return {
    heading: text("parts.themes"),
    rows: payload.themes.map(({ label, language, people }) => ({
      label: words(label ?? text("others"), label === null ? locale : language),
      value: payload.people.display === "exact" && people !== null ? format.integer(people) : null,
    })),
  };
}

function prepareQuotes(payload: ReportPayload, text: ReportText, format: Format): PreparedReport["quotes"] {
  if (payload.quotes.length === 0) return null;
  return {
    heading: text("parts.quotes"),
    rows: payload.quotes.map((quote) => ({
      quote: {
        ...words(inQuotationMarks(quote.text.trim(), quote.language), quote.language),
        direction: textDirection(quote.text),
      },
      languageName: quote.language ? capitalised(format.language(quote.language)) : null,
    })),
    onlyOnPage: payload.quotes.map((_, index) => text("voicesOnline", { count: index + 1 })),
  };
}

function prepareNote(payload: ReportPayload, text: ReportText): PreparedReport["note"] {
  if (!payload.note) return null;
  return {
    heading: text("parts.note"),
    paragraphs: payload.note.text
      .split(/\n+/)
      .map((paragraph) => paragraph.trim())
      .filter(Boolean)
      .map((paragraph) => words(paragraph, null)),
    signed: payload.note.signedBy ? text("signed", { name: payload.note.signedBy }) : null,
  };
}

function words(text: string, language: string | null): Words {
  return { text, language, direction: textDirection(text) };
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
