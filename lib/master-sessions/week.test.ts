import { describe, expect, it } from "vitest";
import { firstWeekday, weekOf } from "@/lib/master-sessions/week";

describe("a week", () => {
  it("begins as the tenant's language has it", () => {
    expect(["en", "de", "fr", "en-US", "ar-EG", "ja"].map(firstWeekday)).toEqual([1, 1, 1, 7, 6, 7]);
  });

  it("holds the day it is asked for, at both of its ends", () => {
    expect(weekOf("2026-11-16", "de")).toEqual(weekOf("2026-11-22", "de"));
    expect(weekOf("2026-11-18", "de")[0]).toBe("2026-11-16");
    expect(weekOf("2026-11-22", "en-US")).toEqual(weekOf("2026-11-28", "en-US"));
    expect(weekOf("2026-03-01", "de")).toEqual([
      "2026-02-23",
      "2026-02-24",
      "2026-02-25",
      "2026-02-26",
      "2026-02-27",
      "2026-02-28",
      "2026-03-01",
    ]);
  });
});
