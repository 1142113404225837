import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { appPool, platformPool } from "@/lib/db/pools";
import { type CohortCount, type CohortFilter, chooseBlocks, cohortMatrix, publishBlocks } from "@/lib/platform/cohorts";
import { publishCohorts } from "@/lib/platform/publish-cohorts";
import { readCohorts } from "@/lib/platform/read-cohorts";
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

beforeEach(() => database.admin("delete from cohort_months"));

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
          await publishCohorts(now);
          const blocks = publishBlocks(counts);
          for (const filter of filters) {
            const chosen = chooseBlocks(blocks, filter);
            const { matrix, publishedAt: _, ...read } = await readCohorts(filter);
            const { people: peopleOf, ...rest } = matrix;
            const cells = archetypes.map((one) => archetypes.map((other) => peopleOf(one, other)));
            expect({ ...rest, cells }, JSON.stringify(filter)).toEqual(plain(chosen));
            expect(read).toEqual({
              blocks: chosen.length,
              frameworks: [...new Set(blocks.map(({ framework }) => framework))].sort(),
              formats: [...new Set(blocks.map(({ format }) => format))].sort(),
            });
          }
        },
      ),
      { numRuns: 4 },
    );
  });

  const everybody = places.map((place) => ({ ...place, people: 5 }));

  it("are written anew only where a month says something else", async () => {
    await plant(everybody);
    await publishCohorts(now);
    const later = new Date("2026-11-22T02:40:00Z");
    expect(await publishCohorts(later)).toEqual({ months: 2, changed: 0 });
    await plant(everybody.map((count) => (count.month === "2026-09-01" ? { ...count, people: 6 } : count)));
    expect(await publishCohorts(later)).toEqual({ months: 2, changed: 1 });
    expect((await readCohorts({})).publishedAt).toEqual(later);
    // The month that was running is told once it is complete.
    const turned = new Date("2026-12-01T02:40:00Z");
    expect(await publishCohorts(turned)).toEqual({ months: 3, changed: 1 });
    await plant([]);
    expect(await publishCohorts(turned)).toEqual({ months: 3, changed: 3 });
    expect((await readCohorts({})).matrix.total).toBe(0);
  });

  it("lose an organisation that leaves research", async () => {
    await plant(everybody);
    await publishCohorts(now);
    const [own] = tenants;
    const asked = { tenant: own?.slug, since: "2026-09-01" };
    expect((await readCohorts(asked)).matrix.total).toBe(80);
    const whole = (await readCohorts({ since: "2026-09-01" })).matrix.total;
    await database.admin("update tenants set in_research = false where slug = $1", [own?.slug]);
    await publishCohorts(now);
    expect((await readCohorts(asked)).matrix.total).toBe(0);
    expect((await readCohorts({ since: "2026-09-01" })).matrix.total).toBe(whole - 80);
    await database.admin("update tenants set in_research = true");
  });

  it("may not hold a group of four, and the app cannot read what it wrote", async () => {
    await plant(everybody);
    await publishCohorts(now);
    for (const table of ["cohort_blocks", "cohort_shares"]) {
      await expect(database.admin(`update ${table} set people = 4`), table).rejects.toThrow(/check/);
      await expect(appPool().query(`select people from ${table}`), table).rejects.toThrow(/denied/);
      await expect(platformPool().query(`delete from ${table}`), table).rejects.toThrow(/denied/);
    }
  });
});
