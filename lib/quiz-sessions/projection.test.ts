import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Tenant } from "@/lib/db/directory";
import { withTenantSql } from "@/lib/db/tenant";
import { appendEvents } from "@/lib/events/intake";
import { projectNext } from "@/lib/events/projector";
import { rebuildTenant } from "@/lib/events/rebuild";
import { projections } from "@/lib/projections";
import { quizSessionsProjection } from "@/lib/quiz-sessions/projection";
import { createTestDatabase } from "@/lib/testing/db";
import { createTenant } from "@/lib/testing/factories";
import { rowsOf } from "@/lib/testing/ingest";
import { quizRows } from "@/lib/testing/quiz-read-models";
import { quizWalk, type SentEvent } from "@/lib/testing/quiz-story";

const database = await createTestDatabase();
const dayMs = 86_400_000;
/** Half past some hour, so that no event is about to leave a line of the lead rule. */
const ago = (days: number) => new Date(Date.now() - days * dayMs - 1_800_000);

async function tell(tenant: Tenant, events: readonly SentEvent[], { part = 500, batch = 5000 } = {}) {
  for (let at = 0; at < events.length; at += part) {
    const verdicts = await appendEvents(tenant, events.slice(at, at + part));
    expect(verdicts.filter(({ verdict }) => verdict === "rejected")).toEqual([]);
  }
  while ((await projectNext(tenant, projections, batch)).kind === "projected");
}

const sessionsOf = (tenant: Tenant) => rowsOf<Record<string, unknown>>(tenant.id, "assess_sessions", "session_id");

describe("a quiz session", () => {
  it("has every column of the old table, and tells its way", async () => {
    const tenant = await createTenant({ timeZone: "America/New_York" });
    const begunAt = new Date("2026-11-01T04:30:00Z");
    await tell(tenant, [
      {
        id: "who",
        name: "identify",
        userId: "u1",
        traits: { name: "Jane Doe", email: "Jane@Example.org" },
        time: begunAt.toISOString(),
      },
      ...quizWalk({
        sessionId: "s1",
        userId: "u1",
        begunAt,
        questions: ["a", "b"],
        completed: { scores: { hero: 71.5, sage: 20 }, primaryId: "hero", secondaryId: "sage" },
        opened: true,
        booked: true,
        variant: "story",
        costMinor: 0.34,
      }),
    ]);
    const [session] = await sessionsOf(tenant);
    expect(session).toMatchObject({
      session_id: "s1",
      tenant_id: tenant.id,
      framework_id: "archetypes",
      format: "qa",
      user_email: "jane@example.org",
      user_name: "Jane Doe",
      scores: { hero: 71.5, sage: 20 },
      primary_id: "hero",
      secondary_id: "sage",
      completed_at: new Date("2026-11-01T04:30:13.100Z"),
      metadata: {},
      source: "events",
      variants: { opening: "story" },
      // The clocks of New York had not been set back yet: half past midnight of the first.
      begun_on: "2026-11-01",
      path: ["visit", "start", "q:a", "q:b", "complete", "email", "booking"],
      path_ms: [2_100, 0, 5_000, 5_000, -1, -1, -1],
      answers: 2,
      turns: 2,
      duration_ms: 12_100,
      cost_minor: 0.34,
      cost_currency: "USD",
      journey: true,
    });
  });

  it("keeps answers in words out of the log, and numbers in it", async () => {
    const tenant = await createTenant();
    const [visit, start] = quizWalk({ sessionId: "s1", begunAt: ago(1) });
    const words = { ...start, id: "w", name: "question_answered" } as SentEvent;
    words.properties = { ...(start?.properties as object), step: 1, questionId: "why", answer: "My mother, 🦋 always" };
    await tell(tenant, [visit as SentEvent, start as SentEvent, words]);
    const log = await rowsOf<{ name: string; properties: Record<string, unknown> }>(tenant.id, "analytics.events");
    expect(log.find(({ name }) => name === "question_answered")?.properties).not.toHaveProperty("answer");
    expect((await rowsOf<{ value: string }>(tenant.id, "analytics.private_texts"))[0]?.value).toBe(
      "My mother, 🦋 always",
    );
    const [transcript] = await rowsOf<{ steps: unknown[] }>(tenant.id, "quiz_transcripts");
    expect(transcript?.steps).toEqual([
      expect.objectContaining({ questionId: "why", answer: null, event: expect.any(String) }),
    ]);
  });

  it("keeps a contradicting result apart, and takes an agreeing one for the same", async () => {
    const tenant = await createTenant();
    const result = (id: string, more: object): SentEvent => ({
      id,
      name: "quiz_completed",
      userId: "u1",
      time: ago(1).toISOString(),
      properties: { quizSessionId: "s1", frameworkId: "archetypes", format: "deal", scores: { hero: 3 }, ...more },
    });
    await tell(tenant, [
      result("00000000-0000-4000-9000-000000000001", { primaryId: "hero" }),
      result("00000000-0000-4000-9000-000000000002", { secondaryId: "sage" }),
      result("00000000-0000-4000-9000-000000000003", { scores: { hero: 4 } }),
    ]);
    const sessions = await sessionsOf(tenant);
    expect(sessions).toHaveLength(2);
    expect(sessions[0]).toMatchObject({
      session_id: "s1",
      scores: { hero: 3 },
      primary_id: "hero",
      secondary_id: "sage",
      conflicts: 1,
      conflict_of: null,
    });
    expect(sessions[1]).toMatchObject({ scores: { hero: 4 }, conflict_of: "s1" });
    // Sums know the session once.
    expect(await rowsOf(tenant.id, "quiz_score_counts")).toHaveLength(1);
  });

  it("learns who somebody is, whenever it is said", async () => {
    const tenant = await createTenant();
    await tell(tenant, quizWalk({ sessionId: "s1", anonymousId: "browser-1", begunAt: ago(3), questions: ["a"] }));
    expect((await sessionsOf(tenant))[0]?.user_email).toBeNull();
    await tell(tenant, [
      { id: "i1", name: "identify", userId: "u1", anonymousId: "browser-1", traits: { email: "a@example.org" } },
    ]);
    await tell(tenant, quizWalk({ sessionId: "s2", userId: "other-app", begunAt: ago(2), questions: ["a"] }));
    await tell(tenant, [
      { id: "i2", name: "identify", userId: "other-app", traits: { email: "A@example.org", name: "Ada" } },
    ]);
    const [first, second] = await sessionsOf(tenant);
    expect(first?.user_email).toBe("a@example.org");
    expect(second?.user_name).toBe("Ada");
    expect(first?.person).not.toBe(second?.person);
    expect(first?.prospect_id).toBe(second?.prospect_id);
  });
});

