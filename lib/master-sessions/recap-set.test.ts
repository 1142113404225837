import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unite } from "@/lib/master-sessions/intervals";
import { computeRecap } from "@/lib/master-sessions/recap";
import type { Recap } from "@/lib/master-sessions/recap-rows";
import { PracticeStory } from "@/lib/testing/practice-story";

const hour = new Date("2026-03-10T18:00:00.000Z");
const story = () => new PracticeStory("s1", hour);
const recapOf = (told: PracticeStory): Recap => {
  const recap = computeRecap(told.events, told.texts, new Map());
  if (!recap) throw new Error("The story has no events.");
  return recap;
};

describe("the set of events alone decides", () => {
  const people = ["ana", "ben", "cleo"];
  const who = fc.record({
    person: fc.constantFrom(...people, null),
    device: fc.constantFrom("phone", "laptop"),
    connection: fc.option(fc.constantFrom("x", "y"), { nil: undefined }),
    country: fc.constantFrom("DE", "", "FR"),
    kind: fc.constantFrom("unity", "peace", "joy"),
    units: fc.constantFrom(0.1, 0.2, 0.7),
    played: fc.integer({ min: 0, max: 3600 }),
    text: fc.constantFrom("Silence and family", "My family", "the silence", ""),
  });
  const verbs = ["ready", "left", "reacted", "gave", "replayed", "wrote", "ready", "left"] as const;
  const step = fc.tuple(
    fc.constantFrom("started", "ended", "scheduled", ...verbs),
    fc.integer({ min: -10, max: 70 }),
    who,
  );
  const told = fc.array(step, { minLength: 1, maxLength: 60 }).map((steps) => {
    const all = story();
    for (const [verb, minute, given] of steps) {
      if (verb === "started" || verb === "ended" || verb === "scheduled") all[verb](minute);
      else all[verb](minute, given);
    }
    return all;
  });

  it("in any order, and however often each is repeated (case 12)", () => {
    const shuffled = told.chain((all) =>
      fc.tuple(
        fc.constant(all),
        fc.shuffledSubarray([...all.events, ...all.events], { minLength: all.events.length * 2 }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([all, events]) => {
        expect(computeRecap(events, all.texts, new Map())).toEqual(recapOf(all));
      }),
      { numRuns: 300 },
    );
  });

  it("and the figures of a session always fit together", () => {
    fc.assert(
      fc.property(told, (all) => {
        const { totals, session, attendance, breakdowns, deviceIntervals } = recapOf(all);
        const counted = attendance.filter((row) => row.counted);
        expect(session.total).toBe(counted.length);
        expect(session.endedAt === null).toBe(totals === null);
        for (const dimension of ["country", "language", "device"]) {
          const sum = breakdowns.filter((row) => row.dimension === dimension).reduce((n, row) => n + row.people, 0);
          if (session.startedAt) expect(sum).toBe(session.total);
        }
        for (const row of attendance) {
          const own = deviceIntervals
            .filter((device) => device.actor === row.actor)
            .flatMap((device) => device.intervals);
          expect(unite(own)).toEqual(row.intervals);
        }
        if (!totals) return;
        expect(totals.total).toBe(session.total);
        expect(totals.peak).toBeLessThanOrEqual(totals.total);
        expect(totals.peak).toBeGreaterThanOrEqual(
          Math.max(totals.halfTime, totals.readyBeforeStart, ...totals.audienceCurve),
        );
        expect(totals.dedupeAdjustments).toBeGreaterThanOrEqual(0);
        expect(totals.partialPeople).toBeLessThanOrEqual(totals.total);
        expect(totals.droppedPeople).toBeLessThanOrEqual(totals.total);
        expect(totals.reactingPeople).toBeLessThanOrEqual(totals.total);
        expect(totals.attendedMs).toBeLessThanOrEqual(
          totals.total * (totals.endedAt.getTime() - totals.startedAt.getTime()),
        );
      }),
      { numRuns: 300 },
    );
  });

  it("and a session of 10,000 people and 100,000 events is no special case", () => {
    const large = story().started(0);
    for (let n = 0; n < 10_000; n++) {
      const person = `p${n}`;
      large.ready(-5 + (n % 50), { person, connection: "a" });
      for (let m = 0; m < 8; m++) large.reacted(10 + m, { person, kind: `k${(n + m) % 6}` });
      large.left(50 + (n % 10), { person, connection: "a" });
    }
    large.ended(60);
    const events = large.events.toReversed();
    const recap = computeRecap(events, new Map(), new Map());
    expect(recap?.totals).toMatchObject({ total: 10_000, reactions: 80_000 });
  });
});
