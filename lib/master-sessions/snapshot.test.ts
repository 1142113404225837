import { describe, expect, it } from "vitest";
import { withTenantSql } from "@/lib/db/tenant";
import { listAttendeesPage, streamAttendees } from "@/lib/master-sessions/attendees";
import { rowsCursorSchema } from "@/lib/master-sessions/cursor";
import { figureRows } from "@/lib/master-sessions/export";
import { listSessionsPage } from "@/lib/master-sessions/list";
import { measure } from "@/lib/master-sessions/metrics";
import type { RowSet } from "@/lib/master-sessions/schema";
import { getSnapshot } from "@/lib/master-sessions/snapshot";
import { createTestDatabase } from "@/lib/testing/db";
import { createTenant } from "@/lib/testing/factories";
import { PracticeStory } from "@/lib/testing/practice-story";
import { tellStories } from "@/lib/testing/tell-story";

const database = await createTestDatabase();

const hour = new Date("2026-03-10T18:00:00.000Z");
const at = (minute: number) => new Date(hour.getTime() + minute * 60_000);

/** Six people: one twice over, one who leaves before the start, one who leaves early, one who comes late. */
function evening(id: string, world = "", start = hour): PracticeStory {
  const story = new PracticeStory(id, start, world)
    .scheduled(-1440)
    .ready(-5, { person: "ana", country: "DE", language: "de" })
    .ready(-4, { person: "ana", device: "tablet of ana", country: "DE", language: "de" })
    .ready(-4, { person: "ben", country: "DE", language: "de" })
    .ready(-3, { person: "cleo", country: "FR", language: "fr" })
    .left(-1, { person: "cleo" })
    .started(0)
    .ready(0, { person: "dora", country: "FR", language: "fr" })
    .ready(0, { person: "emil" })
    .left(20, { person: "emil" })
    .ready(40, { person: "fia", country: "BR", language: "pt" })
    .reacted(10, { person: "ana", kind: "unity" })
    .reacted(11, { person: "ana", kind: "unity" })
    .reacted(12, { person: "dora", kind: "unity" })
    .reacted(13, { person: "ben", kind: "joy" })
    .gave(50, { person: "ana", units: 30 })
    .gave(50, { person: "ben", units: 12.5 })
    .ended(60)
    .replayed(2000, { person: "cleo", played: 3500 })
    .replayed(2000, { person: "gus", played: 31 })
    .replayed(2000, { person: "hal", played: 20 });
  for (const name of ["ana", "ben", "dora", "emil", "fia"]) {
    story.wrote(58, { person: name, language: "en", text: "Thank you for the silence we shared" });
  }
  return story.wrote(59, { person: "ana", language: "en", text: "My neighbour Ottokar, and the garden" });
}

const tenant = await createTenant();
const other = await createTenant();
await database.admin("update tenants set au_label = 'Light', au_unit = 'lumen' where id = $1", [tenant.id]);
await tellStories(tenant, [evening("s-1")]);
await tellStories(other, [evening("s-1", "other "), evening("s-2", "other ")]);
const read = <T>(fn: Parameters<typeof withTenantSql<T>>[1]) => withTenantSql(tenant.id, fn);
const snapshot = await read((db) => getSnapshot(db, "s-1"));