describe("retention", () => {
  it("leaves what a rebuild of the shorter log would make", async () => {
    const tenant = await createTenant();
    const walk = { questions: ["a", "b"], completed: { scores: { hero: 1 } }, costMinor: 0.5, userId: "u1" } as const;
    await tell(tenant, [
      ...quizWalk({ ...walk, sessionId: "gone", begunAt: ago(9) }),
      ...quizWalk({ ...walk, sessionId: "shortened", begunAt: ago(9), completed: false }),
      ...quizWalk({ ...walk, sessionId: "shortened", begunAt: ago(2) }),
      ...quizWalk({ ...walk, sessionId: "kept", begunAt: ago(1) }),
    ]);
    const day = ago(5).toISOString().slice(0, 10);
    await database.admin("delete from analytics.events where tenant_id = $1 and day < $2", [tenant.id, day]);
    await withTenantSql(tenant.id, (db) => quizSessionsProjection.expire?.(db, day) ?? Promise.resolve());
    const rows = await quizRows(database, tenant);
    expect((await sessionsOf(tenant)).map(({ session_id }) => session_id)).toEqual(["kept", "shortened"]);
    await rebuildTenant(tenant, projections);
    expect(await quizRows(database, tenant)).toEqual(rows);
  });
});

const questionIds = ["a", "b", "c", "d"] as const;

const walkArbitrary = fc.record({
  session: fc.integer({ min: 1, max: 4 }),
  format: fc.constantFrom("qa", "game"),
  daysAgo: fc.integer({ min: 0, max: 4 }),
  who: fc.constantFrom({ userId: "u1" }, { userId: "u2" }, { anonymousId: "b1" }),
  questions: fc.array(fc.constantFrom(...questionIds), { maxLength: 6 }),
  visited: fc.boolean(),
  started: fc.boolean(),
  completed: fc.constantFrom(
    false as const,
    { scores: { hero: 1 } },
    { scores: { hero: 2.5, sage: 1 }, primaryId: "hero" },
  ),
  opened: fc.boolean(),
  booked: fc.boolean(),
  variant: fc.constantFrom(undefined, "story", "plain"),
  costMinor: fc.constantFrom(undefined, 0.1, 0.2),
});

describe("rows are a function of the set of events", () => {
  it("whatever the order, the batches and the repetitions, and after a rebuild", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(walkArbitrary, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 30 }),
        fc.infiniteStream(fc.nat({ max: 1_000_000 })),
        async (walks, batch, luck) => {
          const events: SentEvent[] = walks.flatMap(({ session, daysAgo, who, ...walk }) =>
            quizWalk({ ...walk, ...who, sessionId: `s${session}`, begunAt: ago(daysAgo) }),
          );
          events.push({
            id: "i1",
            name: "identify",
            userId: "u1",
            anonymousId: "b1",
            traits: { email: "a@example.org" },
          });
          events.push({ id: "i2", name: "identify", userId: "u2", traits: { email: "a@example.org", name: "Ada" } });
          const shuffled = [...events, ...events.slice(0, 5)]
            .map((event) => ({ event, key: luck.next().value as number }))
            .sort((a, b) => a.key - b.key)
            .map(({ event }) => event);
          // One tenant: pseudonyms are the tenant's own, so two would differ.
          const tenant = await createTenant();
          await tell(tenant, shuffled, { part: 7, batch });
          const rows = await quizRows(database, tenant);
          await rebuildTenant(tenant, projections);
          expect(await quizRows(database, tenant)).toEqual(rows);
          await rebuildTenant(tenant, projections, { limit: 3 });
          expect(await quizRows(database, tenant)).toEqual(rows);
          const again = await orderedAnew(tenant, events);
          expect(again).toEqual(rows);
        },
      ),
      { numRuns: 8 },
    );
  });
});

/** Forgets the tenant's log and tells the story in its own order, so that ids and pseudonyms are the same. */
async function orderedAnew(tenant: Tenant, events: readonly SentEvent[]) {
  for (const table of [
    "analytics.events",
    "analytics.event_keys",
    "analytics.flushes",
    "analytics.log_heads",
    "analytics.projector_batches",
    "people",
  ]) {
    await database.admin(`delete from ${table} where tenant_id = $1`, [tenant.id]);
  }
  await rebuildTenant(tenant, projections);
  await tell(tenant, events);
  return quizRows(database, tenant);
}
