import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "@/lib/analytics/day";
import { dayOf } from "@/lib/analytics/zone";
import type { Tenant } from "@/lib/db/directory";
import { withTenantSql } from "@/lib/db/tenant";
import { appendEvents } from "@/lib/events/intake";
import { projectNext } from "@/lib/events/projector";
import { projections } from "@/lib/projections";
import { orderSteps, quantile } from "@/lib/quiz-sessions/drop-off";
import { cellSearch, columnSearch, endSearch, waySearch } from "@/lib/quiz-sessions/drop-off-links";
import { type DropOffColumn, type DropOffFilters, dropOffColumns } from "@/lib/quiz-sessions/drop-off-search";
import { pageLength, readList } from "@/lib/quiz-sessions/list";
import { listSearch } from "@/lib/quiz-sessions/list-search";
import { readDropOff } from "@/lib/quiz-sessions/read-drop-off";
import { bucketOf, msOfBucket } from "@/lib/quiz-sessions/rollup-cells";
import { layOutSteps } from "@/lib/quiz-sessions/step-graph";
import { createTestDatabase } from "@/lib/testing/db";
import { writeLog } from "@/lib/testing/event-log";
import { createTenant } from "@/lib/testing/factories";
import { journeyArbitrary, journeyEvents, type RandomJourney } from "@/lib/testing/quiz-journeys";
import { quizWalk } from "@/lib/testing/quiz-story";

await createTestDatabase();
const now = new Date();
const minuteMs = 60_000;

const period = { from: addDays(dayOf(now, "UTC"), -20), to: dayOf(now, "UTC") };
const asked = (columns: DropOffColumn, filters: DropOffFilters = {}) => ({ filters, columns, ...period });
const filterSets: DropOffFilters[] = [{}, { format: "game" }, { format: "qa", version: "2" }, { framework: "money" }];

/** How many sessions the list shows for a link of the heatmap or of its graph, read as its page reads them. */
async function opened(tenant: Tenant, which: Record<string, string | undefined>): Promise<number> {
  const search = listSearch.parse({ range: "custom", ...period, compare: "none", ...which });
  const { items, summary } = await withTenantSql(tenant.id, (db) => readList(db, search, now, "UTC"));
  const sessions = summary?.sessions ?? 0;
  if (items.length !== Math.min(sessions, pageLength))
    throw new Error(`${items.length} rows, but ${sessions} sessions`);
  return sessions;
}

async function tell(tenant: Tenant, journeys: readonly RandomJourney[]): Promise<void> {
  await writeLog(
    tenant,
    journeys.flatMap((journey, index) => journeyEvents(journey, `s${index}`, now)),
    1000,
  );
  while ((await projectNext(tenant, projections)).kind === "projected");
}

describe("the drop-off heatmap", () => {
  it("adds up at every step of every column, and its cells and bands open their sessions, for hundreds of journeys at once", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(journeyArbitrary, { minLength: 180, maxLength: 260 }), async (journeys) => {
        const tenant = await createTenant({ timeZone: "UTC" });
        await tell(tenant, journeys);
        const read = (columns: DropOffColumn, filters?: DropOffFilters) =>
          withTenantSql(tenant.id, (db) => readDropOff(db, asked(columns, filters), now));
        for (const columns of dropOffColumns) {
          const { heatmap } = await read(columns);
          for (const step of heatmap.steps) {
            const total = heatmap.total(step);
            // The same links whatever the columns, but not read from the same sums.
            const shown = columns === "format" || columns === "variant" ? (["retention", "dropped"] as const) : [];
            for (const show of shown) {
              const figure = show === "dropped" ? total?.dropped : total?.entries;
              expect(await opened(tenant, cellSearch(step, show)), `${columns} ${show} ${step}`).toBe(figure);
            }
            for (const { key } of heatmap.columns) {
              const cell = heatmap.cell(step, key);
              if (cell) expect(cell.entries).toBe(cell.continued + cell.dropped + cell.underWay);
              const own = columnSearch(columns, key);
              for (const [outcome, figure] of [
                ["reached", cell?.entries],
                ["dropped", cell?.dropped],
                ["progress", cell?.underWay],
                ["continued", cell?.continued],
              ] as const) {
                const where = `${columns} ${key} ${step} ${outcome}`;
                expect(await opened(tenant, { ...own, step, outcome }), where).toBe(figure ?? 0);
              }
            }
          }
        }
        for (const filters of filterSets) {
          const { heatmap, edges } = await read("format", filters);
          const graph = layOutSteps(heatmap.steps, edges, heatmap.total);
          for (const { from, to, sessions } of edges) {
            const where = `${JSON.stringify(filters)} ${from} ${to}`;
            expect(await opened(tenant, { ...filters, ...waySearch(from, to) }), where).toBe(sessions);
          }
          for (const { step, entries, dropped, underWay } of graph.nodes) {
            const onwards = edges.reduce((sum, { from, sessions }) => sum + (from === step ? sessions : 0), 0);
            const atTheEnd = step === "booking" ? entries : 0;
            expect(onwards + dropped + underWay + atTheEnd, step).toBe(entries);
            expect(await opened(tenant, { ...filters, ...endSearch(step, "dropped") })).toBe(dropped);
            expect(await opened(tenant, { ...filters, ...endSearch(step, "progress") })).toBe(underWay);
          }
        }
        // A way without its beginning is all the ways that lead there; one that nobody took, or a step that there is not, opens none.
        const { edges } = await read("format");
        const into = edges.reduce((sum, { to, sessions }) => sum + (to === "q:b" ? sessions : 0), 0);
        expect(await opened(tenant, { next: "q:b" })).toBe(into);
        for (const [step, next] of [
          ["booking", "visit"],
          ["q:a", "q:nothing"],
          ["q:nothing", "q:a"],
        ] as const)
          expect(await opened(tenant, waySearch(step, next))).toBe(0);
      }),
      { numRuns: 1, endOnFailure: true },
    );
  });

  it("counts a session once per step however often it returns, and shows where people leave", async () => {
    const tenant = await createTenant({ timeZone: "UTC" });
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
