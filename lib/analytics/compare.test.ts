import { describe, expect, it } from "vitest";
import { changeBetween } from "@/lib/analytics/change";
import { comparisonOf, pairDays } from "@/lib/analytics/compare";
import { type ComparisonKey, periodOf } from "@/lib/analytics/range";

const compare = (
  search: Parameters<typeof periodOf>[0],
  key: Exclude<ComparisonKey, "none">,
  now: string,
  zone = "UTC",
) => {
  const at = new Date(now);
  const comparison = comparisonOf(periodOf(search, at, zone), key, at);
  if (!comparison) throw new Error("a comparison was asked for");
  return {
    days: [comparison.firstDay, comparison.lastDay],
    start: comparison.start.toISOString(),
    until: comparison.until.toISOString(),
    partial: comparison.partial,
  };
};

describe("the period before", () => {
  it("of one in progress ends at the same hour, so that both parts are equally long", () => {
    expect(compare({ range: "7d" }, "previous", "2026-11-20T19:30:00Z")).toEqual({
      days: ["2026-11-07", "2026-11-13"],
      start: "2026-11-07T00:00:00.000Z",
      until: "2026-11-13T19:30:00.000Z",
      partial: true,
    });
  });

  it("of one that is over is whole", () => {
    expect(
      compare({ range: "custom", from: "2026-11-01", to: "2026-11-10" }, "previous", "2026-11-20T19:30:00Z"),
    ).toEqual({
      days: ["2026-10-22", "2026-10-31"],
      start: "2026-10-22T00:00:00.000Z",
      until: "2026-11-01T00:00:00.000Z",
      partial: false,
    });
  });

  it.each([
    ["Asia/Tehran", "2026-11-13T20:30:00.000Z", "2026-11-17T21:00:00.000Z"],
    ["Asia/Kathmandu", "2026-11-13T18:15:00.000Z", "2026-11-17T21:00:00.000Z"],
  ])("is cut by the days of %s", (zone, start, until) => {
    const found = compare(
      { range: "custom", from: "2026-11-18", to: "2026-11-21" },
      "previous",
      "2026-11-21T21:00:00Z",
      zone,
    );
    // Already the 22nd there: the period is over, and nothing is cut.
    expect(found).toMatchObject({ start, partial: false });
    const running = compare(
      { range: "custom", from: "2026-11-19", to: "2026-11-22" },
      "previous",
      "2026-11-21T21:00:00Z",
      zone,
    );
    expect(running).toMatchObject({ until, partial: true });
  });

  it("keeps the time on the wall across a change of clocks", () => {
    // 26 October 2026, 18:00 in Berlin is 17:00 UTC; the day before the change it was 16:00 UTC.
    expect(
      compare(
        { range: "custom", from: "2026-10-26", to: "2026-10-26" },
        "previous",
        "2026-10-26T17:00:00Z",
        "Europe/Berlin",
      ),
    ).toMatchObject({
      start: "2026-10-24T22:00:00.000Z",
      until: "2026-10-25T17:00:00.000Z",
    });
    expect(compare({ range: "7d" }, "previous", "2026-10-26T17:00:00Z", "Europe/Berlin")).toMatchObject({
      until: "2026-10-19T16:00:00.000Z",
    });
    // Half past two in the morning does not exist on the day the clocks go forward.
    expect(compare({ range: "7d" }, "previous", "2026-04-05T00:30:00Z", "Europe/Berlin")).toMatchObject({
      until: "2026-03-29T01:00:00.000Z",
    });
  });
});

describe("matching weekdays", () => {
  it.each([
    ["7d", "2026-11-07", "2026-11-13"],
    ["30d", "2026-09-17", "2026-10-16"],
    ["90d", "2026-05-24", "2026-08-21"],
  ] as const)("meet for %s without overlapping", (range, first, last) => {
    const { days } = compare({ range }, "weekday", "2026-11-20T19:30:00Z");
    expect(days).toEqual([first, last]);
    const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();
    const period = periodOf({ range }, new Date("2026-11-20T19:30:00Z"), "UTC");
    expect(weekday(first)).toBe(weekday(period.firstDay));
    expect(last < period.firstDay).toBe(true);
  });
});

describe("the same time last year", () => {
  it("goes by calendar", () => {
    expect(compare({ range: "7d" }, "year", "2026-11-20T19:30:00Z")).toMatchObject({
      days: ["2025-11-14", "2025-11-20"],
      until: "2025-11-20T19:30:00.000Z",
    });
  });

  it("meets 28 February where the year before had no 29th", () => {
    const search = { range: "custom", from: "2024-02-27", to: "2024-03-01" } as const;
    expect(compare(search, "year", "2024-06-01T00:00:00Z").days).toEqual(["2023-02-27", "2023-03-01"]);
    expect(pairDays(periodOf(search, new Date("2024-06-01T00:00:00Z"), "UTC"), "year")).toEqual([
      { day: "2024-02-27", against: "2023-02-27" },
      { day: "2024-02-28", against: "2023-02-28" },
      { day: "2024-02-29", against: null },
      { day: "2024-03-01", against: "2023-03-01" },
    ]);
  });

  it("includes the 29th that only the year before had", () => {
    const search = { range: "custom", from: "2025-02-27", to: "2025-03-01" } as const;
    expect(compare(search, "year", "2025-06-01T00:00:00Z")).toMatchObject({
      days: ["2024-02-27", "2024-03-01"],
      until: "2024-03-02T00:00:00.000Z",
    });
  });

  it("on 29 February itself compares with the 28th", () => {
    expect(
      compare({ range: "custom", from: "2024-02-29", to: "2024-02-29" }, "year", "2024-02-29T12:00:00Z"),
    ).toMatchObject({
      days: ["2023-02-28", "2023-02-28"],
      until: "2023-02-28T12:00:00.000Z",
    });
  });
});

describe("without comparison", () => {
  it("there is none", () => {
    const now = new Date("2026-11-20T19:30:00Z");
    const period = periodOf({ range: "7d" }, now, "UTC");
    expect(comparisonOf(period, "none", now)).toBeNull();
    expect(pairDays(period, "none").every(({ against }) => against === null)).toBe(true);
  });
});

describe("a change", () => {
  it("has a direction, and none from nothing", () => {
    expect(changeBetween(12, 10)).toEqual({ kind: "change", difference: 2, ratio: 0.2, direction: "up" });
    expect(changeBetween(8, 10)).toMatchObject({ ratio: -0.2, direction: "down" });
    expect(changeBetween(10, 10)).toMatchObject({ ratio: 0, direction: "same" });
    expect(changeBetween(5, 0)).toEqual({ kind: "new" });
    expect(changeBetween(0, 0)).toBeNull();
    expect(changeBetween(null, 3)).toBeNull();
    expect(changeBetween(3, null)).toBeNull();
    expect(changeBetween(Number.NaN, 3)).toBeNull();
  });
});
