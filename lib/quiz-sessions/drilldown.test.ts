import { beforeAll, describe, expect, it, vi } from "vitest";
import { periodOf } from "@/lib/analytics/range";
import type { Tenant } from "@/lib/db/directory";
import { withTenantSql } from "@/lib/db/tenant";
import { appendEvents } from "@/lib/events/intake";
import { projectNext } from "@/lib/events/projector";
import { rebuildTenant } from "@/lib/events/rebuild";
import { projections } from "@/lib/projections";
import {
  addNote,
  apart,
  editNote,
  merge,
  removeView,
  saveView,
  setLead,
  tagAllMatching,
  tagSessions,
  unmerge,
  untagAllMatching,
} from "@/lib/quiz-sessions/actions";
import { cursorSchema } from "@/lib/quiz-sessions/cursor";
import { sessionsQuery } from "@/lib/quiz-sessions/export";
import { readHotLeads } from "@/lib/quiz-sessions/hot-leads";
import { listSessionsPage, pageBefore, readList, streamSessions } from "@/lib/quiz-sessions/list";
import { filtersOf, listSearch, type SessionFilters, type SessionSort } from "@/lib/quiz-sessions/list-search";
import { type Neighbour, readNeighbours } from "@/lib/quiz-sessions/neighbours";
import { movedTo } from "@/lib/quiz-sessions/prospect-page";
import { listViews } from "@/lib/quiz-sessions/queries/list-views";
import { getSession, scoreMedians, sessionNotes } from "@/lib/quiz-sessions/queries/session-detail";
import { type Actor, asRole, makeTenant } from "@/lib/testing/as-role";
import { createTestDatabase } from "@/lib/testing/db";
import { requestAs } from "@/lib/testing/fake-next-headers";
import { rowsOf } from "@/lib/testing/ingest";
import { quizRows } from "@/lib/testing/quiz-read-models";
import { quizWalk } from "@/lib/testing/quiz-story";

vi.mock("next/headers", () => import("@/lib/testing/fake-next-headers"));
vi.mock("next/navigation", () => import("@/lib/testing/fake-next-navigation"));
const database = await createTestDatabase();
const now = new Date();
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000 - 1_800_000);

let tenant: Tenant;
let coach: Actor;

/** The same story in two tenants: what the other one has must never count. */
beforeAll(async () => {
  tenant = await makeTenant();
  coach = await asRole(tenant, "coach", { name: "Cora" });
  for (const one of [tenant, await makeTenant()]) {
    const events = Array.from({ length: 24 }, (_, index) =>
      quizWalk({
        sessionId: `s${String(index).padStart(2, "0")}`,
        userId: `u${index % 6}`,
        format: index % 2 ? "qa" : "game",
        begunAt: ago(24 + index * 7),
        questions: ["a", "b"].slice(0, index % 3),
        // Six sessions last equally long, so that ties decide the order.
        elapsedMs: 1_000 * (index % 4),
        completed:
          index % 4
            ? { scores: { hero: index, sage: 5 }, primaryId: index % 3 ? "hero" : "sage", secondaryId: "sage" }
            : false,
        costMinor: index % 5,
      }),
    ).flat();
    const people = Array.from({ length: 6 }, (_, index) => ({
      id: `who-${index}`,
      name: "identify",
      userId: `u${index}`,
      // The last two share an address.
      traits: { name: `Person ${index}`, email: `p${Math.min(index, 4)}@example.org` },
    }));
    await appendEvents(one, [...events, ...people]);
    while ((await projectNext(one, projections)).kind === "projected");
  }
  requestAs(coach);
});

const read = <T>(fn: Parameters<typeof withTenantSql<T>>[1]) => withTenantSql(tenant.id, fn);
const page = (filters: SessionFilters, sort: SessionSort, dir: "asc" | "desc", limit: number, cursor?: string) =>
  read((db) =>
    listSessionsPage(db, { filters, sort, dir, limit, now, cursor: cursor ? cursorSchema.parse(cursor) : undefined }),
  );
const session = (sessionId: string) => read((db) => getSession.first(db, { sessionId }));

