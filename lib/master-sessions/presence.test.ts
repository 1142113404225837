import { describe, expect, it } from "vitest";
import { personOfDevice } from "@/lib/master-sessions/practice-event";
import { computeRecap } from "@/lib/master-sessions/recap";
import type { Recap } from "@/lib/master-sessions/recap-rows";
import { PracticeStory, uuidOf } from "@/lib/testing/practice-story";

const hour = new Date("2026-03-10T18:00:00.000Z");
const ms = (minute: number) => hour.getTime() + minute * 60_000;
const story = () => new PracticeStory("s1", hour);
const recapOf = (told: PracticeStory, people: ReadonlyMap<string, string> = new Map()): Recap => {
  const recap = computeRecap(told.events, told.texts, people);
  if (!recap) throw new Error("The story has no events.");
  return recap;
};
const totalsOf = (told: PracticeStory) => recapOf(told).totals;
const rowOf = (recap: Recap, name: string) => recap.attendance.find((row) => row.actor === uuidOf(`person ${name}`));

describe("one person, however she comes", () => {
  it("is one attendee with three tabs, two devices and ten reconnects (case 5)", () => {
    const told = story().started(0);
    for (const connection of ["a", "b", "c"]) told.ready(1, { person: "ana", device: "laptop", connection });
    told.ready(2, { person: "ana", device: "phone", connection: "p0" });
    for (let n = 0; n < 10; n++) {
      told.left(10 + n, { person: "ana", device: "phone", connection: `p${n}` });
      told.ready(10.5 + n, { person: "ana", device: "phone", connection: `p${n + 1}` });
    }
    told.ended(60);
    expect(totalsOf(told)).toMatchObject({
      total: 1,
      peak: 1,
      joins: 14,
      dedupeAdjustments: 13,
      attendedMs: 59 * 60_000,
      droppedPeople: 0,
      partialPeople: 0,
    });
    expect(rowOf(recapOf(told), "ana")).toMatchObject({ devices: 2, joins: 14, intervals: [[ms(1), ms(60)]] });
  });

  it("is still there when one of two tabs closes, with and without connection ids", () => {
    const tabs = story().ready(-3, { person: "ana" }).ready(-2, { person: "ana" }).left(-1, { person: "ana" });
    expect(recapOf(tabs).session.readyCount).toBe(1);
    tabs.left(-0.5, { person: "ana" });
    expect(recapOf(tabs).session.readyCount).toBe(0);
    const named = story()
      .ready(-3, { person: "ana", connection: "a" })
      .ready(-2, { person: "ana", connection: "b" })
      .left(-1, { person: "ana", connection: "a" });
    expect(recapOf(named).session.readyCount).toBe(1);
  });

  it("does not come again when a connection says again that it is open", () => {
    const told = story().started(0);
    for (let n = 0; n < 5; n++) told.ready(n, { person: "ana", connection: "a" });
    told.left(10, { person: "ana", connection: "a" }).left(11, { person: "ana", connection: "a" }).ended(60);
    expect(rowOf(recapOf(told), "ana")).toMatchObject({ joins: 1, intervals: [[ms(0), ms(10)]] });
  });

  it("counts two devices at once once, and a gap as a gap", () => {
    const told = story()
      .started(0)
      .ready(0, { person: "ana", device: "laptop" })
      .ready(5, { person: "ana", device: "phone" })
      .left(10, { person: "ana", device: "laptop" })
      .left(20, { person: "ana", device: "phone" })
      .ready(50, { person: "ana", device: "phone" })
      .ended(60);
    expect(rowOf(recapOf(told), "ana")).toMatchObject({
      attendedMs: 30 * 60_000,
      partial: false,
      dropped: false,
      lastLeftAt: null,
      intervals: [
        [ms(0), ms(20)],
        [ms(50), ms(60)],
      ],
    });
  });

  it("is one person once an anonymous actor turns out to be somebody known", () => {
    const told = story()
      .ready(-2, { person: "anonymous", device: "phone", country: "DE" })
      .ready(-1, { person: "ana", device: "laptop" })
      .started(0)
      .ended(60);
    expect(totalsOf(told)).toMatchObject({ total: 2 });
    const people = new Map([[uuidOf("person anonymous"), uuidOf("person ana")]]);
    const recap = recapOf(told, people);
    expect(recap.totals).toMatchObject({ total: 1, joins: 2, dedupeAdjustments: 1, countries: 1 });
    expect(rowOf(recap, "ana")).toMatchObject({ devices: 2, country: "DE" });
  });

  it("stands for her device when nothing names her, and is not counted twice when something else does", () => {
    const nameless = story().started(0).ready(1, { person: null, device: "kiosk" }).ended(60);
    expect(recapOf(nameless).attendance.map((row) => row.actor)).toEqual([personOfDevice("kiosk")]);
    const named = story()
      .started(0)
      .ready(1, { person: "ana", device: "phone" })
      .left(2, { person: null, device: "phone" })
      .ended(60);
    expect(totalsOf(named)).toMatchObject({ total: 1, attendedMs: 60_000 });
    const shared = story()
      .started(0)
      .ready(1, { person: "ana", device: "kiosk" })
      .ready(2, { person: "ben", device: "kiosk" })
      .ready(3, { person: null, device: "kiosk" })
      .ended(60);
    expect(totalsOf(shared)).toMatchObject({ total: 3 });
  });
});
