import "server-only";
import type { z } from "zod";
import type { Sql } from "@/lib/db/sql";
import type { TenantId, TenantSql } from "@/lib/db/tenant";

export interface Query<P extends z.ZodType, R extends z.ZodType> {
  readonly name: string;
  readonly params: P;
  readonly row: R;
  /** Every row, parsed. Throws ZodError when a parameter or a row does not fit. */
  all(db: TenantSql, params: z.input<P>): Promise<z.output<R>[]>;
  /** The first row or null. */
  first(db: TenantSql, params: z.input<P>): Promise<z.output<R> | null>;
}

/**
 * A question to the database: bound parameters in, parsed rows out, its name as a SQL comment (to be found in
 * pg_stat_activity and logs). `sql` receives the tenant's id, which the statement writes itself, on top of RLS.
 *
 * `prepared` is for statements whose text is always the same: each connection then keeps the parsed statement and its plan. For one that
 * joins many tables by key, parsing, policies and planning are most of the cost.
 *
 * `workMem` is for statements that group by people: without room for their groups the database sorts by them, reading every row where it
 * lies. It holds until the transaction ends.
 */
export function defineQuery<P extends z.ZodType, R extends z.ZodType>(definition: {
  name: string;
  params: P;
  row: R;
  prepared?: boolean;
  workMem?: `${number}MB`;
  sql: (params: z.output<P>, tenantId: TenantId) => Sql;
}): Query<P, R> {
  const { name, params, row, sql, prepared, workMem } = definition;
  if (!/^[a-zA-Z0-9.-]+$/.test(name)) throw new Error(`Query name ${name} must be letters, digits, dots and hyphens.`);
  const all = async (db: TenantSql, input: z.input<P>) => {
    const statement = sql(params.parse(input), db.tenantId);
    if (workMem) await db.execute("select set_config('work_mem', $1, true)", [workMem]);
    const rows = await db.execute(`/* ${name} */ ${statement.text}`, statement.values, prepared ? name : undefined);
    return rows.map((found) => row.parse(found));
  };
  return { name, params, row, all, first: async (db, input) => (await all(db, input))[0] ?? null };
}
