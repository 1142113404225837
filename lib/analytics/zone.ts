import { addDays, type Day } from "@/lib/analytics/day";

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known =
    formatters.get(zone) ??
    new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      calendar: "gregory",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
  formatters.set(zone, known);
  return known;
}

/** What the clock on the wall shows in a zone at an instant, as if it were UTC: milliseconds since 1970. */
function wallClock(instant: number, zone: string): number {
  const part: Record<string, number> = {};
  for (const { type, value } of formatterOf(zone).formatToParts(instant)) part[type] = Number(value);
  return Date.UTC(part.year ?? 0, (part.month ?? 1) - 1, part.day, part.hour, part.minute, part.second);
}

const offsetAt = (instant: number, zone: string) => wallClock(instant, zone) - Math.floor(instant / 1000) * 1000;

/** The day that is written on the calendar of a zone at an instant. */
export function dayOf(instant: Date, zone: string): Day {
  return new Date(wallClock(instant.getTime(), zone)).toISOString().slice(0, 10);
}

/** Milliseconds that the clock on the wall shows since midnight, 0 up to a day. */
export function timeOfDay(instant: Date, zone: string): number {
  const wall = wallClock(instant.getTime(), zone);
  return (((wall % 86_400_000) + 86_400_000) % 86_400_000) + (instant.getTime() % 1000);
}

/**
 * The instant at which the clock of a zone shows `msOfDay` on `day`. A time that occurs twice (clocks set back) is the
 * first of the two; a time that is skipped (clocks set forward) is the moment of the jump. So a day always starts with
 * its first instant, also where clocks change at midnight.
 */
export function instantOf(day: Day, msOfDay: number, zone: string): Date {
  const wall = Date.parse(`${day}T00:00:00Z`) + msOfDay;
  // Offsets a day before and a day after; a change of clocks in between is the only reason for two candidates.
  const offsets = [offsetAt(wall - 86_400_000, zone), offsetAt(wall + 86_400_000, zone)];
  const candidates = [...new Set(offsets.map((offset) => wall - offset))].sort((a, b) => a - b);
  const exact = candidates.find((instant) => wallClock(instant, zone) === Math.floor(wall / 1000) * 1000);
  if (exact !== undefined) return new Date(exact);
  // Skipped: look for the first instant whose wall clock is past the asked one.
  let low = (candidates[0] ?? wall) - 86_400_000;
  let high = (candidates.at(-1) ?? wall) + 86_400_000;
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000;
    if (wallClock(middle, zone) >= wall) high = middle;
    else low = middle;
  }
  return new Date(high);
}

/** The first instant of a day in a zone. */
export const startOfDay = (day: Day, zone: string): Date => instantOf(day, 0, zone);

/** The first instant after a day in a zone. */
export const endOfDay = (day: Day, zone: string): Date => startOfDay(addDays(day, 1), zone);
