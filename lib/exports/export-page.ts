import "server-only";
import type { TenantSql } from "@/lib/db/tenant";
import { listExports } from "@/lib/exports/queries/export-jobs";
import { listSessionsPage } from "@/lib/master-sessions/list";
import { listFilterOptions } from "@/lib/master-sessions/queries/list-filter-options";

/** What the page of exports begins with: one's own exports, and what a new one could be of. */
export async function readExportPage(db: TenantSql, userId: string, mayRead: boolean, now: Date) {
  const jobs = await listExports.all(db, { userId });
  const exports = jobs.map(({ createdBy: _, attempt: __, ...shown }) => shown);
  if (!mayRead) return { exports, sessions: [], options: [] };
  // What only lies ahead has nothing to write into a file.
  const { items } = await listSessionsPage(db, { filters: {}, end: now, sort: "held", dir: "desc", limit: 100 });
  return { exports, sessions: items, options: await listFilterOptions.all(db, {}) };
}
