import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CohortCount, type CohortFilter, chooseBlocks, cohortMatrix, publishBlocks } from "@/lib/platform/cohorts";

const tenants = ["a", "b", "c", "d"];
const months = ["2026-08-01", "2026-09-01"];
const frameworks = ["f", "g"];
const formats = ["qa", "game"];
const archetypes = ["hero", "magician"];

/** Every block there can be, each tenant with 0 to 8 people. */
const world = fc
  .array(fc.integer({ min: 0, max: 8 }), { minLength: 128, maxLength: 128 })
  .map((people): CohortCount[] => {
    let at = 0;
    const counts: CohortCount[] = [];
    for (const month of months)
      for (const framework of frameworks)
        for (const format of formats)
          for (const primary of archetypes)
            for (const secondary of archetypes)
              for (const tenant of tenants)
                counts.push({ tenant, month, framework, format, primary, secondary, people: people[at++] ?? 0 });
    return counts;
  });

const filters: CohortFilter[] = [];
for (const framework of [undefined, ...frameworks])
  for (const format of [undefined, ...formats])
    for (const since of [undefined, ...months, "2026-10-01"])
      for (const tenant of [undefined, ...tenants]) filters.push({ framework, format, since, tenant });

/** Everything that anybody can learn by asking every question. */
function answers(counts: readonly CohortCount[]) {
  const blocks = publishBlocks(counts);
  return filters.map((filter) => {
    const matrix = cohortMatrix(chooseBlocks(blocks, filter));
    const cells = matrix.primaries.map((primary) =>
      matrix.secondaries.map((secondary) => [primary, secondary, matrix.people(primary, secondary)]),
    );
    return { total: matrix.total, cells };
  });
}

const blockOf = ({ month, framework, format, primary, secondary }: CohortCount) =>
  [month, framework, format, primary, secondary].join();

describe("cohorts across tenants", () => {
  it("show a pair from five people of three tenants on", () => {
    const pair = { month: "2026-09-01", framework: "f", format: "qa", primary: "hero", secondary: "magician" };
    const of = (...people: number[]) =>
      cohortMatrix(
        publishBlocks(people.map((n, index) => ({ ...pair, tenant: tenants[index] ?? "", people: n }))),
      ).people("hero", "magician");
    expect(of(2, 2, 1)).toBe(5);
    expect(of(2, 1, 1)).toBeNull();
    expect(of(50, 50)).toBeNull();
    expect(of(50, 50, 0)).toBeNull();
  });

  it("answer the same whatever lies in blocks that may not be shown: an auditor who asks everything reconstructs nothing", () => {
    fc.assert(
      fc.property(
        world,
        fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 128, maxLength: 128 }),
        (counts, other) => {
          const shown = new Set(publishBlocks(counts).map((block) => blockOf({ ...block, tenant: "" })));
          // Another world: every hidden block holds other people, but still too few or of too few tenants.
          const changed = counts.map((count, index) => {
            if (shown.has(blockOf(count))) return count;
            return { ...count, people: ["a", "b"].includes(count.tenant) ? (other[index] ?? 0) : 0 };
          });
          expect(answers(changed)).toEqual(answers(counts));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("show nothing under five people, of all tenants or of one", () => {
    fc.assert(
      fc.property(world, (counts) => {
        for (const { cells } of answers(counts)) {
          for (const [, , people] of cells.flat()) if (people !== null) expect(people).toBeGreaterThanOrEqual(5);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("do not give a tenant's share away by subtracting the others'", () => {
    fc.assert(
      fc.property(world, (counts) => {
        for (const block of publishBlocks(counts)) {
          const named = block.tenants.filter(({ tenant }) => tenant !== null);
          const rest = block.people - named.reduce((sum, { people }) => sum + people, 0);
          const parts = counts.filter(
            (count) => blockOf(count) === blockOf({ ...block, tenant: "" }) && count.people > 0,
          );
          const hidden = parts.length - named.length;
          // What is left is nobody, or at least two tenants with five people between them.
          expect(rest === 0 ? hidden === 0 : rest >= 5 && hidden >= 2).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});
