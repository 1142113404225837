import { describe, expect, it } from "vitest";
import { computeRecap } from "@/lib/master-sessions/recap";
import type { Recap } from "@/lib/master-sessions/recap-rows";
import { PracticeStory, uuidOf } from "@/lib/testing/practice-story";

const hour = new Date("2026-03-10T18:00:00.000Z");
const at = (minute: number) => new Date(hour.getTime() + minute * 60_000);
const ms = (minute: number) => at(minute).getTime();
const story = () => new PracticeStory("s1", hour);
const recapOf = (told: PracticeStory, people: ReadonlyMap<string, string> = new Map()): Recap => {
  const recap = computeRecap(told.events, told.texts, people);
  if (!recap) throw new Error("The story has no events.");
  return recap;
};
const totalsOf = (told: PracticeStory) => recapOf(told).totals;
const rowOf = (recap: Recap, name: string) => recap.attendance.find((row) => row.actor === uuidOf(`person ${name}`));

describe("a session from its schedule to its end", () => {
  const told = () =>
    story()
      .scheduled(-1440)
      .ready(-5, { person: "ana", country: "DE", language: "de" })
      .ready(-4, { person: "ben", country: "FR", language: "fr" })
      .ready(-3, { person: "cleo", country: "DE", language: "de" })
      .left(-1, { person: "cleo" })
      .started(0)
      .reacted(10, { person: "ana", kind: "unity" })
      .reacted(11, { person: "ana", kind: "unity" })
      .reacted(12, { person: "ben", kind: "peace" })
      .ready(30, { person: "dan" })
      .left(40, { person: "ben" })
      .gave(59, { person: "ana", units: 12.5 })
      .ended(60)
      .gave(60.5, { person: "dan", units: 3 })
      .wrote(62, { person: "ana", language: "en", text: "The silence carried me", consent: "quoted" })
      .wrote(63, { person: "ben", language: "en", text: "So much silence" })
      .replayed(3000, { person: "eve", played: 29.9 })
      .replayed(3001, { person: "ana", played: 3500 });

  it("gives every figure of the hour", () => {
    expect(totalsOf(told())).toEqual({
      frozenAt: at(60),
      startedAt: at(0),
      endedAt: at(60),
      total: 3,
      readyBeforeStart: 2,
      peak: 3,
      peakAt: at(30),
      halfTime: 3,
      halfTimeAt: at(30),
      attendedMs: (60 + 40 + 30) * 60_000,
      partialPeople: 0,
      droppedPeople: 1,
      joins: 3,
      dedupeAdjustments: 0,
      countries: 2,
      languages: 2,
      reactingPeople: 2,
      reactions: 3,
      dominantReaction: null,
      gratitudeTexts: 2,
      gratitudePeople: 2,
      au: 15.5,
      audienceCurve: [...Array(30).fill(2), ...Array(11).fill(3), ...Array(20).fill(2)],
    });
  });

  it("gives the session its header and its sums", () => {
    expect(recapOf(told()).session).toEqual({
      masterId: "master-1",
      title: "Evening circle",
      language: "en",
      version: "0.3",
      scheduledAt: at(0),
      durationMinutes: 60,
      cancelledAt: null,
      startedAt: at(0),
      endedAt: at(60),
      heldAt: at(0),
      readyCount: 0,
      total: 3,
      replayPeople: 1,
      reactions: 3,
      gratitudeTexts: 2,
      au: 15.5,
      lastEventAt: at(3001),
    });
  });

  it("gives each person her row, and one who left before the start is not counted", () => {
    const recap = recapOf(told());
    expect(rowOf(recap, "ben")).toEqual({
      actor: uuidOf("person ben"),
      country: "FR",
      language: "fr",
      device: "mobile",
      counted: true,
      firstReadyAt: at(-4),
      lastLeftAt: at(40),
      attendedMs: 40 * 60_000,
      partial: false,
      dropped: true,
      joins: 1,
      devices: 1,
      reactions: 1,
      au: 0,
      intervals: [[ms(0), ms(40)]],
    });
    expect(rowOf(recap, "cleo")).toMatchObject({ counted: false, attendedMs: 0, intervals: [], lastLeftAt: at(-1) });
    expect(rowOf(recap, "eve")).toBeUndefined();
    expect(recap.deviceIntervals).toContainEqual({
      actor: uuidOf("person dan"),
      deviceId: "device of dan",
      intervals: [[ms(30), ms(60)]],
    });
    expect(recap.deviceIntervals).toHaveLength(3);
  });

  it("breaks the people counted down, each of them once, and the unknown as themselves", () => {
    expect(recapOf(told()).breakdowns).toEqual([
      { dimension: "country", value: "", people: 1, occurrences: 1 },
      { dimension: "country", value: "DE", people: 1, occurrences: 1 },
      { dimension: "country", value: "FR", people: 1, occurrences: 1 },
      { dimension: "language", value: "", people: 1, occurrences: 1 },
      { dimension: "language", value: "de", people: 1, occurrences: 1 },
      { dimension: "language", value: "fr", people: 1, occurrences: 1 },
      { dimension: "device", value: "mobile", people: 3, occurrences: 3 },
      { dimension: "reaction", value: "unity", people: 1, occurrences: 2 },
      { dimension: "reaction", value: "peace", people: 1, occurrences: 1 },
      { dimension: "theme", value: "@silence", people: 2, occurrences: 2 },
    ]);
  });

  it("keeps gratitude without its words, and replays from 30 seconds", () => {
    const recap = recapOf(told());
    expect(recap.gratitude.map(({ eventId: _, ...row }) => row)).toEqual([
      {
        actor: uuidOf("person ana"),
        language: "en",
        consent: "quoted",
        consentAt: null,
        saidAt: at(62),
        themes: ["@silence"],
      },
      {
        actor: uuidOf("person ben"),
        language: "en",
        consent: "none",
        consentAt: null,
        saidAt: at(63),
        themes: ["@silence"],
      },
    ]);
    expect(recap.replays).toEqual([
      { actor: uuidOf("person ana"), secondsPlayed: 3500, completed: true, firstAt: at(3001), lastAt: at(3001) },
    ]);
    expect(JSON.stringify(recap)).not.toContain("carried");
  });
});

