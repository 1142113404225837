import { describe, expect, it } from "vitest";
import { isDay, listDays, yearBefore } from "@/lib/analytics/day";
import { periodSearch } from "@/lib/analytics/period-search";
import { maximumDays, periodOf, shiftedSearch } from "@/lib/analytics/range";

const now = new Date("2026-11-20T19:30:00Z");
const ends = (search: Parameters<typeof periodOf>[0], at = now, zone = "UTC") => {
  const { firstDay, lastDay, days, inProgress } = periodOf(search, at, zone);
  return [firstDay, lastDay, days, inProgress];
};

describe("a period", () => {
  it("of 7, 30 or 90 days ends with today, in progress", () => {
    expect(ends({ range: "7d" })).toEqual(["2026-11-14", "2026-11-20", 7, true]);
    expect(ends({ range: "30d" })).toEqual(["2026-10-22", "2026-11-20", 30, true]);
    expect(ends({ range: "90d" })).toEqual(["2026-08-23", "2026-11-20", 90, true]);
  });

  it("follows the calendar of the tenant, not ours", () => {
    expect(ends({ range: "7d" }, now, "Asia/Kathmandu")).toEqual(["2026-11-15", "2026-11-21", 7, true]);
    const tehran = periodOf({ range: "7d" }, now, "Asia/Tehran");
    expect(tehran.start.toISOString()).toBe("2026-11-13T20:30:00.000Z");
    expect(tehran.until).toEqual(now);
  });

  it("has whole days on both sides of a change of clocks", () => {
    const period = periodOf({ range: "custom", from: "2026-03-28", to: "2026-03-30" }, now, "Europe/Berlin");
    expect([period.start.toISOString(), period.end.toISOString()]).toEqual([
      "2026-03-27T23:00:00.000Z",
      "2026-03-30T22:00:00.000Z",
    ]);
    expect([period.days, period.inProgress, period.until]).toEqual([3, false, period.end]);
  });

  it("of one's own is turned round, cut at today and limited in length", () => {
    expect(ends({ range: "custom", from: "2026-11-10", to: "2026-11-01" })).toEqual([
      "2026-11-01",
      "2026-11-10",
      10,
      false,
    ]);
    expect(ends({ range: "custom", from: "2026-11-18", to: "2027-01-01" })).toEqual([
      "2026-11-18",
      "2026-11-20",
      3,
      true,
    ]);
    expect(ends({ range: "custom", from: "2027-01-01", to: "2027-02-01" })).toEqual([
      "2026-11-20",
      "2026-11-20",
      1,
      true,
    ]);
    expect(ends({ range: "custom", from: "2026-11-03" })).toEqual(["2026-11-03", "2026-11-03", 1, false]);
    expect(ends({ range: "custom", from: "2001-01-01", to: "2026-01-31" })[2]).toBe(maximumDays);
  });

  it("moves by its own length and gets its name back when it ends today", () => {
    const period = periodOf({ range: "7d" }, now, "UTC");
    const before = shiftedSearch(period, -1, "2026-11-20");
    expect(before).toEqual({ range: "custom", from: "2026-11-07", to: "2026-11-13" });
    expect(shiftedSearch(periodOf(before!, now, "UTC"), 1, "2026-11-20")).toEqual({
      range: "7d",
      from: undefined,
      to: undefined,
    });
    expect(shiftedSearch(period, 1, "2026-11-20")).toBeNull();
    const middle = periodOf({ range: "custom", from: "2026-11-12", to: "2026-11-18" }, now, "UTC");
    expect(shiftedSearch(middle, 1, "2026-11-20")).toEqual({ range: "7d", from: undefined, to: undefined });
  });
});

describe("a period in an address", () => {
  it("has defaults", () => {
    expect(periodSearch.parse({})).toEqual({ range: "30d", compare: "previous" });
  });

  it("is refused where it means nothing, never widened", () => {
    expect(periodSearch.safeParse({ range: "14d" }).success).toBe(false);
    expect(periodSearch.safeParse({ range: "custom", from: "2025-02-29" }).success).toBe(false);
    expect(periodSearch.safeParse({ compare: "yesteryear" }).success).toBe(false);
    expect(periodSearch.safeParse({ from: ["2026-01-01", "2026-01-02"] }).success).toBe(false);
  });
});

describe("days", () => {
  it("exist or not", () => {
    expect(["2024-02-29", "2026-12-31"].every(isDay)).toBe(true);
    expect(["2025-02-29", "2026-13-01", "2026-1-1", "", "2026-11-31"].some(isDay)).toBe(false);
  });

  it("go back a year by calendar", () => {
    expect(yearBefore("2024-02-29")).toBe("2023-02-28");
    expect(yearBefore("2025-02-28")).toBe("2024-02-28");
    expect(yearBefore("2024-03-01")).toBe("2023-03-01");
  });

  it("are listed with both ends", () => {
    expect(listDays("2024-02-28", "2024-03-01")).toEqual(["2024-02-28", "2024-02-29", "2024-03-01"]);
    expect(listDays("2024-03-01", "2024-02-28")).toEqual([]);
  });
});