describe("the snapshot of an ended session", () => {
  it("says everything that happened, and nothing of another tenant", () => {
    expect(snapshot).toEqual({
      session: {
        id: "s-1",
        title: "Evening circle",
        master: { id: "master-1", name: "Amara Lindqvist" },
        language: "en",
        version: "0.3",
        status: "ended",
        shared: false,
        scheduledAt: at(0),
        startedAt: at(0),
        endedAt: at(60),
        heldAt: at(0),
        timeOfDay: "evening",
        durationMinutes: 60,
      },
      frozenAt: at(60),
      total: 5,
      gathering: { display: "small-circle", shown: null },
      ready: 0,
      readyBeforeStart: 2,
      peak: { people: 4, at: at(0) },
      halfTime: { people: 3, at: at(30) },
      attendedMs: (60 + 60 + 60 + 20 + 20) * 60_000,
      partialPeople: 2,
      droppedPeople: 1,
      joins: 6,
      dedupeAdjustments: 1,
      countries: [
        { key: "DE", people: 2, occurrences: 3 },
        { key: "", people: 1, occurrences: 1 },
        { key: "BR", people: 1, occurrences: 1 },
        { key: "FR", people: 1, occurrences: 1 },
      ],
      languages: [
        { key: "de", people: 2, occurrences: 3 },
        { key: "en", people: 1, occurrences: 1 },
        { key: "fr", people: 1, occurrences: 1 },
        { key: "pt", people: 1, occurrences: 1 },
      ],
      devices: [{ key: "mobile", people: 5, occurrences: 6 }],
      reactions: {
        people: 3,
        occurrences: 4,
        dominant: "unity",
        kinds: [
          { key: "unity", people: 2, occurrences: 3 },
          { key: "joy", people: 1, occurrences: 1 },
        ],
      },
      gratitude: {
        texts: 6,
        people: 5,
        themes: [
          {
            key: "@silence",
            label: "Silence",
            labels: expect.objectContaining({ de: "Stille", ru: "Тишина", ar: "الصمت" }),
            people: 5,
            occurrences: 5,
          },
        ],
        // Nature, of which one person wrote.
        mergedThemes: 1,
      },
      au: { units: 42.5, label: "Light", unit: "lumen" },
      replays: { people: 2, completed: 1 },
      curve: expect.any(Array),
      comparison: { sessions: 0, needed: 3, medians: null },
    });
    expect(snapshot.curve).toHaveLength(61);
    expect([0, 20, 21, 39, 40, 60].map((minute) => snapshot.curve[minute])).toEqual([4, 4, 3, 3, 4, 4]);
  });

  it("keeps words of few people to itself", () => {
    const words = JSON.stringify(snapshot.gratitude).toLowerCase();
    expect(words).not.toMatch(/ottokar|neighbour|garden|nature/);
  });

  it("gives rates with both parts, and none over nobody", () => {
    expect(measure("dropOff", snapshot)).toEqual({ value: 0.2, numerator: 1, denominator: 5 });
    expect(measure("attendedPerPerson", snapshot)).toEqual({ value: 44, numerator: 220, denominator: 5 });
    expect(measure("dropOff", { ...snapshot, total: 0, droppedPeople: 0 })).toEqual({
      value: null,
      numerator: 0,
      denominator: 0,
    });
  });

  it("has the same total as the list and the export", async () => {
    const { items } = await read((db) => listSessionsPage(db, { filters: {}, sort: "held", dir: "desc", limit: 10 }));
    expect(items.map(({ id, total }) => [id, total])).toEqual([["s-1", snapshot.total]]);
    expect(figureRows(snapshot).find(({ key }) => key === "total")?.value).toBe(snapshot.total);
  });

  it("opens as many people behind each bar as the bar counts", async () => {
    const behind = async (of: RowSet, value = "") => {
      const people: string[] = [];
      for await (const row of streamAttendees(read, { sessionId: "s-1", of, value })) people.push(row.person);
      expect(new Set(people).size).toBe(people.length);
      return people.length;
    };
    for (const { key, people } of snapshot.countries) expect(await behind("country", key)).toBe(people);
    for (const { key, people } of snapshot.languages) expect(await behind("language", key)).toBe(people);
    for (const { key, people } of snapshot.devices) expect(await behind("device", key)).toBe(people);
    for (const { key, people } of snapshot.reactions.kinds) expect(await behind("reaction", key)).toBe(people);
    for (const { key, people } of snapshot.gratitude.themes) expect(await behind("theme", key)).toBe(people);
    for (const minute of [0, 20, 21, 40, 60]) expect(await behind("minute", `${minute}`)).toBe(snapshot.curve[minute]);
    expect(await behind("people")).toBe(snapshot.total);
    expect(await behind("partial")).toBe(snapshot.partialPeople);
    expect(await behind("dropped")).toBe(snapshot.droppedPeople);
    expect(await behind("rejoined")).toBe(1);
    expect(await behind("replay")).toBe(snapshot.replays.people);
  });

  it("opens nobody for a value that nobody has, for a hidden theme, and for nonsense", async () => {
    for (const [of, value] of [
      ["country", "XX"],
      ["reaction", "anger"],
      ["theme", "garden"],
      ["theme", "@nature"],
      ["minute", "-1; drop table x"],
      ["minute", "99999"],
    ] as const) {
      const page = await read((db) => listAttendeesPage(db, { sessionId: "s-1", of, value, limit: 10 }));
      expect(page).toEqual({ items: [], nextCursor: null });
    }
  });

  it("pages the people by key without losing or repeating one", async () => {
    const seen: string[] = [];
    let cursor: Parameters<typeof listAttendeesPage>[1]["cursor"];
    for (;;) {
      const page = await read((db) => listAttendeesPage(db, { sessionId: "s-1", of: "people", cursor, limit: 2 }));
      seen.push(...page.items.map(({ person }) => person));
      if (!page.nextCursor) break;
      cursor = rowsCursorSchema.parse(page.nextCursor);
    }
    expect(seen).toHaveLength(5);
    expect(new Set(seen).size).toBe(5);
  });

  it("cannot be told apart from one that is not there, when it is another tenant's", async () => {
    const ask = (id: string) => read((db) => getSnapshot(db, id)).catch((error: Error) => error);
    const [foreign, random] = [await ask("s-2"), await ask("5e1f0c1a-made-up")];
    expect(foreign).toMatchObject({ code: "not-found" });
    expect(foreign).toEqual(random);
  });
});

