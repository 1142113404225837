import { addDays, type Day, earlierDay, laterDay } from "@/lib/analytics/day";

/** Lengths of time that quizzes are summed over. Weeks begin on Monday. */
export const grains = ["day", "week", "month"] as const;
export type Grain = (typeof grains)[number];

/** Spans of one length that follow each other, by the first days of the first and of the last. */
export interface SpanRange {
  readonly grain: Grain;
  readonly from: Day;
  readonly to: Day;
}

const weekday = (day: Day) => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
const monthOf = (day: Day): Day => `${day.slice(0, 7)}-01`;
const nextMonth = (day: Day): Day => monthOf(addDays(monthOf(day), 31));

/** The first day of the span that a day lies in. */
export function sinceOf(grain: Grain, day: Day): Day {
  if (grain === "day") return day;
  return grain === "month" ? monthOf(day) : addDays(day, -weekday(day));
}

/**
 * The fewest spans that cover a period exactly, each day once: whole months, then whole weeks of what is left, then days. A year is some
 * thirty spans instead of 365 days. Pure.
 * @param largest `week` where weeks are told apart, because a month cuts through them
 */
export function spansOf(from: Day, to: Day, largest: "week" | "month" = "month"): SpanRange[] {
  if (from > to) return [];
  if (largest === "month") {
    const first = monthOf(from) === from ? from : nextMonth(from);
    // The month behind the last whole one.
    const end = monthOf(addDays(to, 1));
    if (first < end) {
      return [
        ...spansOf(from, addDays(first, -1), "week"),
        { grain: "month", from: first, to: monthOf(addDays(end, -1)) },
        ...spansOf(end, to, "week"),
      ];
    }
  }
  const monday = addDays(from, (7 - weekday(from)) % 7);
  const end = addDays(to, 1 - weekday(addDays(to, 1)));
  const days = (first: Day, last: Day): SpanRange[] => (first > last ? [] : [{ grain: "day", from: first, to: last }]);
  if (monday >= end) return days(from, to);
  return [
    ...days(from, earlierDay(to, addDays(monday, -1))),
    { grain: "week", from: monday, to: addDays(end, -7) },
    ...days(laterDay(from, end), to),
  ];
}
