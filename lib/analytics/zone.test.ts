import { describe, expect, it } from "vitest";
import { dayOf, endOfDay, instantOf, startOfDay, timeOfDay } from "@/lib/analytics/zone";

const hour = 3_600_000;
const hoursOf = (day: string, zone: string) => (endOfDay(day, zone).getTime() - startOfDay(day, zone).getTime()) / hour;

describe("days in a zone", () => {
  it.each([
    ["Asia/Tehran", "+03:30", "2026-06-01", "2026-05-31T20:30:00.000Z"],
    ["Asia/Kathmandu", "+05:45", "2026-06-01", "2026-05-31T18:15:00.000Z"],
    ["Pacific/Chatham", "+12:45", "2026-06-01", "2026-05-31T11:15:00.000Z"],
    ["Pacific/Kiritimati", "+14:00", "2026-06-01", "2026-05-31T10:00:00.000Z"],
    ["Pacific/Marquesas", "−09:30", "2026-06-01", "2026-06-01T09:30:00.000Z"],
    ["UTC", "±0", "2026-06-01", "2026-06-01T00:00:00.000Z"],
  ])("begin at midnight in %s (%s)", (zone, _offset, day, start) => {
    expect(startOfDay(day, zone).toISOString()).toBe(start);
    expect(dayOf(new Date(start), zone)).toBe(day);
    expect(dayOf(new Date(Date.parse(start) - 1), zone)).not.toBe(day);
    expect(hoursOf(day, zone)).toBe(24);
  });

  it("have 23 and 25 hours where clocks change", () => {
    expect(hoursOf("2026-03-29", "Europe/Berlin")).toBe(23);
    expect(hoursOf("2026-10-25", "Europe/Berlin")).toBe(25);
    expect(hoursOf("2026-03-08", "America/New_York")).toBe(23);
    expect(hoursOf("2026-11-01", "America/New_York")).toBe(25);
  });

  it("change by half an hour on Lord Howe", () => {
    expect(hoursOf("2026-10-04", "Australia/Lord_Howe")).toBe(23.5);
    expect(hoursOf("2026-04-05", "Australia/Lord_Howe")).toBe(24.5);
  });

  it("begin with their first instant where midnight itself is skipped or happens twice", () => {
    // Cairo sets its clocks forward at midnight: 24 April 2026 begins at 01:00.
    expect(startOfDay("2026-04-24", "Africa/Cairo").toISOString()).toBe("2026-04-23T22:00:00.000Z");
    expect(timeOfDay(startOfDay("2026-04-24", "Africa/Cairo"), "Africa/Cairo")).toBe(hour);
    expect(hoursOf("2026-04-24", "Africa/Cairo")).toBe(23);
    // Havana sets them back at 01:00: 1 November 2026 has two midnights and begins with the first.
    expect(startOfDay("2026-11-01", "America/Havana").toISOString()).toBe("2026-11-01T04:00:00.000Z");
    expect(hoursOf("2026-11-01", "America/Havana")).toBe(25);
  });

  it("know that Samoa had no 30 December 2011", () => {
    expect(hoursOf("2011-12-30", "Pacific/Apia")).toBe(0);
    expect(dayOf(new Date(endOfDay("2011-12-29", "Pacific/Apia").getTime()), "Pacific/Apia")).toBe("2011-12-31");
  });
});

describe("a time on the wall", () => {
  it("that is skipped is the moment of the jump, one that comes twice is the first", () => {
    expect(instantOf("2026-03-29", 2.5 * hour, "Europe/Berlin").toISOString()).toBe("2026-03-29T01:00:00.000Z");
    expect(instantOf("2026-10-25", 2.5 * hour, "Europe/Berlin").toISOString()).toBe("2026-10-25T00:30:00.000Z");
  });

  it("goes there and back", () => {
    const at = new Date("2026-11-20T19:34:56.789Z");
    for (const zone of ["Asia/Tehran", "Asia/Kathmandu", "America/St_Johns", "Europe/Berlin"]) {
      expect(instantOf(dayOf(at, zone), timeOfDay(at, zone), zone).toISOString()).toBe(at.toISOString());
    }
  });
});