describe("the list", () => {
  it.each(["time", "lead", "duration", "cost"] as const)(
    "by %s loses and repeats no row, whatever the page's length",
    async (sort) => {
      for (const dir of ["asc", "desc"] as const) {
        const whole = (await page({}, sort, dir, 100)).items.map(({ id }) => id);
        expect(whole).toHaveLength(24);
        const seen: string[] = [];
        const pages: (string | undefined)[] = [];
        let cursor: string | undefined;
        do {
          const part = await page({}, sort, dir, 5, cursor);
          const { begins } = part;
          const before = begins && (await read((db) => pageBefore(db, { filters: {}, sort, dir, now }, begins, 5)));
          expect([before?.last.id, before?.cursor]).toEqual([seen.at(-1), pages.at(-1)]);
          pages.push(cursor);
          seen.push(...part.items.map(({ id }) => id));
          cursor = part.nextCursor ?? undefined;
        } while (cursor);
        expect(seen).toEqual(whole);
      }
    },
  );

  it.each(["time", "lead", "duration", "cost"] as const)(
    "by %s leads from session to session and back, across the borders of pages",
    async (sort) => {
      const whole = (await page({}, sort, "desc", 100)).items.map(({ id }) => id);
      const period = periodOf(listSearch.parse({}), now, tenant.timeZone);
      const beside = async (id: string, cursor: string | undefined) => {
        const shown = await page({}, sort, "desc", 5, cursor);
        expect(shown.items.map((one) => one.id)).toContain(id);
        const open = await session(id);
        if (!open) throw new Error(`There is no session ${id}.`);
        const search = listSearch.parse({ all: "1", sort, cursor });
        return read((db) => readNeighbours(db, search, { ...shown, period }, open, now, 5));
      };
      const walk = async (from: Neighbour, way: "before" | "after") => {
        const seen = [from];
        for (let next: Neighbour | null = from; next; ) {
          next = (await beside(next.id, next.cursor))[way];
          if (next) seen.push(next);
        }
        return seen;
      };
      const down = await walk({ id: whole[0] ?? "", cursor: undefined }, "after");
      expect(down.map(({ id }) => id)).toEqual(whole);
      const up = await walk(down.at(-1) as Neighbour, "before");
      expect(up.reverse()).toEqual(down);
      // A link to a session whose page is not shown.
      const open = await session(whole[12] ?? "");
      const first = { ...(await page({}, sort, "desc", 5)), period };
      const found =
        open && (await read((db) => readNeighbours(db, listSearch.parse({ all: "1", sort }), first, open, now, 5)));
      expect([found?.before?.id, found?.after?.id]).toEqual([whole[11], whole[13]]);
    },
  );

  it("tells of exactly the hot leads that its search lists", async () => {
    for (const days of [1, 14, 400]) {
      const { sessions, search } = await read((db) => readHotLeads(db, now, tenant.timeZone, days));
      const list = await read((db) => readList(db, listSearch.parse(search), now, tenant.timeZone));
      expect([list.summary?.sessions, list.items.every(({ lead }) => lead === 3)]).toEqual([sessions, true]);
    }
  });

  it("narrows by each filter to the sessions that have it", async () => {
    const ids = async (filters: SessionFilters) => (await page(filters, "time", "desc", 100)).items;
    expect((await ids({ format: "game" })).every(({ format }) => format === "game")).toBe(true);
    expect(await ids({ primary: "hero", secondary: "sage" })).not.toHaveLength(0);
    expect((await ids({ q: "P1@EXAMPLE.ORG" })).map(({ name }) => name)).toEqual(Array(4).fill("Person 1"));
    expect(await ids({ q: "erson 2" })).toHaveLength(4);
    expect(await ids({ q: "%" })).toHaveLength(0);
    expect((await ids({ completion: "unfinished" })).every(({ completedAt }) => completedAt === null)).toBe(true);
    expect(await ids({ source: "bridge" })).toHaveLength(0);
    expect((await ids({ step: "q:b" })).length).toBe(
      (await ids({ step: "q:b", outcome: "continued" })).length +
        (await ids({ step: "q:b", outcome: "dropped" })).length,
    );
  });

  it("knows the median of a score", async () => {
    const scores = (await rowsOf<{ scores: Record<string, number> | null }>(tenant.id, "assess_sessions")).flatMap(
      ({ scores: own }) => own?.hero ?? [],
    );
    const sorted = scores.sort((a, b) => a - b);
    const middle =
      ((sorted[Math.floor((sorted.length - 1) / 2)] ?? 0) + (sorted[Math.floor(sorted.length / 2)] ?? 0)) / 2;
    const medians = await read((db) => scoreMedians.all(db, { frameworkId: "archetypes" }));
    expect(medians.find(({ key }) => key === "hero")).toMatchObject({ median: middle, sessions: sorted.length });
  });
});

