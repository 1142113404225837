import "server-only";
import type { TenantSql } from "@/lib/db/tenant";
import type { Sums } from "@/lib/quiz-sessions/rollup-cells";

interface Rollup {
  readonly table: string;
  readonly keys: readonly (readonly [column: string, type: string])[];
  readonly values: readonly string[];
}

const quiz = [
  ["day", "date"],
  ["framework_id", "text"],
  ["format", "text"],
  ["quiz_version", "text"],
] as const;
const column = [
  ["dimension", "text"],
  ["value", "text"],
] as const;
const cohort = [
  ["month", "date"],
  ["framework_id", "text"],
  ["format", "text"],
  ["primary_id", "text"],
  ["secondary_id", "text"],
] as const;

const rollups: { readonly [name in keyof Sums]: Rollup } = {
  steps: {
    table: "quiz_step_days",
    keys: [...quiz, ...column, ["step", "text"]],
    values: ["entries", "continued", "stopped"],
  },
  times: {
    table: "quiz_step_times",
    keys: [...quiz, ...column, ["step", "text"], ["bucket", "smallint"]],
    values: ["sessions"],
  },
  edges: {
    table: "quiz_step_edges",
    keys: [...quiz, ["from_step", "text"], ["to_step", "text"]],
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
  for (const name of Object.keys(rollups) as (keyof Sums)[]) {
    const changed = [...sums[name]].filter(([, by]) => by.some((value) => value !== 0));
    for (let at = 0; at < changed.length; at += keysPerStatement) {
      await addTo(db, rollups[name], changed.slice(at, at + keysPerStatement));
    }
  }
  await recountCells(db, sums.people);
}

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

async function addTo(
  db: TenantSql,
  { table, keys, values }: Rollup,
  changed: readonly (readonly [string, readonly number[]])[],
) {
  const parsed = changed.map(([key]) => JSON.parse(key) as unknown[]);
  const columns = [...keys.map(([name]) => name), ...values];
  const types = [...keys.map(([, type]) => type), ...values.map(() => "bigint")];
  const arrays = [
    ...keys.map((_, index) => parsed.map((key) => key[index])),
    ...values.map((_, index) => changed.map(([, by]) => by[index] ?? 0)),
  ];
  const unnested = types.map((type, index) => `$${index + 2}::${type}[]`).join(", ");
  await db.execute(
    `/* quiz-sessions.add-to-rollup */ insert into ${table} as held (tenant_id, ${columns.join(", ")})
     select $1::uuid, * from unnest(${unnested})
     on conflict (tenant_id, ${keys.map(([name]) => name).join(", ")}) do update set
       ${values.map((value) => `${value} = held.${value} + excluded.${value}`).join(", ")}`,
    [db.tenantId, ...arrays],
  );
  const falling = changed.some(([, by]) => (by[0] ?? 0) < 0);
  if (!falling) return;
  await db.execute(
    `/* quiz-sessions.drop-empty */ delete from ${table} held
     using unnest(${keys.map(([, type], index) => `$${index + 2}::${type}[]`).join(", ")}) as key (${keys.map(([name]) => name).join(", ")})
     where held.tenant_id = $1 and held.${values[0]} = 0 ${keys.map(([name]) => `and held.${name} = key.${name}`).join(" ")}`,
    [db.tenantId, ...keys.map((_, index) => parsed.map((key) => key[index]))],
  );
}
