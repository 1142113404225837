import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { suppressSmallGroups } from "@/lib/privacy/suppress";

const groups = (people: Record<string, number>) =>
  Object.entries(people).map(([key, count]) => ({ key, people: count }));
const shown = (people: Record<string, number>, k = 5, total = Object.values(people).reduce((sum, n) => sum + n, 0)) =>
  suppressSmallGroups(groups(people), total, k).map((row) => [row.key, row.people]);

describe("groups under k", () => {
  it("are merged into Other, and the rest stays, largest first", () => {
    expect(shown({ FR: 12, DE: 40, US: 9, IT: 3, ES: 4, PL: 2 })).toEqual([
      ["DE", 40],
      ["FR", 12],
      ["US", 9],
      [null, 9],
    ]);
    expect(shown({ DE: 40, FR: 5 })).toEqual([
      ["DE", 40],
      ["FR", 5],
    ]);
    expect(shown({})).toEqual([]);
  });

  it("take the next smallest with them when one alone would be the difference to the total", () => {
    expect(shown({ DE: 40, FR: 12, IT: 3 })).toEqual([
      ["DE", 40],
      [null, 15],
    ]);
    expect(shown({ DE: 40, IT: 3 })).toEqual([[null, 43]]);
  });

  it("take the next smallest with them when Other would still be under k", () => {
    expect(shown({ DE: 40, FR: 12, IT: 1, ES: 2 })).toEqual([
      ["DE", 40],
      [null, 15],
    ]);
  });

  it("take all that are equally large, because the choice between them would tell", () => {
    expect(shown({ DE: 40, FR: 12, US: 12, IT: 4 })).toEqual([
      ["DE", 40],
      [null, 28],
    ]);
  });

  it("are not given away by a sum that only one distribution fits", () => {
    expect(shown({ DE: 40, FR: 7, A: 1, B: 1, C: 1, D: 1, E: 1 })).toEqual([
      ["DE", 40],
      [null, 12],
    ]);
    expect(shown({ DE: 40, FR: 7, A: 4, B: 4, C: 4 })).toEqual([
      ["DE", 40],
      [null, 19],
    ]);
    expect(shown({ DE: 40, FR: 7, A: 1, B: 1 }, 2)).toEqual([
      ["DE", 40],
      [null, 9],
    ]);
  });

  it("may be those of whom nothing is known, said or not", () => {
    expect(shown({ DE: 40, "": 7, FR: 3 })).toEqual([
      ["DE", 40],
      [null, 10],
    ]);
    expect(shown({ DE: 40, "": 7 })).toEqual([
      ["DE", 40],
      ["", 7],
    ]);
    expect(shown({ DE: 40 }, 5, 48)).toEqual([
      ["DE", 40],
      ["", 8],
    ]);
    expect(shown({ DE: 40, FR: 9, "": 2 })).toEqual([
      ["DE", 40],
      [null, 11],
    ]);
  });

  it("leave nothing but the total when all must be merged, and nothing at all under k people", () => {
    expect(shown({ DE: 3, FR: 3 })).toEqual([[null, 6]]);
    expect(shown({ DE: 2, FR: 1 })).toEqual([]);
    expect(shown({ DE: 4 })).toEqual([]);
  });
});

const keys = ["a", "b", "c", "d", ""];
const suppress = (sizes: readonly number[], total: number, k: number) =>
  suppressSmallGroups(
    sizes.map((people, index) => ({ key: keys[index] as string, people })),
    total,
    k,
  );

/** Every way to divide so many people into so many groups of at least one. */
function* divisions(people: number, count: number): Generator<number[]> {
  if (count === 1) yield [people];
  else
    for (let first = 1; first <= people - count + 1; first++)
      for (const rest of divisions(people - first, count - 1)) yield [first, ...rest];
}

describe("a reader who knows the total, which groups there are, k and the rule", () => {
  it("cannot tell the size of any merged group, in any session of few people", () => {
    for (const k of [2, 3, 4, 5]) {
      for (const count of [1, 2, 3, 4, 5]) {
        for (let total = count; total <= 18; total++) {
          const byOutput = new Map<string, number[][]>();
          for (const sizes of divisions(total, count)) {
            const output = JSON.stringify(suppress(sizes, total, k));
            byOutput.set(output, [...(byOutput.get(output) ?? []), sizes]);
          }
          for (const [output, inputs] of byOutput) {
            const rows = JSON.parse(output) as { key: string | null; people: number }[];
            // Nothing is shown beyond the total, which is known anyway.
            if (rows.every((row) => row.key === null)) continue;
            for (const index of keys.slice(0, count).keys()) {
              if (rows.some((row) => row.key === keys[index])) continue;
              const possible = new Set(inputs.map((sizes) => sizes[index]));
              if (possible.size < 2) expect.fail(`group ${index} of ${inputs} can be told from ${output}, k ${k}`);
            }
          }
        }
      }
    }
  });
});

describe("whatever the groups", () => {
  const rows = fc.uniqueArray(
    fc.record({ key: fc.string({ maxLength: 3 }), people: fc.integer({ min: 0, max: 60 }) }),
    {
      selector: (row) => row.key,
      maxLength: 12,
    },
  );

  it("nobody gets lost, nothing under k is shown, and the order of rows does not matter", () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 0, max: 20 }), fc.integer({ min: 2, max: 20 }), (given, outside, k) => {
        const total = given.reduce((sum, row) => sum + row.people, 0) + outside;
        const output = suppressSmallGroups(given, total, k);
        expect(output.every((row) => row.people >= k)).toBe(true);
        const sum = output.reduce((n, row) => n + row.people, 0);
        expect(sum === total || (total < k && sum === 0)).toBe(true);
        for (const row of output) {
          if (row.key) expect(given).toContainEqual(row);
        }
        expect(output.filter((row) => row.key === null).length).toBeLessThanOrEqual(1);
        expect(suppressSmallGroups(given.toReversed(), total, k)).toEqual(output);
      }),
      { numRuns: 2000 },
    );
  });
});