const ok = async <T>(
  answer: Promise<{ ok: true; data: T } | { ok: false; error: { message: string } }>,
): Promise<T> => {
  const result = await answer;
  if (!result.ok) throw new Error(result.error.message);
  return result.data;
};

describe("what people add", () => {
  it("tags all that the filters find, whatever the page, and takes the tag off again", async () => {
    const games = (await page({ format: "game" }, "time", "desc", 100)).items.length;
    const input = { tenant: tenant.slug, search: "all=1&format=game&sort=lead", tag: "everywhere" };
    expect(await ok(tagAllMatching(input))).toEqual({ changed: games });
    expect((await page({ tag: "everywhere" }, "time", "desc", 100)).items).toHaveLength(games);
    expect(await ok(untagAllMatching({ ...input, search: "all=1&tag=everywhere" }))).toEqual({ changed: games });
    expect(await tagAllMatching({ ...input, search: "format=horoscope" })).toMatchObject({
      error: { code: "invalid" },
    });
  });

  it("tags and exports the sessions of one way, and of one person, as they are listed", async () => {
    const search = "all=1&step=q%3Aa&next=q%3Ab";
    const way = filtersOf(sessionsQuery.parse(Object.fromEntries(new URLSearchParams(search.replace("all=1&", "")))));
    const listed = (await page(way, "time", "desc", 100)).items.map(({ id }) => id);
    expect(listed).toHaveLength(8);
    const exported: string[] = [];
    for await (const { id } of streamSessions(read, { filters: way, now, sort: "time", dir: "desc" }))
      exported.push(id);
    expect(exported).toEqual(listed);
    expect(await ok(tagAllMatching({ tenant: tenant.slug, search, tag: "straight on" }))).toEqual({ changed: 8 });
    await ok(
      untagAllMatching({
        tenant: tenant.slug,
        search: "all=1&tag=straight on".replace(" ", "%20"),
        tag: "straight on",
      }),
    );
    const prospect = (await session("s03"))?.prospectId ?? "";
    const hers = (await page({ prospect }, "time", "asc", 100)).items;
    expect(hers.map(({ id }) => id)).toEqual(["s21", "s15", "s09", "s03"]);
    expect((await page({ prospect, ...way }, "time", "asc", 100)).items).toHaveLength(0);
  });

  it("keeps views: replaced under their name, seen by the team when shared, removed by their owner or an admin", async () => {
    const view = { tenant: tenant.slug, name: "Whom to call", shared: false, search: "lead=hot" };
    const { viewId } = await ok(saveView(view));
    expect(await ok(saveView({ ...view, shared: true, search: "lead=hot&sort=lead" }))).toEqual({ viewId });
    const own = await ok(saveView({ ...view, name: "Mine alone" }));
    const admin = await asRole(tenant, "admin");
    const seenBy = async (actor: Actor) =>
      (await read((db) => listViews.all(db, { userId: actor.user.id }))).map(({ name, search }) => [name, search]);
    expect(await seenBy(admin)).toEqual([["Whom to call", "lead=hot&sort=lead"]]);
    requestAs(await asRole(tenant, "operations"));
    expect(await removeView({ tenant: tenant.slug, viewId })).toMatchObject({ error: { code: "not-found" } });
    requestAs(admin);
    expect(await removeView({ tenant: tenant.slug, viewId: own.viewId })).toMatchObject({
      error: { code: "not-found" },
    });
    await ok(removeView({ tenant: tenant.slug, viewId }));
    requestAs(coach);
    expect(await seenBy(coach)).toEqual([["Mine alone", "lead=hot"]]);
  });

  it("tags many at once and tells a mentioned colleague; only its author changes a note", async () => {
    await ok(tagSessions({ tenant: tenant.slug, sessionIds: ["s01", "s02", "nothing"], tag: "call 🌱" }));
    expect((await page({ tag: "call 🌱" }, "time", "asc", 10)).items.map(({ id }) => id)).toEqual(["s02", "s01"]);
    const colleague = await asRole(tenant, "operations");
    const { noteId, mentioned } = await ok(
      addNote({
        tenant: tenant.slug,
        sessionId: "s01",
        text: "**Warm**, call on Monday",
        mentions: [colleague.user.id],
      }),
    );
    expect(mentioned).toBe(1);
    requestAs(colleague);
    expect(await editNote({ tenant: tenant.slug, noteId, text: "no" })).toMatchObject({
      ok: false,
      error: { code: "forbidden" },
    });
    requestAs(coach);
    const notices = () =>
      database.admin("select user_id from notifications where tenant_id = $1 and kind = 'quiz-note-mention'", [
        tenant.id,
      ]);
    expect(await notices()).toHaveLength(1);
    const other = await asRole(tenant, "operations");
    const mentions = [colleague.user.id, other.user.id];
    for (let times = 0; times < 2; times++)
      await ok(editNote({ tenant: tenant.slug, noteId, text: "*Warm*", mentions }));
    expect(await notices()).toHaveLength(2);
    expect(await read((db) => sessionNotes.all(db, { sessionIds: ["s01"] }))).toMatchObject([
      { text: "*Warm*", author: "Cora" },
    ]);
  });

  it("lets a lead set by hand win over the rule, for all of a prospect's sessions and after a rebuild", async () => {
    const prospectId = (await session("s03"))?.prospectId ?? "";
    await ok(setLead({ tenant: tenant.slug, prospectId, lead: "hot", reason: "Asked for a call" }));
    const hot = async () =>
      (await page({ lead: "hot" }, "time", "desc", 50)).items.filter((one) => one.leadByHand).map(({ id }) => id);
    expect(await hot()).toEqual(["s03", "s09", "s15", "s21"]);
    await rebuildTenant(tenant, projections);
    expect(await hot()).toHaveLength(4);
    await ok(setLead({ tenant: tenant.slug, prospectId, lead: null }));
    expect(await hot()).toEqual([]);
  });

  it("merges two people, takes it back, and keeps two with one address apart", async () => {
    const [one, two] = [(await session("s00"))?.prospectId ?? "", (await session("s01"))?.prospectId ?? ""];
    const before = await quizRows(database, tenant);
    await ok(merge({ tenant: tenant.slug, from: one, into: two }));
    expect((await session("s00"))?.prospectId).toBe(two);
    const merged = await quizRows(database, tenant);
    await rebuildTenant(tenant, projections);
    expect(await quizRows(database, tenant)).toEqual(merged);
    await ok(unmerge({ tenant: tenant.slug, prospectId: one }));
    expect(await quizRows(database, tenant)).toEqual(before);

    expect((await session("s04"))?.prospectId).toBe((await session("s05"))?.prospectId);
    const [row] = (await rowsOf<{ session_id: string; person: string }>(tenant.id, "assess_sessions")).filter(
      ({ session_id }) => session_id === "s05",
    );
    await ok(apart({ tenant: tenant.slug, prospectId: row?.person ?? "" }));
    const kept = (await session("s05"))?.prospectId ?? "";
    expect((await session("s04"))?.prospectId).not.toBe(kept);
    // Somebody else is merged into her who is kept apart: she stays apart from her address.
    await ok(merge({ tenant: tenant.slug, from: one, into: kept }));
    expect([(await session("s05"))?.prospectId, (await session("s00"))?.prospectId]).toEqual([kept, kept]);
    await ok(unmerge({ tenant: tenant.slug, prospectId: one }));
    expect((await session("s00"))?.prospectId).toBe(one);
  });

  it("takes a merge back after another merge and after more events", async () => {
    const [one, two, three] = ["s00", "s01", "s03"].map(async (id) => (await session(id))?.prospectId ?? "");
    const [a, b, c] = [await one, await two, await three] as [string, string, string];
    await ok(merge({ tenant: tenant.slug, from: a, into: b }));
    await ok(merge({ tenant: tenant.slug, from: b, into: c }));
    expect(await read((db) => movedTo(db, a))).toBe(c);
    const more = quizWalk({ sessionId: "later", userId: "u0", begunAt: ago(1), questions: ["a"] });
    await appendEvents(tenant, more);
    while ((await projectNext(tenant, projections)).kind === "projected");
    expect((await session("later"))?.prospectId).toBe(c);
    await ok(unmerge({ tenant: tenant.slug, prospectId: a }));
    const places = async () =>
      Promise.all(["s00", "later", "s01", "s03"].map(async (id) => (await session(id))?.prospectId));
    expect(await places()).toEqual([a, a, c, c]);
    await ok(unmerge({ tenant: tenant.slug, prospectId: b }));
    expect(await places()).toEqual([a, a, b, c]);
    expect(await read((db) => movedTo(db, a))).toBeNull();
    const undone = await quizRows(database, tenant);
    await rebuildTenant(tenant, projections);
    expect(await quizRows(database, tenant)).toEqual(undone);
  });
});
