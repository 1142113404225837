import { beforeAll, describe, expect, it, vi } from "vitest";
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
  eraseProspect,
  merge,
  setLead,
  tagSessions,
  unmerge,
} from "@/lib/quiz-sessions/actions";
import { cursorSchema } from "@/lib/quiz-sessions/cursor";
import { listSessionsPage } from "@/lib/quiz-sessions/list";
import type { SessionFilters, SessionSort } from "@/lib/quiz-sessions/list-search";
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
        let cursor: string | undefined;
        do {
          const part = await page({}, sort, dir, 5, cursor);
          seen.push(...part.items.map(({ id }) => id));
          cursor = part.nextCursor ?? undefined;
        } while (cursor);
        expect(seen).toEqual(whole);
      }
    },
  );

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
    await ok(editNote({ tenant: tenant.slug, noteId, text: "*Warm*" }));
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
    expect((await session("s04"))?.prospectId).not.toBe((await session("s05"))?.prospectId);
  });

  it("erases who somebody is, and only an admin may", async () => {
    const prospectId = (await session("s02"))?.prospectId ?? "";
    expect(await eraseProspect({ tenant: tenant.slug, prospectId })).toMatchObject({
      ok: false,
      error: { code: "forbidden" },
    });
    requestAs(await asRole(tenant, "admin"));
    expect(await ok(eraseProspect({ tenant: tenant.slug, prospectId }))).toMatchObject({ people: 1, sessions: 4 });
    requestAs(coach);
    expect(await session("s02")).toMatchObject({ email: null, name: null });
    expect(JSON.stringify(await quizRows(database, tenant))).not.toContain("p2@example.org");
  });
});
