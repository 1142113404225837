import { describe, expect, it } from "vitest";
import { occurredAt, oldestKept, readTime } from "@/lib/events/occurred-at";

const received = Date.parse("2026-11-20T12:00:00Z");
const oldest = oldestKept(received, 24);
const at = (time: unknown, sentAt?: unknown) => occurredAt(time, sentAt, received, oldest);

describe("occurredAt", () => {
  it("is received - (sent - time)", () => {
    expect(at("2020-01-01T00:00:00Z", "2020-01-01T00:00:30Z")).toEqual({ at: received - 30_000 });
    expect(at("2030-01-01T00:00:00Z", "2030-01-01T00:00:00Z")).toEqual({ at: received });
    expect(at(1000, 500)).toEqual({ at: received + 500 });
  });

  it("allows exactly 24 hours ahead and exactly the retention ago", () => {
    expect(at("2026-11-21T12:00:00.000Z")).toEqual({ at: received + 86_400_000 });
    expect(at("2026-11-21T12:00:00.001Z")).toMatchObject({ field: "time" });
    expect(at("2024-11-20T12:00:00.000Z")).toEqual({ at: oldest });
    expect(at("2024-11-20T11:59:59.999Z")).toMatchObject({ field: "time" });
  });

  it("never lets a number through that is no time", () => {
    for (const time of [Number.MAX_VALUE, Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER, 8.64e15]) {
      expect(at(time)).toMatchObject({ field: "time" });
      expect(at(time, -time)).toMatchObject({ field: "time" });
    }
  });
});

describe("readTime", () => {
  it("wants a zone", () => {
    expect(readTime("2026-11-20T12:00:00")).toBeNaN();
    expect(readTime("2026-11-20")).toBeNaN();
    expect(readTime("2026-11-20T12:00Z")).toBe(received);
    expect(readTime("2026-11-20T17:45:00+05:45")).toBe(received);
    expect(readTime("2026-11-20T12:00:00.000000Z")).toBe(received);
  });
});

describe("oldestKept", () => {
  it("counts calendar months and stays inside a shorter month", () => {
    const iso = (from: string, months: number) => new Date(oldestKept(Date.parse(from), months)).toISOString();
    expect(iso("2026-11-20T12:00:00Z", 24)).toBe("2024-11-20T12:00:00.000Z");
    expect(iso("2026-03-31T00:00:00Z", 1)).toBe("2026-02-28T00:00:00.000Z");
    expect(iso("2024-02-29T00:00:00Z", 12)).toBe("2023-02-28T00:00:00.000Z");
  });
});
