import "server-only";
import type { TenantSql } from "@/lib/db/tenant";
import { bySpan, type Histogram, type Sums, timesBySpan, writeHistogram } from "@/lib/quiz-sessions/rollup-cells";

interface Rollup {
  readonly table: string;
  readonly keys: readonly (readonly [column: string, type: string])[];
  readonly values: readonly string[];
  /** where the day stands in the key of what is summed up to weeks and months too */
  readonly dayAt?: number;
}

const span = [
  ["grain", "text"],
  ["since", "date"],
] as const;
const quiz = [
  ["framework_id", "text"],
  ["format", "text"],
  ["quiz_version", "text"],
] as const;
const cohort = [
  ["month", "date"],
  ["framework_id", "text"],
  ["format", "text"],
  ["primary_id", "text"],
  ["secondary_id", "text"],
] as const;

const rollups: { readonly [name in Exclude<keyof Sums, "times">]: Rollup } = {
  steps: {
    table: "quiz_steps",
    keys: [["dimension", "text"], ...span, ...quiz, ["value", "text"], ["step", "text"]],
    values: ["entries", "continued", "stopped"],
    dayAt: 1,
  },
  edges: {
    table: "quiz_edges",
    keys: [...span, ...quiz, ["from_step", "text"], ["to_step", "text"]],
    values: ["sessions"],
    dayAt: 0,
  },
  silent: { table: "quiz_silent_sessions", keys: [...span, ...quiz], values: ["sessions"], dayAt: 0 },
  values: {
    table: "quiz_values",
    keys: [
      ["filter", "text"],
      ["value", "text"],
    ],
    values: ["sessions"],
  },
  names: {
    table: "quiz_names",
    keys: [
      ["prospect_id", "uuid"],
      ["text", "text"],
    ],
    values: ["sessions"],
  },
  scores: {
    table: "quiz_score_counts",
    keys: [
      ["framework_id", "text"],
      ["score_key", "text"],
      ["score", "numeric"],
    ],
    values: ["sessions"],
  },
  days: {
    table: "quiz_day_totals",
    keys: [
      ["day", "date"],
      ["framework_id", "text"],
      ["format", "text"],
      ["primary_id", "text"],
      ["secondary_id", "text"],
      ["source", "text"],
    ],
    values: ["sessions", "started", "completed"],
  },
  turns: {
    table: "quiz_turn_days",
    keys: [
      ["day", "date"],
      ["framework_id", "text"],
      ["format", "text"],
      ["turns", "integer"],
    ],
    values: ["sessions"],
  },
  people: {
    table: "quiz_cohort_people",
    keys: [...cohort, ["person", "uuid"]],
    values: ["sessions"],
  },
};

export const rollupTables = [...Object.values(rollups).map(({ table }) => table), "quiz_cohort_cells"];

/** Keeps one statement's arrays at a few megabytes. */
const keysPerStatement = 20_000;

/** Adds differences to the rollups; what comes to nothing has no row. */
export async function storeRollups(db: TenantSql, sums: Sums): Promise<void> {
  for (const name of Object.keys(rollups) as (keyof typeof rollups)[]) {
    const rollup = rollups[name];
    const spans = rollup.dayAt === undefined ? sums[name] : bySpan(sums[name], rollup.dayAt);
    const times = name === "steps" ? timesBySpan(sums.times, rollup.dayAt ?? 0) : undefined;
    const changed = [...spans].filter(([key, by]) => by.some((value) => value !== 0) || hasChanged(times?.get(key)));
    for (let at = 0; at < changed.length; at += keysPerStatement) {
      await addTo(db, rollup, changed.slice(at, at + keysPerStatement), times);
    }
  }
  await recountCells(db, sums.people);
}

const hasChanged = (histogram: Histogram | undefined) => [...(histogram?.values() ?? [])].some((n) => n !== 0);

