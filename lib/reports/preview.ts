import "server-only";
import type { Tenant } from "@/lib/db/directory";
import type { TenantSql } from "@/lib/db/tenant";
import type { Snapshot } from "@/lib/master-sessions/schema";
import { getSnapshot } from "@/lib/master-sessions/snapshot";
import { composeReport } from "@/lib/reports/compose";
import { type ReportPayload, reportLimits, reportSections } from "@/lib/reports/payload";
import { getLatestVersion } from "@/lib/reports/queries/get-latest-version";
import { listApprovedQuotes } from "@/lib/reports/queries/list-approved-quotes";
import { listUpcoming } from "@/lib/reports/queries/list-upcoming";

/**
 * What a report with every part would say if it were frozen now; nothing is stored. The payload is null while the session has
 * not ended. Throws not-found for an unknown session.
 */
export async function previewReport(
  db: TenantSql,
  tenant: Tenant,
  sessionId: string,
  now: Date,
): Promise<{ snapshot: Snapshot; payload: ReportPayload | null }> {
  const snapshot = await getSnapshot(db, sessionId, now);
  if (snapshot.session.status !== "ended") return { snapshot, payload: null };
  const upcoming = await upcomingOf(db, snapshot, now);
  const version = (await getLatestVersion.first(db, { sessionId }))?.version ?? 0;
  const payload = composeReport(tenant, snapshot, {
    reportVersion: version + 1,
    sections: reportSections,
    note: null,
    upcoming,
    now,
  });
  const quotes = (await listApprovedQuotes.all(db, { sessionId })).slice(0, reportLimits.quotes);
  return { snapshot, payload: { ...payload, quotes: quotes.map(({ text, language }) => ({ text, language })) } };
}

/** What the session's master has scheduled next. */
export async function upcomingOf(db: TenantSql, snapshot: Snapshot, now: Date) {
  const masterId = snapshot.session.master?.id;
  return masterId ? listUpcoming.all(db, { masterId, after: now, limit: reportLimits.upcoming }) : [];
}
