import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CohortCount, type CohortFilter, chooseBlocks, cohortMatrix, publishBlocks } from "@/lib/platform/cohorts";
import { readBlocks, readCohorts } from "@/lib/platform/read-cohorts";
import { createTestDatabase } from "@/lib/testing/db";
import { createTenant } from "@/lib/testing/factories";

const database = await createTestDatabase();
const now = new Date("2026-11-21T12:00:00Z");
const tenants = await Promise.all(["a", "b", "c", "d", "e"].map((name) => createTenant({ slug: `cohort-${name}` })));
const months = ["2026-08-01", "2026-09-01"];
const archetypes = ["hero", "sage"];

/** Every block there can be, each tenant with 0 to 9 people. */
const places = months.flatMap((month) =>
  ["f", "g"].flatMap((framework) =>
    ["qa", "game"].flatMap((format) =>
      archetypes.flatMap((primary) =>
        archetypes.flatMap((secondary) =>
          tenants.map(({ slug }) => ({ tenant: slug, month, framework, format, primary, secondary })),
        ),
      ),
    ),
  ),
);
const filters: CohortFilter[] = [undefined, "f"].flatMap((framework) =>
  [undefined, "game"].flatMap((format) =>
    [undefined, "2026-09-01", "2026-10-01"].flatMap((since) =>
      [undefined, "cohort-a", "cohort-e", "nobody"].map((tenant) => ({ framework, format, since, tenant })),
    ),
  ),
);

async function plant(counts: readonly CohortCount[]) {
  await database.admin("delete from quiz_cohort_cells");
  await database.admin(
    `insert into quiz_cohort_cells
     select t.id, month, framework, format, "primary", secondary, people
     from jsonb_to_recordset($1) as c (tenant text, month date, framework text, format text, "primary" text, secondary text, people bigint)
     join tenants t on t.slug = c.tenant`,
    [
      JSON.stringify([
        ...counts,
        // The running month is no part of any answer.
        ...counts.slice(0, 5).map((count) => ({ ...count, month: "2026-11-01", people: 50 })),
      ]),
    ],
  );
}

const plain = (blocks: Parameters<typeof cohortMatrix>[0]) => {
  const { people, ...matrix } = cohortMatrix(blocks);
  return { ...matrix, cells: archetypes.map((one) => archetypes.map((other) => people(one, other))) };
};

describe("cohorts as the database sums them up", () => {
  it("are what publishing block by block would show, under every filter", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: places.length, maxLength: places.length }),
        async (people) => {
          const counts = places.map((place, at) => ({ ...place, people: people[at] ?? 0 }));
          await plant(counts);
          const blocks = publishBlocks(counts);
          for (const filter of filters) {
            const chosen = chooseBlocks(blocks, filter);
            const { matrix, ...read } = await readCohorts(filter, now);
            const { people: peopleOf, ...rest } = matrix;
            const cells = archetypes.map((one) => archetypes.map((other) => peopleOf(one, other)));
            expect({ ...rest, cells }, JSON.stringify(filter)).toEqual(plain(chosen));
            expect(read).toEqual({
              blocks: chosen.length,
              frameworks: [...new Set(blocks.map(({ framework }) => framework))].sort(),
              formats: [...new Set(blocks.map(({ format }) => format))].sort(),
            });
          }
          const pair = { primary: "hero", secondary: "sage" };
          const own = chooseBlocks(blocks, { tenant: "cohort-a" });
          const sorted = (of: readonly object[]) => of.map((block) => JSON.stringify(block)).sort();
          expect(sorted(await readBlocks({ tenant: "cohort-a" }, now, pair))).toEqual(
            sorted(own.filter(({ primary, secondary }) => primary === "hero" && secondary === "sage")),
          );
        },
      ),
      { numRuns: 4 },
    );
  });
});
