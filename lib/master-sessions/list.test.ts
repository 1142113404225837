import { describe, expect, it } from "vitest";
import type { Position } from "@/lib/analytics/keyset-cursor";
import type { Tenant } from "@/lib/db/directory";
import { withTenantSql } from "@/lib/db/tenant";
import { cursorSchema } from "@/lib/master-sessions/cursor";
import { gatheringOf } from "@/lib/master-sessions/gathering";
import { listSessionsPage, streamSessions } from "@/lib/master-sessions/list";
import { listSearch, readList } from "@/lib/master-sessions/list-view";
import { listFilterOptions } from "@/lib/master-sessions/queries/list-filter-options";
import { listMasterCards } from "@/lib/master-sessions/queries/list-master-cards";
import type { SessionFilters, SessionSort } from "@/lib/master-sessions/schema";
import { createTestDatabase } from "@/lib/testing/db";
import { createTenant } from "@/lib/testing/factories";
import { PracticeStory } from "@/lib/testing/practice-story";
import { tellStories } from "@/lib/testing/tell-story";

await createTestDatabase();

const noon = new Date("2026-03-10T12:00:00.000Z");
const hours = (count: number) => new Date(noon.getTime() + count * 3_600_000);

interface Told {
  hour?: number;
  people?: number;
  state?: "scheduled" | "live" | "ended";
  master?: string;
  language?: string;
  version?: string;
  replayed?: number;
}

function told(id: string, { hour = 0, people = 1, state = "ended", master = "amara", ...rest }: Told): PracticeStory {
  const { language = "en", version = "1" } = rest;
  const story = new PracticeStory(id, hours(hour)).scheduled(-60, {
    masterId: master,
    masterName: `Master ${master}`,
    title: `Title ${id}`,
    language,
    version,
  });
  for (let person = 0; person < people; person++) story.ready(-1, { person: `p${person}` });
  if (state !== "scheduled") story.started(0);
  if (state === "ended") story.ended(30);
  for (let person = 0; person < (rest.replayed ?? 0); person++)
    story.replayed(60, { person: `p${person}`, played: 100 });
  return story;
}

const tenant = await createTenant({ timeZone: "Asia/Kathmandu" });
const other = await createTenant();
const stories = [
  told("a", { hour: -30, people: 3, language: "de", version: "2" }),
  told("b", { hour: -20, people: 7, replayed: 2 }),
  told("c", { hour: -10, people: 0, master: "bo", replayed: 4 }),
  told("d", { hour: -2, people: 5, state: "live", master: "bo" }),
  told("e", { hour: 20, people: 2, state: "scheduled" }),
];
await tellStories(tenant, stories);
await tellStories(other, [told("foreign", { people: 9 })]);

const list = (of: Tenant, asked: Partial<Parameters<typeof listSessionsPage>[1]> = {}) =>
  withTenantSql(of.id, (db) => listSessionsPage(db, { filters: {}, sort: "held", dir: "desc", limit: 50, ...asked }));
const ids = async (filters: SessionFilters) => (await list(tenant, { filters })).items.map(({ id }) => id).join("");

describe("the list of sessions", () => {
  it("narrows by each filter, and a value that nobody has finds nothing", async () => {
    expect(await ids({})).toBe("edcba");
    expect(await ids({ master: "bo" })).toBe("dc");
    expect(await ids({ master: "nobody" })).toBe("");
    expect(await ids({ language: "de" })).toBe("a");
    expect(await ids({ version: "1" })).toBe("edcb");
    expect(await ids({ mode: "live" })).toBe("dba");
    expect(await ids({ mode: "replay" })).toBe("cb");
    expect(await ids({ status: "scheduled" })).toBe("e");
    expect(await ids({ status: "live" })).toBe("d");
    expect(await ids({ status: "ended" })).toBe("cba");
    expect(await ids({ status: "shared" })).toBe("");
    expect(await ids({ status: "ended", master: "amara", mode: "replay" })).toBe("b");
  });

  it("sorts by time held, by people and by replays, in both directions", async () => {
    const order = async (sort: SessionSort, dir: "asc" | "desc") =>
      (await list(tenant, { sort, dir })).items.map(({ id }) => id).join("");
    expect(await order("held", "asc")).toBe("abcde");
    expect(await order("people", "desc")).toBe("bdaec");
    expect(await order("people", "asc")).toBe("ceadb");
    expect(await order("replays", "desc")).toBe("cbeda");
  });

  it("knows the part of the day in the tenant's zone: 12:00 UTC is evening in Kathmandu", async () => {
    const { items } = await list(tenant);
    // 16:00 UTC the day before is 21:45, 2:00 UTC is 7:45, 10:00 UTC is 15:45, 8:00 UTC is 13:45, 6:00 UTC is 11:45.
    expect(Object.fromEntries(items.map(({ id, timeOfDay }) => [id, timeOfDay]))).toEqual({
      a: "morning",
      b: "evening",
      c: "morning",
      d: "afternoon",
      e: "afternoon",
    });
  });

  it("reads a period from the address, with its figures and those it is compared with", async () => {
    const search = listSearch.parse({ range: "7d", status: "ended" });
    const found = await withTenantSql(tenant.id, (db) => readList(db, search, noon, tenant.timeZone));
    expect(found.items.map(({ id }) => id).join("")).toBe("cba");
    expect(found.summary).toEqual({ sessions: 3, attendances: 10, median: 3, reacting: 0, reactingOf: 10, replays: 6 });
    expect(found.before).toMatchObject({ sessions: 0, attendances: 0, median: null });
    const ahead = listSearch.parse({ range: "7d", status: "scheduled" });
    expect((await withTenantSql(tenant.id, (db) => readList(db, ahead, noon, tenant.timeZone))).items).toMatchObject([
      { id: "e" },
    ]);
  });

  it("refuses a cursor that somebody made, or that belongs to another order", () => {
    expect(cursorSchema.safeParse("nonsense").success).toBe(false);
    const forged = Buffer.from(JSON.stringify(["held", "desc", "'; drop table x", "a"])).toString("base64url");
    expect(cursorSchema.safeParse(forged).success).toBe(false);
    const people = Buffer.from(JSON.stringify(["people", "desc", "5", "a"])).toString("base64url");
    expect(listSearch.safeParse({ cursor: people }).success).toBe(false);
    expect(listSearch.safeParse({ cursor: people, sort: "people" }).success).toBe(true);
  });
});

