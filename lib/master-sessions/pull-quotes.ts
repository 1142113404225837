import "server-only";
import type { TenantSql } from "@/lib/db/tenant";

/**
 * Takes texts out of every report and forgets what was decided about them, as the database demands before a consent may go. Whoever has
 * such a report open sees it without the quote at the next load, because pages and PDFs read the quotes each time.
 * @returns text → the number of reports that showed it
 */
export async function pullQuotes(db: TenantSql, eventIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await db.execute<{ eventId: string; reports: number | bigint }>(
    `/* master-sessions.pull-quotes */ with pulled as (
       delete from report_quotes where tenant_id = $1::uuid and event_id = any($2::uuid[]) returning event_id, report_id
     )
     select event_id as "eventId", count(distinct report_id) as reports from pulled group by event_id`,
    [db.tenantId, eventIds],
  );
  await db.execute(
    `/* master-sessions.forget-reviews */ delete from quote_reviews where tenant_id = $1::uuid and event_id = any($2::uuid[])`,
    [db.tenantId, eventIds],
  );
  return new Map(rows.map(({ eventId, reports }) => [eventId, Number(reports)]));
}
