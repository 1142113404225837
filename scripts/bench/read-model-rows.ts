import { createHash } from "node:crypto";
import { type TenantId, withTenantSql } from "@/lib/db/tenant";
import { sessionTables } from "@/lib/testing/session-read-models";

/** The tables that a rebuild makes anew: all that hold a tenant's rows and are no decision and no part of the log. */
export const readModelTables = ["actor_links", "event_days", "person_days", ...sessionTables] as const;

/** Table → hash of the tenant's rows in it, whatever their order. */
export async function readModelRows(tenant: TenantId): Promise<Map<string, string>> {
  const hashes = new Map<string, string>();
  await withTenantSql(tenant, async (db) => {
    for (const table of readModelTables) {
      const rows = await db.execute<{ row: string }>(
        `select row_to_json(t)::text as row from ${table} t where tenant_id = $1 order by 1`,
        [tenant],
      );
      const hash = createHash("sha256");
      for (const { row } of rows) hash.update(`${row}\n`);
      hashes.set(table, `${rows.length} ${hash.digest("hex")}`);
    }
  });
  return hashes;
}
