import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Tenant } from "@/lib/db/directory";
import { withTenantSql } from "@/lib/db/tenant";
import { appendEvents } from "@/lib/events/intake";
import { projectNext } from "@/lib/events/projector";
import { projections } from "@/lib/projections";
import { orderSteps, quantile } from "@/lib/quiz-sessions/drop-off";
import { columnSearch } from "@/lib/quiz-sessions/drop-off-links";
import { type DropOffColumn, dropOffColumns } from "@/lib/quiz-sessions/drop-off-search";
import { listSessionsPage } from "@/lib/quiz-sessions/list";
import { type SessionFilters, sessionFilters } from "@/lib/quiz-sessions/list-search";
import { readDropOff } from "@/lib/quiz-sessions/read-drop-off";
import { bucketOf, msOfBucket } from "@/lib/quiz-sessions/rollup-cells";
import { createTestDatabase } from "@/lib/testing/db";
import { createTenant } from "@/lib/testing/factories";
import { quizWalk } from "@/lib/testing/quiz-story";

await createTestDatabase();
const now = new Date();
const minuteMs = 60_000;

const walkArbitrary = fc.record({
  format: fc.constantFrom("qa", "game"),
  version: fc.constantFrom("1", "2", null),
  language: fc.constantFrom("en", "de"),
  minutesAgo: fc.oneof(fc.integer({ min: 2, max: 25 }), fc.integer({ min: 40, max: 8 * 24 * 60 })),
  // A quiz that branches: b or c after a, and ways back.
  questions: fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 7 }),
  visited: fc.boolean(),
  started: fc.boolean(),
  completed: fc.constantFrom(false as const, { scores: { hero: 1 } }),
  opened: fc.boolean(),
  booked: fc.boolean(),
  variant: fc.constantFrom(undefined, "story", "plain"),
  otherVariant: fc.constantFrom(undefined, "long"),
});

const dayOf = (at: Date) => at.toISOString().slice(0, 10);
const asked = (columns: DropOffColumn) => ({
  filters: {},
  columns,
  from: dayOf(new Date(now.getTime() - 20 * 24 * 60 * minuteMs)),
  to: dayOf(now),
});

async function count(tenant: Tenant, filters: SessionFilters): Promise<number> {
  const { items } = await withTenantSql(tenant.id, (db) =>
    listSessionsPage(db, { filters, now, sort: "time", dir: "asc", limit: 1000 }),
  );
  return items.length;
}

describe("the drop-off heatmap", () => {
  it("has entries = continued + dropped + under way at every step of every column, and each cell opens its sessions", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(walkArbitrary, { minLength: 1, maxLength: 14 }), async (walks) => {
        const tenant = await createTenant();
        const events = walks.flatMap(({ minutesAgo, ...walk }, index) =>
          quizWalk({
            ...walk,
            sessionId: `s${index}`,
            begunAt: new Date(now.getTime() - minutesAgo * minuteMs),
            elapsedMs: 200,
          }),
        );
        await appendEvents(
          tenant,
          events.filter(({ time }) => Date.parse(String(time)) <= now.getTime() + 3_600_000),
        );
        while ((await projectNext(tenant, projections)).kind === "projected");
        for (const columns of dropOffColumns) {
          const { heatmap } = await withTenantSql(tenant.id, (db) => readDropOff(db, asked(columns), now));
          for (const step of heatmap.steps) {
            for (const { key } of heatmap.columns) {
              const cell = heatmap.cell(step, key);
              if (!cell) continue;
              expect(cell.entries, `${columns} ${key} ${step}`).toBe(cell.continued + cell.dropped + cell.underWay);
              expect(cell.entries).toBeGreaterThan(0);
            }
          }
        }
        // Opened cells are the expensive part of the test, so one kind of column is opened in each run.
        const columns = dropOffColumns[walks.length % dropOffColumns.length] ?? "format";
        const { heatmap } = await withTenantSql(tenant.id, (db) => readDropOff(db, asked(columns), now));
        for (const step of heatmap.steps) {
          expect(await count(tenant, { step }), `${columns} all ${step}`).toBe(heatmap.total(step)?.entries ?? 0);
          for (const { key } of heatmap.columns) {
            const cell = heatmap.cell(step, key);
            const own = sessionFilters.parse(columnSearch(columns, key));
            expect(await count(tenant, { ...own, step }), `${columns} ${key} ${step}`).toBe(cell?.entries ?? 0);
            expect(await count(tenant, { ...own, step, outcome: "dropped" })).toBe(cell?.dropped ?? 0);
            expect(await count(tenant, { ...own, step, outcome: "progress" })).toBe(cell?.underWay ?? 0);
            expect(await count(tenant, { ...own, step, outcome: "continued" })).toBe(cell?.continued ?? 0);
          }
        }
      }),
      { numRuns: 8 },
    );
  });

  it("counts a session once per step however often it returns, and shows where people leave", async () => {
    const tenant = await createTenant();
    const begunAt = new Date(now.getTime() - 5 * 60 * minuteMs);
    await appendEvents(tenant, [
      ...quizWalk({ sessionId: "back", begunAt, questions: ["a", "b", "a", "b", "a"] }),
      ...quizWalk({ sessionId: "through", begunAt, questions: ["a", "c"], completed: { scores: { hero: 1 } } }),
      ...quizWalk({ sessionId: "now", begunAt: new Date(now.getTime() - 5 * minuteMs), questions: ["a"] }),
    ]);
    while ((await projectNext(tenant, projections)).kind === "projected");
    const { heatmap, edges } = await withTenantSql(tenant.id, (db) => readDropOff(db, asked("format"), now));
    expect(heatmap.steps).toEqual(["visit", "start", "q:a", "q:b", "q:c", "complete"]);
    expect(heatmap.cell("q:a", "qa")).toMatchObject({ entries: 3, continued: 2, dropped: 0, underWay: 1 });
    expect(heatmap.cell("q:b", "qa")).toMatchObject({ entries: 1, continued: 0, dropped: 1, retention: 1 / 3 });
    expect(edges).toContainEqual({ from: "q:a", to: "q:c", sessions: 1 });
    // Three answers of five seconds each: returning adds to the time of the question.
    expect(Math.abs((heatmap.cell("q:a", "qa")?.p90Ms ?? 0) - 15_000) / 15_000).toBeLessThan(0.03);
  });

  it("tells times within 2.5 %, and puts branches between the steps they lie between", () => {
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 600_000 }), (ms) => {
        expect(Math.abs(msOfBucket(bucketOf(ms)) - ms) / ms).toBeLessThan(0.026);
      }),
    );
    expect(
      quantile(
        new Map([
          [3, 1],
          [9, 1],
        ]),
        0.5,
      ),
    ).toBe(msOfBucket(3));
    const edges = [
      { from: "start", to: "q:gate", sessions: 10 },
      { from: "q:gate", to: "q:forest", sessions: 5 },
      { from: "q:gate", to: "q:river", sessions: 4 },
      { from: "q:forest", to: "q:bridge", sessions: 5 },
      { from: "q:river", to: "q:bridge", sessions: 4 },
      { from: "q:bridge", to: "complete", sessions: 8 },
    ];
    expect(
      orderSteps(["booking", "q:bridge", "q:river", "q:gate", "q:forest", "visit", "start", "complete"], edges),
    ).toEqual(["visit", "start", "q:gate", "q:forest", "q:river", "q:bridge", "complete", "booking"]);
  });
});
