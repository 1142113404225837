import type { Tenant } from "@/lib/db/directory";
import type { TestDatabase } from "@/lib/testing/db";

/** Every row of a tenant in the given tables, looked at behind row-level security, by table; without the tenant's id. */
export async function tableRows(
  database: TestDatabase,
  tenant: Tenant,
  tables: readonly string[],
): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {};
  for (const table of tables) {
    const rows = await database.admin<{ row: unknown }>(
      `select row from (select to_jsonb(t) - 'tenant_id' as row from ${table} t where tenant_id = $1) as found
       order by row::text`,
      [tenant.id],
    );
    found[table] = rows.map(({ row }) => row);
  }
  return found;
}