describe("a session that is not over", () => {
  it("shows what is known while it is live, and leaves open what is not", async () => {
    const here = await createTenant();
    const told = new PracticeStory("live", hour)
      .scheduled(-60)
      .ready(-2, { person: "ana", country: "DE" })
      .ready(-2, { person: "ben", country: "DE" })
      .started(0)
      .reacted(2, { person: "ana", kind: "joy" })
      .left(3, { person: "ben" });
    await tellStories(here, [told]);
    const snapshot = await withTenantSql(here.id, (db) => getSnapshot(db, "live", at(4.5)));
    expect(snapshot).toMatchObject({
      session: { status: "live", endedAt: null },
      frozenAt: null,
      total: 2,
      ready: 1,
      curve: [2, 2, 2, 2, 1],
      peak: { people: 2, at: at(0) },
      halfTime: null,
      attendedMs: null,
      droppedPeople: null,
      joins: 2,
      dedupeAdjustments: 0,
      reactions: { people: 1, occurrences: 1, dominant: null },
    });
    expect(measure("dropOff", snapshot).value).toBeNull();
  });

  it("has no total and no curve before it begins, only who is ready", async () => {
    const here = await createTenant();
    const told = new PracticeStory("soon", hour)
      .scheduled(-60)
      .ready(-5, { person: "ana" })
      .ready(-5, { person: "ben" });
    await tellStories(here, [told.left(-4, { person: "ben" })]);
    const snapshot = await withTenantSql(here.id, (db) => getSnapshot(db, "soon", at(-3)));
    expect(snapshot).toMatchObject({ session: { status: "scheduled" }, ready: 1, total: 0, curve: [], peak: null });
    expect(measure("total", snapshot).value).toBeNull();
  });
});

const months = await createTenant();
const days = (count: number) => new Date(hour.getTime() + count * 86_400_000);
function crowd(id: string, day: number, people: number, masterId = "master-1") {
  const story = new PracticeStory(id, days(day)).scheduled(-60, { masterId }).started(0);
  for (let person = 0; person < people; person++) story.ready(1, { person: `p${person}` });
  return story.ended(60);
}
await tellStories(months, [
  ...[40, 2, 4, 6, 8, 10, 12, 14, 16].map((people, day) => crowd(`s-${day}`, day, people)),
  crowd("elsewhere", 3, 99, "master-2"),
  new PracticeStory("open", days(4)).scheduled(-60).started(0).ready(1, { person: "p0" }),
]);

describe("the comparison with a master's own median", () => {
  const compare = async (id: string) =>
    (await withTenantSql(months.id, (db) => getSnapshot(db, id, days(5)))).comparison;

  it("is against the last eight ended sessions of the same master before it", async () => {
    expect(await compare("s-8")).toMatchObject({ sessions: 8, medians: { total: 9, peak: 9, dropOffRatio: 0 } });
    expect(await compare("s-3")).toMatchObject({ sessions: 3, medians: { total: 4 } });
  });

  it("needs three of them, and says how many there are", async () => {
    expect(await compare("s-2")).toEqual({ sessions: 2, needed: 3, medians: null });
    expect(await compare("s-0")).toEqual({ sessions: 0, needed: 3, medians: null });
    expect(await compare("elsewhere")).toEqual({ sessions: 0, needed: 3, medians: null });
  });
});
