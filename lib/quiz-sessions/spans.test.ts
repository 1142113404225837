import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, listDays } from "@/lib/analytics/day";
import { quantile } from "@/lib/quiz-sessions/drop-off";
import { bucketOf, type Histogram, readHistogram, writeHistogram } from "@/lib/quiz-sessions/rollup-cells";
import { type Grain, type SpanRange, sinceOf, spansOf } from "@/lib/quiz-sessions/spans";

const day = fc.integer({ min: 0, max: 1500 }).map((count) => addDays("2023-11-20", count));

const next = (grain: Grain, since: string) =>
  grain === "day" ? addDays(since, 1) : sinceOf(grain, addDays(since, grain === "week" ? 7 : 31));

/** Every day of the spans, as often as a span has it. */
const daysOf = ({ grain, from, to }: SpanRange) => {
  const days: string[] = [];
  for (let since = from; since <= to; since = next(grain, since)) {
    expect(sinceOf(grain, since)).toBe(since);
    days.push(...listDays(since, addDays(next(grain, since), -1)));
  }
  return days;
};

describe("the spans of a period", () => {
  it("hold each of its days once and no other, and a year is a few dozen of them", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 900 }), fc.constantFrom("week", "month"), (from, length, largest) => {
        const to = addDays(from, length);
        const spans = spansOf(from, to, largest as "week" | "month");
        expect(spans.flatMap(daysOf)).toEqual(listDays(from, to));
        expect(spans.every(({ grain }) => largest === "month" || grain !== "month")).toBe(true);
        expect(spans.length).toBeLessThanOrEqual(7);
      }),
    );
    expect(spansOf("2025-11-22", "2026-11-21")).toEqual([
      { grain: "day", from: "2025-11-22", to: "2025-11-23" },
      { grain: "week", from: "2025-11-24", to: "2025-11-24" },
      { grain: "month", from: "2025-12-01", to: "2026-10-01" },
      { grain: "day", from: "2026-11-01", to: "2026-11-01" },
      { grain: "week", from: "2026-11-02", to: "2026-11-09" },
      { grain: "day", from: "2026-11-16", to: "2026-11-21" },
    ]);
    expect(spansOf("2026-11-02", "2026-11-01")).toEqual([]);
  });
});

describe("a quantile of histograms that were added up", () => {
  it("is within 2.5 % of the time that as many were faster than, however the sessions were spread over spans", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 250, max: 600_000 }), fc.nat({ max: 5 })), { minLength: 1, maxLength: 80 }),
        fc.constantFrom(0.5, 0.9),
        (sessions, share) => {
          const spans = new Map<number, Histogram>();
          for (const [ms, span] of sessions) {
            const histogram = spans.get(span) ?? new Map<number, number>();
            spans.set(span, histogram.set(bucketOf(ms), (histogram.get(bucketOf(ms)) ?? 0) + 1));
          }
          const text = [...spans.values()].map(writeHistogram).join(";");
          const sorted = sessions.map(([ms]) => ms).sort((a, b) => a - b);
          const exact = sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
          const read = quantile(readHistogram(text), share) ?? 0;
          expect(Math.abs(read - exact) / exact).toBeLessThan(0.026);
        },
      ),
    );
    expect(quantile(readHistogram(""), 0.5)).toBeNull();
  });
});