describe("paging by key", () => {
  const many = 61;

  async function walk(of: Tenant, sort: SessionSort, dir: "asc" | "desc", between: (page: number) => Promise<void>) {
    const seen: string[] = [];
    let cursor: Position | undefined;
    for (let page = 0; ; page++) {
      const { items, nextCursor } = await list(of, { sort, dir, cursor, limit: 7 });
      seen.push(...items.map(({ id }) => id));
      if (!nextCursor) return seen;
      cursor = cursorSchema.parse(nextCursor);
      await between(page);
    }
  }

  it("meets every session once in every order, however many share a place", async () => {
    const crowded = await createTenant();
    await tellStories(
      crowded,
      Array.from({ length: many }, (_, index) => told(`s${index}`, { hour: -(index % 3), people: index % 2 })),
    );
    for (const sort of ["held", "people", "replays"] as const) {
      for (const dir of ["asc", "desc"] as const) {
        const seen = await walk(crowded, sort, dir, async () => undefined);
        expect(seen).toHaveLength(many);
        expect(new Set(seen).size).toBe(many);
      }
    }
  });

  it("is not disturbed by sessions that come in meanwhile", async () => {
    const growing = await createTenant();
    await tellStories(
      growing,
      Array.from({ length: 21 }, (_, index) => told(`s${index}`, { hour: -index })),
    );
    const seen = await walk(growing, "held", "desc", (page) =>
      tellStories(growing, [told(`new${page}`, { hour: 10 + page })]),
    );
    expect(seen).toEqual(Array.from({ length: 21 }, (_, index) => `s${index}`));
  });

  it("streams every session for an export, in the order of the list", async () => {
    const exported: string[] = [];
    const read = <T>(fn: Parameters<typeof withTenantSql<T>>[1]) => withTenantSql(tenant.id, fn);
    for await (const { id } of streamSessions(read, { filters: {}, sort: "held", dir: "asc" })) exported.push(id);
    expect(exported.join("")).toBe("abcde");
  });
});

describe("the masters' cards", () => {
  it("hold the latest ended collective, what comes next and what is going on", async () => {
    const cards = await withTenantSql(tenant.id, (db) => listMasterCards.all(db, { now: noon, limit: 10 }));
    expect(cards).toEqual([
      {
        masterId: "bo",
        name: "Master bo",
        sessions: 1,
        median: 0,
        recentTotals: [0],
        latestId: "c",
        latestTitle: "Title c",
        latestHeldAt: hours(-10),
        latestTotal: 0,
        nextId: null,
        nextTitle: null,
        nextAt: null,
        liveId: "d",
      },
      {
        masterId: "amara",
        name: "Master amara",
        sessions: 2,
        median: 5,
        recentTotals: [3, 7],
        latestId: "b",
        latestTitle: "Title b",
        latestHeldAt: hours(-20),
        latestTotal: 7,
        nextId: "e",
        nextTitle: "Title e",
        nextAt: hours(20),
        liveId: null,
      },
    ]);
  });

  it("offer as filters what there is", async () => {
    const options = await withTenantSql(tenant.id, (db) => listFilterOptions.all(db, {}));
    expect(options.map(({ filter, value, name, sessions }) => [filter, value, name, sessions])).toEqual([
      ["language", "de", null, 1],
      ["language", "en", null, 4],
      ["master", "amara", "Master amara", 3],
      ["master", "bo", "Master bo", 2],
      ["version", "1", null, 4],
      ["version", "2", null, 1],
    ]);
  });
});

describe("how a number of people is said", () => {
  it.each([
    [0, 10, false, "none", null],
    [1, 10, false, "small-circle", null],
    [9, 10, false, "small-circle", null],
    [10, 10, false, "exact", 10],
    [247, 10, false, "exact", 247],
    [199, 10, true, "exact", 199],
    [200, 10, true, "at-least", 200],
    [1399, 10, true, "at-least", 1300],
    [1, 0, false, "exact", 1],
  ] as const)(
    "%i people, threshold %i, rounded %s: %s %s",
    (people, lowCountThreshold, roundUpCounts, display, shown) => {
      expect(gatheringOf(people, { lowCountThreshold, roundUpCounts })).toEqual({ display, shown });
    },
  );
});