/** Counts the people of the cells that somebody came into or left; a person with two sessions in a cell is one. */
async function recountCells(db: TenantSql, people: Sums["people"]): Promise<void> {
  const touched = [...people].filter(([, [by]]) => by !== 0).map(([key]) => JSON.parse(key).slice(0, 5) as string[]);
  const cells = [...new Map(touched.map((cell) => [JSON.stringify(cell), cell])).values()];
  if (cells.length === 0) return;
  const names = cohort.map(([name]) => name);
  const arrays = names.map((_, index) => cells.map((cell) => cell[index]));
  const asked = cohort.map(([, type], index) => `$${index + 2}::${type}[]`).join(", ");
  await db.execute(
    `/* quiz-sessions.recount-cells */ insert into quiz_cohort_cells as held (tenant_id, ${names.join(", ")}, people)
     select $1::uuid, ${names.map((name) => `cell.${name}`).join(", ")}, (
       select count(*) from quiz_cohort_people p where p.tenant_id = $1 ${names.map((name) => `and p.${name} = cell.${name}`).join(" ")})
     from unnest(${asked}) as cell (${names.join(", ")})
     on conflict (tenant_id, ${names.join(", ")}) do update set people = excluded.people`,
    [db.tenantId, ...arrays],
  );
  await db.execute(
    "/* quiz-sessions.drop-empty-cells */ delete from quiz_cohort_cells where tenant_id = $1 and people = 0",
    [db.tenantId],
  );
}

const timesOf = (row: string) =>
  `unnest(string_to_array(split_part(${row}.times, ':', 1), ',')::smallint[], string_to_array(split_part(${row}.times, ':', 2), ',')::integer[])`;

/** Histograms are sums too: those of one row are added bucket by bucket, and a bucket that nobody is in is left out. */
const merged = `times = case when excluded.times = '' then held.times else (
  select coalesce(string_agg(bucket::text, ',' order by bucket) || ':' || string_agg(n::text, ',' order by bucket), '')
  from (
    select bucket, sum(n) as n
    from (select * from ${timesOf("held")} union all select * from ${timesOf("excluded")}) own (bucket, n)
    group by bucket having sum(n) <> 0
  ) as summed) end`;

async function addTo(
  db: TenantSql,
  { table, keys, values }: Rollup,
  changed: readonly (readonly [string, readonly number[]])[],
  times: ReadonlyMap<string, Histogram> | undefined,
) {
  const parsed = changed.map(([key]) => JSON.parse(key) as unknown[]);
  const columns = [...keys.map(([name]) => name), ...values];
  const types = [...keys.map(([, type]) => type), ...values.map(() => "bigint")];
  const arrays: unknown[][] = [
    ...keys.map((_, index) => parsed.map((key) => key[index])),
    ...values.map((_, index) => changed.map(([, by]) => by[index] ?? 0)),
  ];
  const given = columns.map((name) => `given.${name}`);
  const changes = values.map((value) => `${value} = held.${value} + excluded.${value}`);
  if (times) {
    columns.push("times");
    types.push("text");
    given.push("given.times");
    arrays.push(changed.map(([key]) => writeHistogram(times.get(key))));
    changes.push(merged);
  }
  const unnested = types.map((type, index) => `$${index + 2}::${type}[]`).join(", ");
  await db.execute(
    `/* quiz-sessions.add-to-rollup */ insert into ${table} as held (tenant_id, ${columns.join(", ")})
     select $1::uuid, ${given.join(", ")} from unnest(${unnested}) as given (${columns.join(", ")})
     on conflict (tenant_id, ${keys.map(([name]) => name).join(", ")}) do update set ${changes.join(", ")}`,
    [db.tenantId, ...arrays],
  );
  const falling = changed.filter(([, by]) => (by[0] ?? 0) < 0).map(([key]) => JSON.parse(key) as unknown[]);
  if (falling.length === 0) return;
  await db.execute(
    `/* quiz-sessions.drop-empty */ delete from ${table} held
     using unnest(${keys.map(([, type], index) => `$${index + 2}::${type}[]`).join(", ")}) as key (${keys.map(([name]) => name).join(", ")})
     where held.tenant_id = $1 and held.${values[0]} = 0 ${keys.map(([name]) => `and held.${name} = key.${name}`).join(" ")}`,
    [db.tenantId, ...keys.map((_, index) => falling.map((key) => key[index]))],
  );
}
