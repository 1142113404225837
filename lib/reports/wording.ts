import type { Format } from "@/lib/format";
import { feelingName } from "@/lib/reports/feeling";
import type { Headcount, ReportPayload } from "@/lib/reports/payload";
import type { ReportText } from "@/lib/reports/report-text";

/** A number and what it counts; without a number the words stand alone ("A small circle gathered"). */
export interface Spoken {
  figure: string | null;
  words: string;
}

/**
 * How many gathered, as gently as the headcount asks: under the tenant's threshold no number exists here at all,
 * "at-least" is a plus behind a rounded number, nobody is not "0 people".
 */
export function headline(people: Headcount, text: ReportText, format: Format): Spoken {
  return spoken(people, "headline", text, format);
}

/** The headline in one line, for a mail, a title or a preview: "247 people gathered". */
export function headlineText(people: Headcount, text: ReportText, format: Format): string {
  const { figure, words } = headline(people, text, format);
  return figure ? `${figure} ${words}` : words;
}

/** How many returned to the recording, in the same manner. */
export function replayWording(people: Headcount, text: ReportText, format: Format): Spoken {
  return spoken(people, "replays", text, format);
}

function spoken(people: Headcount, family: "headline" | "replays", text: ReportText, format: Format): Spoken {
  if (people.display === "small-circle") return { figure: null, words: text(`${family}.smallCircle`) };
  if (people.display === "at-least") {
    return { figure: `${format.integer(people.total)}+`, words: text(`${family}.atLeast`) };
  }
  const words = text(`${family}.exact`, { count: people.total });
  return { figure: people.total === 0 && family === "headline" ? null : format.integer(people.total), words };
}

type Daypart = "small" | "early" | "morning" | "afternoon" | "evening" | "late";

/** The part of the day of an hour 0–23. */
export function daypartOf(hour: number): Daypart {
  if (hour < 5) return "small";
  if (hour < 9) return "early";
  if (hour < 12) return "morning";
  if (hour < 17) return "afternoon";
  return hour < 22 ? "evening" : "late";
}

function moment(instant: Date, text: ReportText, format: Format): string {
  const tag = format.locale === "en" ? "en-GB" : format.locale;
  const zone = { timeZone: format.timeZone };
  const weekday = new Intl.DateTimeFormat(tag, { ...zone, weekday: "long" }).format(instant);
  const hour = new Intl.DateTimeFormat("en-GB", { ...zone, hour: "2-digit", hourCycle: "h23" }).format(instant);
  return text("sentence.moment", { daypart: daypartOf(Number(hour)), weekday });
}

function spokenDuration(minutes: number, text: ReportText): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return text("sentence.minutes", { minutes: Math.max(1, rest) });
  return rest === 0 ? text("sentence.hours", { hours }) : text("sentence.hoursAndMinutes", { hours, minutes: rest });
}

function feelingClause(payload: ReportPayload, text: ReportText): string {
  if (payload.reactions.length === 0) return "";
  if (!payload.dominantReaction) return payload.reactions.length > 1 ? text("sentence.feelingsMixed") : "";
  const feeling = feelingName(payload.dominantReaction.kind, text);
  return feeling ? text("sentence.feelingLed", { feeling }) : "";
}

/**
 * The one sentence that tells the hour: how long, when, with whom, across how many countries, and the feeling that led.
 * What is not known or not chosen is left out; the number of people is never in it, so that it is safe for any circle.
 */
export function hourSentence(payload: ReportPayload, text: ReportText, format: Format): string {
  return text("sentence.whole", {
    duration: spokenDuration(payload.session.durationMinutes, text),
    moment: moment(new Date(payload.session.startedAt), text, format),
    master: payload.session.masterName,
    place: payload.countryCount === null ? "" : text("sentence.place", { countries: payload.countryCount }),
    feeling: feelingClause(payload, text),
  });
}
