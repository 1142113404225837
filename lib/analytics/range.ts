import { addDays, type Day, daysBetween, earlierDay, laterDay } from "@/lib/analytics/day";
import { dayOf, endOfDay, startOfDay } from "@/lib/analytics/zone";

export const rangeKeys = ["7d", "30d", "90d", "custom"] as const;
export type RangeKey = (typeof rangeKeys)[number];

/** Where a page looks back as far as a year without picking days. */
export const longRangeKeys = ["7d", "30d", "90d", "1y", "custom"] as const;
export type LongRangeKey = (typeof longRangeKeys)[number];

export const comparisonKeys = ["previous", "year", "weekday", "none"] as const;
export type ComparisonKey = (typeof comparisonKeys)[number];

/** The longest period that can be asked for: a leap year and a day. */
export const maximumDays = 367;

const lengthOf = { "7d": 7, "30d": 30, "90d": 90, "1y": 365 } as const;

/** A period as an address holds it: see `period-search.ts` for its parser. */
export interface PeriodSearch {
  range: RangeKey;
  from?: Day | undefined;
  to?: Day | undefined;
  compare: ComparisonKey;
}

export const periodKeys = ["range", "from", "to", "compare"] as const satisfies ReadonlyArray<keyof PeriodSearch>;

export interface Period {
  /** both included */
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly days: number;
  /** the instants of the period: `start` included, `end` excluded */
  readonly start: Date;
  readonly end: Date;
  /** where the data of the period ends: `end`, or now while it is in progress */
  readonly until: Date;
  readonly inProgress: boolean;
  readonly zone: string;
}

/** A period as days alone, without the instants that only a zone can give. */
export type PeriodDays = Pick<Period, "firstDay" | "lastDay" | "days">;

/**
 * The days that a search asks for. 7d, 30d, 90d and 1y (365 days) end with `today`. A custom period with swapped ends is turned round,
 * one that reaches into the future ends today, one longer than `maximumDays` keeps its end.
 */
export function daysOf(
  search: Pick<PeriodSearch, "from" | "to"> & { readonly range: LongRangeKey },
  today: Day,
): PeriodDays {
  if (search.range !== "custom") {
    const days = lengthOf[search.range];
    return { firstDay: addDays(today, 1 - days), lastDay: today, days };
  }
  const ends = [search.from ?? search.to ?? today, search.to ?? search.from ?? today].sort();
  const lastDay = earlierDay(ends[1] ?? today, today);
  const firstDay = laterDay(earlierDay(ends[0] ?? today, lastDay), addDays(lastDay, 1 - maximumDays));
  return { firstDay, lastDay, days: daysBetween(firstDay, lastDay) + 1 };
}

/** The period that a search asks for, at `now` in the tenant's zone; the running day makes it one in progress. */
export function periodOf(search: Pick<PeriodSearch, "range" | "from" | "to">, now: Date, zone: string): Period {
  const { firstDay, lastDay } = daysOf(search, dayOf(now, zone));
  return makePeriod(firstDay, lastDay, now, zone);
}

/** A period of whole days; it is in progress when `now` lies inside. */
export function makePeriod(firstDay: Day, lastDay: Day, now: Date, zone: string): Period {
  const start = startOfDay(firstDay, zone);
  const end = endOfDay(lastDay, zone);
  const inProgress = now < end;
  return {
    firstDay,
    lastDay,
    days: daysBetween(firstDay, lastDay) + 1,
    start,
    end,
    until: inProgress ? now : end,
    inProgress,
    zone,
  };
}

/**
 * The search of the period right before (−1) or after (+1) another, of the same length. Null where it would begin
 * in the future; one that would end there ends today. A period that is again the last 7, 30 or 90 days gets that name.
 */
export function shiftedSearch(
  period: PeriodDays,
  steps: -1 | 1,
  today: Day,
): Pick<PeriodSearch, "range" | "from" | "to"> | null {
  if (steps === 1 && period.lastDay >= today) return null;
  const last = earlierDay(addDays(period.lastDay, steps * period.days), today);
  const first = addDays(last, 1 - period.days);
  if (last === today) {
    const named = rangeKeys.find((key) => key !== "custom" && lengthOf[key] === period.days);
    if (named) return { range: named, from: undefined, to: undefined };
  }
  return { range: "custom", from: first, to: last };
}
