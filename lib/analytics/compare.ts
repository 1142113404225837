import { addDays, type Day, listDays, yearBefore } from "@/lib/analytics/day";
import type { ComparisonKey, Period } from "@/lib/analytics/range";
import { dayOf, endOfDay, instantOf, startOfDay, timeOfDay } from "@/lib/analytics/zone";

export interface Comparison {
  readonly key: Exclude<ComparisonKey, "none">;
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly start: Date;
  /** excluded; for a period in progress the same hour of the matching day, so that both parts are equally long */
  readonly until: Date;
  /** whether `until` cuts the last day */
  readonly partial: boolean;
}

/**
 * What a period is compared with.
 *
 * - `previous`: the same number of days, ending the day before.
 * - `weekday`: as many whole weeks back as it takes not to overlap, so that Mondays meet Mondays.
 * - `year`: the same dates a year before, by calendar; 29 February meets 28 February.
 *
 * A period in progress is compared with an equally long part: its whole days with whole days, and the running day up
 * to the same time on the wall, also when clocks were changed in between.
 */
export function comparisonOf(period: Period, key: ComparisonKey, now: Date): Comparison | null {
  if (key === "none") return null;
  const firstDay = matchingDay(period, key, period.firstDay);
  const lastDay = matchingDay(period, key, period.lastDay);
  const start = startOfDay(firstDay, period.zone);
  if (!period.inProgress) {
    return { key, firstDay, lastDay, start, until: endOfDay(lastDay, period.zone), partial: false };
  }
  const today = dayOf(now, period.zone);
  const until = instantOf(matchingDay(period, key, today), timeOfDay(now, period.zone), period.zone);
  return { key, firstDay, lastDay, start, until, partial: true };
}

/**
 * For each day of a period the day it is compared with, in order; null where there is none. By calendar, 29 February
 * has no partner of its own, because 28 February already has that one.
 */
export function pairDays(period: Period, key: ComparisonKey): Array<{ day: Day; against: Day | null }> {
  return listDays(period.firstDay, period.lastDay).map((day) => {
    if (key === "none") return { day, against: null };
    const against = matchingDay(period, key, day);
    const borrowed = key === "year" && day.endsWith("-02-29") && day !== period.firstDay;
    return { day, against: borrowed ? null : against };
  });
}

function matchingDay(period: Pick<Period, "days">, key: Exclude<ComparisonKey, "none">, day: Day): Day {
  if (key === "year") return yearBefore(day);
  return addDays(day, key === "previous" ? -period.days : -7 * Math.ceil(period.days / 7));
}
