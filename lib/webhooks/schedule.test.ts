import { describe, expect, it } from "vitest";
import {
  attemptOffsetsMs,
  type Circuit,
  circuitAfterFailure,
  closedCircuit,
  nextAttemptAt,
  readRetryAfter,
} from "@/lib/webhooks/schedule";

const start = new Date("2026-11-20T10:00:00Z");
const later = (ms: number) => new Date(start.getTime() + ms);

describe("attempts", () => {
  it("are made at 0, 5 s, 5 min, 30 min, 2, 5, 10, 14, 20 and 24 hours, and then no more", () => {
    const made = [0];
    for (let attempts = 1; attempts <= 10; attempts++) {
      const now = later(made.at(-1) ?? 0);
      const next = nextAttemptAt({ attempts, firstAttemptAt: start, now, retryAfterMs: null, random: 0 });
      if (next === null) break;
      made.push(next.getTime() - start.getTime());
    }
    const h = 3_600_000;
    expect(made).toEqual([0, 5000, 300_000, 1_800_000, 2 * h, 5 * h, 10 * h, 14 * h, 20 * h, 24 * h]);
    expect(attemptOffsetsMs).toHaveLength(10);
  });

  it("come up to a tenth later, by chance", () => {
    const next = (random: number) =>
      nextAttemptAt({ attempts: 2, firstAttemptAt: start, now: start, retryAfterMs: null, random });
    expect(next(0)).toEqual(later(300_000));
    expect(next(1)).toEqual(later(330_000));
  });

  it("wait as long as the receiver asks for, up to a day, and never less than planned", () => {
    const next = (retryAfterMs: number) =>
      nextAttemptAt({ attempts: 1, firstAttemptAt: start, now: start, retryAfterMs, random: 0 });
    expect(next(60_000)).toEqual(later(60_000));
    expect(next(1)).toEqual(later(5000));
    expect(next(10 * 86_400_000)).toEqual(later(86_400_000));
  });

  it("that were held back beyond their time are not made all at once", () => {
    const late = later(30 * 3_600_000);
    const next = nextAttemptAt({ attempts: 3, firstAttemptAt: start, now: late, retryAfterMs: null, random: 0 });
    expect(next).toEqual(new Date(late.getTime() + 300_000));
  });
});

describe("the circuit", () => {
  const fail = (circuit: Circuit, now: Date, retryAfterMs: number | null = null) =>
    circuitAfterFailure(circuit, { now, random: 0, retryAfterMs });

  it("opens after five failures in a row, and for twice as long each time its one try fails", () => {
    let circuit = closedCircuit;
    for (let n = 1; n < 5; n++) {
      circuit = fail(circuit, start);
      expect(circuit).toEqual({ failures: n, openings: 0, pausedUntil: null });
    }
    circuit = fail(circuit, start);
    expect(circuit).toEqual({ failures: 5, openings: 1, pausedUntil: later(30_000) });
    const pauses = [60, 120, 240, 480, 960, 1800, 1800].map((seconds) => seconds * 1000);
    let now = later(30_000);
    for (const pause of pauses) {
      circuit = fail(circuit, now);
      expect(circuit.pausedUntil).toEqual(new Date(now.getTime() + pause));
      now = circuit.pausedUntil ?? now;
    }
  });

  it("does not open further for what was under way when it opened", () => {
    const open: Circuit = { failures: 5, openings: 1, pausedUntil: later(30_000) };
    expect(fail(open, later(1000))).toEqual({ failures: 6, openings: 1, pausedUntil: later(30_000) });
  });

  it("keeps closed but waits when the receiver asks for time", () => {
    expect(fail(closedCircuit, start, 90_000)).toEqual({ failures: 1, openings: 0, pausedUntil: later(90_000) });
  });
});

describe("Retry-After as a date", () => {
  it.each([
    ["Fri, 20 Nov 2026 10:02:00 GMT", 120_000],
    ["Fri, 20 Nov 2026 09:00:00 GMT", 0],
    ["Fri, 20 Nov 2099 09:00:00 GMT", 86_400_000],
    ["2026-11-20", null],
    ["", null],
  ])("%s", (value, ms) => {
    expect(readRetryAfter(value, start)).toBe(ms);
  });
});