describe("what does not go by the book", () => {
  it("takes the latest schedule, and of two in one instant the greater id", () => {
    const told = story()
      .scheduled(-100, { title: "Second", masterId: "master-2", masterName: "Noor" })
      .scheduled(-200, { title: "First" });
    expect(recapOf(told).session).toMatchObject({
      title: "Second",
      masterId: "master-2",
      heldAt: at(0),
      startedAt: null,
    });
    expect(recapOf(told).namings).toEqual([
      { masterId: "master-1", name: "Amara Lindqvist", namedAt: at(-200) },
      { masterId: "master-2", name: "Noor", namedAt: at(-100) },
    ]);
    const tie = story().scheduled(-10, { title: "A" }).scheduled(-10, { title: "B" });
    const winner = tie.events.toSorted((a, b) => (a.eventId < b.eventId ? 1 : -1))[0];
    expect(recapOf(tie).session.title).toBe(winner?.properties.title);
  });

  it("takes the earliest start and the earliest end after it", () => {
    const told = story().ready(-1, { person: "ana" }).ended(-10).started(5).started(0).ended(50).ended(40);
    expect(recapOf(told).session).toMatchObject({ startedAt: at(0), endedAt: at(40) });
  });

  it("is scheduled while only an end before the start is known, and goes on while there is no end", () => {
    const early = story().started(0).ended(-5).ready(1, { person: "ana" });
    expect(recapOf(early)).toMatchObject({
      session: { startedAt: at(0), endedAt: null, total: 1, readyCount: 1 },
      totals: null,
    });
    const lonely = story().ended(30);
    expect(recapOf(lonely)).toMatchObject({
      session: { startedAt: null, endedAt: null, heldAt: at(30) },
      totals: null,
    });
  });

  it("lets the schedule stand in for a start that was lost, else the first ready", () => {
    const scheduled = story()
      .scheduled(-100)
      .ready(-5, { person: "ana" })
      .left(-1, { person: "ana" })
      .ready(3, { person: "ben" })
      .ended(30);
    expect(totalsOf(scheduled)).toMatchObject({ startedAt: at(0), endedAt: at(30), total: 1 });
    const unscheduled = story().ready(-5, { person: "ana" }).left(-1, { person: "ana" }).ended(30);
    expect(totalsOf(unscheduled)).toMatchObject({ startedAt: at(-5), endedAt: at(30), total: 1 });
    const postponed = story()
      .scheduled(-1, { startsAt: at(600).toISOString() })
      .ready(2, { person: "ana" })
      .ended(30);
    expect(totalsOf(postponed)).toMatchObject({ startedAt: at(2), total: 1 });
  });

  it("ends in the instant it began, if the events say so", () => {
    const told = story().ready(-1, { person: "ana" }).started(0).ended(0);
    expect(totalsOf(told)).toMatchObject({
      total: 1,
      peak: 1,
      halfTime: 1,
      attendedMs: 0,
      partialPeople: 0,
      droppedPeople: 0,
      audienceCurve: [1],
    });
  });

  it("counts who leaves in the instant of the start, and nobody who comes after the end", () => {
    const told = story()
      .ready(-1, { person: "ana" })
      .left(0, { person: "ana" })
      .started(0)
      .ready(60, { person: "ben" })
      .ended(60)
      .ready(60.001, { person: "cleo" });
    expect(totalsOf(told)).toMatchObject({ total: 2, readyBeforeStart: 1, droppedPeople: 1, attendedMs: 0, joins: 2 });
    expect(rowOf(recapOf(told), "cleo")).toBeUndefined();
  });

  it("closes nothing when somebody leaves who never came", () => {
    const told = story().started(0).left(1, { person: "ana" }).ready(2, { person: "ana" }).ended(60);
    expect(totalsOf(told)).toMatchObject({ total: 1, attendedMs: 58 * 60_000 });
    expect(totalsOf(story().started(0).left(1, { person: "ben" }).ended(60))).toMatchObject({
      total: 0,
      peak: 0,
      peakAt: null,
      halfTime: 0,
      joins: 0,
    });
  });

  it("takes arriving and leaving in one instant as having been there", () => {
    const told = story().started(0).left(5, { person: "ana" }).ready(5, { person: "ana" }).ended(60);
    expect(rowOf(recapOf(told), "ana")).toMatchObject({
      counted: true,
      intervals: [[ms(5), ms(5)]],
      lastLeftAt: at(5),
    });
  });

  it("keeps the audience of an end that was forgotten to a day", () => {
    const told = story()
      .started(0)
      .ready(1, { person: "ana" })
      .ended(60 * 24 * 9);
    expect(totalsOf(told)?.audienceCurve).toHaveLength(1440);
  });

  it("passes over properties that are not what they should be", () => {
    const told = story()
      .scheduled(-10, { startsAt: "+275760-09-13T00:00:00.000Z", durationMinutes: Number.NaN })
      .started(0);
    told
      .gave(1, { person: "ana", units: -5 })
      .gave(1, { person: "ana" })
      .reacted(2, { person: "ana" })
      .replayed(3, { person: "ana" });
    expect(recapOf(told).session).toMatchObject({
      scheduledAt: null,
      durationMinutes: null,
      au: 0,
      reactions: 0,
      replayPeople: 0,
    });
    expect(computeRecap([], new Map(), new Map())).toBeNull();
  });
});

