import "server-only";
import type { z } from "zod";
import { platformPool } from "@/lib/db/pools";
import type { Sql } from "@/lib/db/sql";

/** A cross-tenant question, answered by the role attune_platform: rollups and pseudonymised views only, read-only. */
export function definePlatformQuery<P extends z.ZodType, R extends z.ZodType>(definition: {
  name: string;
  params: P;
  row: R;
  sql: (params: z.output<P>) => Sql;
}): { readonly name: string; all(params: z.input<P>): Promise<z.output<R>[]> } {
  const { name, params, row, sql } = definition;
  return {
    name,
    async all(input) {
      const statement = sql(params.parse(input));
      const { rows } = await platformPool().query(`/* ${name} */ ${statement.text}`, statement.values);
      return rows.map((found) => row.parse(found));
    },
  };
}
