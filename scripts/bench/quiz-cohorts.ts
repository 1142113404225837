import type { Client } from "./quiz-fill";
import { ms, rounds } from "./quiz-measure";
import { count, median, print, verdict } from "./report";

const others = 9;

/** The cohorts of ten organisations: the bench's own, and nine that have a part of its people each. */
export async function measureCohorts(client: Client, tenant: string, now: Date, bar: number): Promise<void> {
  const { createTenant } = await import("@/lib/testing/factories");
  for (let at = 0; at < others; at++) {
    const other = await createTenant({ slug: `bench-other-${at}` });
    await client.query(
      `insert into quiz_cohort_cells
       select $2::uuid, month, framework_id, format, primary_id, secondary_id, people * (1 + abs(hashtext(primary_id || $2::uuid::text || month)) % 9) / 10 + 1
       from quiz_cohort_cells where tenant_id = $1`,
      [tenant, other.id],
    );
  }
  await client.query("vacuum analyze quiz_cohort_cells");
  const { publishCohorts } = await import("@/lib/platform/publish-cohorts");
  const begun = performance.now();
  const { months } = await publishCohorts(now);
  const published = performance.now();
  await publishCohorts(now);
  print(
    `publishing the cohorts of ${months} months: ${ms(published - begun)} the first time, ${ms(performance.now() - published)} where nothing has changed`,
  );
  await client.query("vacuum analyze cohort_blocks, cohort_shares");
  const { rows } = await client.query<{ cells: string }>("select count(*) as cells from quiz_cohort_cells");
  const { readCohorts } = await import("@/lib/platform/read-cohorts");
  const filters = [
    ["all", {}],
    ["one framework and format, a year", { framework: "archetypes", format: "game", since: monthsBefore(now, 12) }],
    ["one organisation", { tenant: "bench-other-3" }],
  ] as const;
  for (const [name, filter] of filters) {
    const times: number[] = [];
    for (let round = 0; round < rounds.warm + rounds.measured; round++) {
      const at = performance.now();
      await readCohorts(filter);
      times.push(performance.now() - at);
    }
    const took = median(times.slice(rounds.warm));
    print(
      verdict(
        `cohorts of ${others + 1} organisations (${count(Number(rows[0]?.cells))} cells), ${name}`,
        `${ms(took)} with reading the answer`,
        `under ${bar} ms`,
        took < bar,
      ),
    );
  }
}

const monthsBefore = (now: Date, months: number) =>
  new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1)).toISOString().slice(0, 10);