describe("after the end", () => {
  const ended = () =>
    story().ready(-1, { person: "ana" }).started(0).reacted(5, { person: "ana", kind: "unity" }).ended(60);

  it("an event that happened before it still corrects the figures, whenever it arrives", () => {
    const late = ended().ready(10, { person: "ben" });
    expect(totalsOf(late)).toMatchObject({ total: 2, joins: 2 });
  });

  it("nothing that happened after it changes presence or reactions", () => {
    const after = ended()
      .ready(61, { person: "ben", country: "FR" })
      .left(61, { person: "ana" })
      .reacted(62, { person: "ana", kind: "peace" })
      .started(63)
      .ended(64)
      .replayed(65, { person: "ana", played: 100, country: "DE" });
    expect(totalsOf(after)).toEqual(totalsOf(ended()));
    expect(recapOf(after).attendance).toEqual(recapOf(ended()).attendance);
  });

  it("units and gratitude of the closing belong to the session", () => {
    const closing = ended().gave(60.1, { person: "ana", units: 7 }).wrote(61, { person: "ana", text: "Silence" });
    expect(totalsOf(closing)).toEqual({ ...totalsOf(ended()), au: 7, gratitudeTexts: 1, gratitudePeople: 1 });
  });
});

describe("while it lasts", () => {
  it("counts who is ready in the lobby, and breaks them down", () => {
    const lobby = story()
      .ready(-5, { person: "ana", country: "DE" })
      .ready(-4, { person: "ben", country: "FR" })
      .left(-3, { person: "ben" });
    expect(recapOf(lobby)).toMatchObject({ session: { readyCount: 1, total: 0, startedAt: null }, totals: null });
    expect(recapOf(lobby).breakdowns.filter((row) => row.dimension === "country")).toEqual([
      { dimension: "country", value: "DE", people: 1, occurrences: 1 },
    ]);
  });

  it("counts who is present now and who was, and leaves open what goes on", () => {
    const live = story()
      .ready(-5, { person: "ana" })
      .started(0)
      .ready(5, { person: "ben" })
      .left(15, { person: "ben" });
    const recap = recapOf(live);
    expect(recap.session).toMatchObject({ readyCount: 1, total: 2 });
    expect(rowOf(recap, "ana")).toMatchObject({
      intervals: [[ms(0), null]],
      attendedMs: 0,
      lastLeftAt: null,
      partial: false,
    });
    expect(rowOf(recap, "ben")).toMatchObject({ intervals: [[ms(5), ms(15)]], attendedMs: 600_000, dropped: false });
  });
});
