import type { TenantId, TenantSql } from "@/lib/db/tenant";
import { median } from "./report";

export interface Measured {
  /** milliseconds until the database had answered, medians */
  readonly database: number;
  /** the same with reading the answer: checking rows, putting a heatmap together */
  readonly all: number;
}

/** How often each question is asked before and while it is measured. */
export const rounds = { warm: 2, measured: 5 } as const;

/** Measures a question of a tenant, in transactions of the app's own role behind row-level security. */
export async function measure(tenant: TenantId, work: (db: TenantSql) => Promise<unknown>): Promise<Measured> {
  const { withTenantSql } = await import("@/lib/db/tenant");
  const taken: Measured[] = [];
  for (let round = 0; round < rounds.warm + rounds.measured; round++) {
    let database = 0;
    const all = await withTenantSql(tenant, async (db) => {
      const at = performance.now();
      await work({
        ...db,
        execute: async (...given: Parameters<TenantSql["execute"]>) => {
          const asked = performance.now();
          const rows = await db.execute(...given);
          database += performance.now() - asked;
          return rows;
        },
      } as TenantSql);
      return performance.now() - at;
    });
    taken.push({ database, all });
  }
  const kept = taken.slice(rounds.warm);
  return { database: median(kept.map((one) => one.database)), all: median(kept.map((one) => one.all)) };
}

/** The plans of the statements that a question asks. */
export async function explain(tenant: TenantId, work: (db: TenantSql) => Promise<unknown>): Promise<string[]> {
  const { withTenantSql } = await import("@/lib/db/tenant");
  return withTenantSql(tenant, async (db) => {
    const lines: string[] = [];
    await work({
      ...db,
      execute: async (...[text, values]: Parameters<TenantSql["execute"]>) => {
        const plan = await db.execute<{ "QUERY PLAN": string }>(
          `explain (analyze, buffers, costs off, timing off) ${text}`,
          values,
        );
        lines.push(...plan.map((row) => row["QUERY PLAN"]));
        return db.execute(text, values);
      },
    } as TenantSql);
    return lines;
  });
}

export const ms = (value: number) => `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`;
export const said = ({ database, all }: Measured) => `${ms(database)} (${ms(all)} with reading the answer)`;
