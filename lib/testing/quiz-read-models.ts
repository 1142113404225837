import type { Tenant } from "@/lib/db/directory";
import type { TestDatabase } from "@/lib/testing/db";

const tables = [
  "assess_sessions",
  "quiz_transcripts",
  "quiz_ai_usage",
  "quiz_session_actors",
  "quiz_step_days",
  "quiz_step_times",
  "quiz_step_edges",
  "quiz_score_counts",
  "quiz_day_totals",
] as const;

/** Every row of the quiz read models of a tenant, looked at behind row-level security, by table; without the tenant's id. */
export async function quizRows(database: TestDatabase, tenant: Tenant): Promise<Record<string, unknown[]>> {
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
