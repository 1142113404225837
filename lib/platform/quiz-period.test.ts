import { describe, expect, it } from "vitest";
import { quizPeriodDays, quizPeriodSearch } from "@/lib/platform/quiz-analytics";

const now = new Date("2026-03-10T12:00:00Z");
const daysOf = (search: Record<string, string>) => quizPeriodDays(quizPeriodSearch.parse(search), now);
const wrong = (search: Record<string, string>) =>
  [...new Set(quizPeriodSearch.safeParse(search).error?.issues.map(({ path }) => path[0]))].sort();

describe("the period of the platform's quiz figures", () => {
  it.each([
    [{}, ["2026-02-09", "2026-03-10"], ["2026-01-10", "2026-02-08"]],
    [{ period: "7d" }, ["2026-03-04", "2026-03-10"], ["2026-02-25", "2026-03-03"]],
    [{ period: "1y" }, ["2025-03-11", "2026-03-10"], ["2024-03-11", "2025-03-10"]],
    [
      { period: "custom", from: "2024-01-01", to: "2024-12-31" },
      ["2024-01-01", "2024-12-31"],
      ["2022-12-31", "2023-12-31"],
    ],
    [
      { period: "custom", from: "2026-02-20", to: "2026-02-11" },
      ["2026-02-11", "2026-02-20"],
      ["2026-02-01", "2026-02-10"],
    ],
    [{ period: "custom", to: "2026-02-20" }, ["2026-02-20", "2026-02-20"], ["2026-02-19", "2026-02-19"]],
  ])("%o is held against as many days before it", (search, [from, to], [earlier, until]) => {
    expect(daysOf(search)).toEqual({ current: { from, to }, before: { from: earlier, to: until }, asked: null });
  });

  it("says what was asked for where it cannot be shown as it stands", () => {
    expect(daysOf({ period: "custom", from: "2026-03-01", to: "2026-04-01" })).toMatchObject({
      current: { from: "2026-03-01", to: "2026-03-10" },
      asked: { from: "2026-03-01", to: "2026-04-01" },
    });
    expect(daysOf({ period: "custom", from: "2020-01-01", to: "2025-12-31" })).toMatchObject({
      current: { from: "2024-12-30", to: "2025-12-31" },
      asked: { from: "2020-01-01", to: "2025-12-31" },
    });
  });

  it("takes nothing that means nothing", () => {
    expect(wrong({ period: "10y" })).toEqual(["period"]);
    expect(wrong({ period: "custom", from: "2026-02-30", to: "yesterday" })).toEqual(["from", "to"]);
    expect(wrong({ period: "30d", from: "2026-01-01" })).toEqual(["from"]);
    expect(wrong({ from: "2026-01-01", to: "2026-02-01" })).toEqual(["from", "to"]);
  });
});
