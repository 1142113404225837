import { isDay } from "@/lib/analytics/day";
import { instantOf } from "@/lib/analytics/zone";
import type { DateFormat } from "@/lib/attendance-import/schema";

interface WallTime {
  readonly day: string;
  readonly ms: number;
}

const clock = String.raw`,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*([ap]\.?\s?m\.?)?`;
const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const patterns: Record<
  Exclude<DateFormat, "instant">,
  { pattern: RegExp; order: (parts: string[]) => (string | undefined)[] }
> = {
  iso: {
    pattern: new RegExp(String.raw`^(\d{4})[-/](\d{1,2})[-/](\d{1,2})[T\s]?${clock}$`, "i"),
    order: ([y, m, d]) => [y, m, d],
  },
  "month-first": {
    pattern: new RegExp(String.raw`^(\d{1,2})/(\d{1,2})/(\d{2}|\d{4})${clock}$`, "i"),
    order: ([m, d, y]) => [y, m, d],
  },
  "day-first": {
    pattern: new RegExp(String.raw`^(\d{1,2})[/-](\d{1,2})[/-](\d{2}|\d{4})${clock}$`, "i"),
    order: ([d, m, y]) => [y, m, d],
  },
  dotted: {
    pattern: new RegExp(String.raw`^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{2}|\d{4})${clock}$`, "i"),
    order: ([d, m, y]) => [y, m, d],
  },
  words: {
    pattern: new RegExp(String.raw`^([a-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+(\d{4})${clock}$`, "i"),
    order: ([name, d, y]) => [y, String(months.indexOf((name ?? "").toLowerCase()) + 1), d],
  },
};

// Exports put thin and no-break blanks between time and AM.
const plain = (text: string) =>
  text.replace(/[\u00a0\u202f\u2009\u200e\u200f]/g, (blank) => (/[\u200e\u200f]/.test(blank) ? "" : " ")).trim();

const zoned = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

/** A time as the file has it, in the given format; null when it is not written so. */
export function readTime(text: string, format: DateFormat, zone: string): Date | null {
  const trimmed = plain(text);
  if (format === "instant") return zoned.test(trimmed) ? new Date(trimmed) : null;
  const wall = readWall(trimmed, format);
  return wall && instantIn(zone, wall);
}

const hourMs = 3_600_000;
/** Starts of hours by zone, day and hour; null where the clock is changed within. Asking the zone costs too much for each of 40,000 times. */
const hours = new Map<string, number | null>();

function instantIn(zone: string, { day, ms }: WallTime): Date {
  const hour = Math.floor(ms / hourMs);
  const key = `${zone} ${day} ${hour}`;
  let start = hours.get(key);
  if (start === undefined) {
    const from = instantOf(day, hour * hourMs, zone).getTime();
    const regular = instantOf(day, hour * hourMs + hourMs - 1000, zone).getTime() - from === hourMs - 1000;
    start = regular ? from : null;
    if (hours.size > 2000) hours.clear();
    hours.set(key, start);
  }
  return start === null ? instantOf(day, ms, zone) : new Date(start + (ms - hour * hourMs));
}

function readWall(text: string, format: Exclude<DateFormat, "instant">): WallTime | null {
  const { pattern, order } = patterns[format];
  // ISO times stand behind a T or a blank; the clock's own pattern asks for a blank.
  const found = pattern.exec(format === "iso" ? text.replace("T", " ") : text);
  if (!found) return null;
  const [, first = "", second = "", third = "", hour = "", minute = "", seconds, half] = found;
  const [year = "", month = "", date = ""] = order([first, second, third]);
  const day = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  const hours = toHours(Number(hour), half);
  if (!isDay(day) || hours === null || Number(minute) > 59 || Number(seconds ?? 0) > 59) return null;
  return { day, ms: ((hours * 60 + Number(minute)) * 60 + Number(seconds ?? 0)) * 1000 };
}

function toHours(hour: number, half: string | undefined): number | null {
  if (!half) return hour <= 23 ? hour : null;
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half.toLowerCase().startsWith("p") ? 12 : 0);
}

/** Formats in the order of how likely they are where several fit. */
const candidates: readonly DateFormat[] = ["instant", "iso", "dotted", "words", "month-first", "day-first"];

/**
 * How the times of a file are written: the format that most of them have. Where month and day could be either way round, the one in
 * which the file's times lie closest together: one evening does not span half a year.
 */
export function detectFormat(times: readonly string[]): { format: DateFormat; ambiguous: boolean } | null {
  const fits = candidates
    .map((format) => {
      const read = times.flatMap((text) => readTime(text, format, "UTC") ?? []);
      const at = read.map((date) => date.getTime());
      const span = at.length ? at.reduce((a, b) => Math.max(a, b)) - at.reduce((a, b) => Math.min(a, b)) : 0;
      return { format, count: read.length, span };
    })
    .filter(({ count }) => count > 0);
  const most = Math.max(0, ...fits.map(({ count }) => count));
  const best = fits.filter(({ count }) => count === most).sort((a, b) => a.span - b.span);
  const [first, second] = best;
  if (!first) return null;
  return { format: first.format, ambiguous: second !== undefined && second.span === first.span };
}
