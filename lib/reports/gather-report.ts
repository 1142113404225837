import "server-only";
import type { Tenant } from "@/lib/db/directory";
import type { TenantSql } from "@/lib/db/tenant";
import type { ReaderLocale } from "@/lib/i18n";
import type { Snapshot } from "@/lib/master-sessions/schema";
import { composeReport } from "@/lib/reports/compose";
import { type ReportPayload, type ReportSection, reportLimits } from "@/lib/reports/payload";
import { getLogo } from "@/lib/reports/queries/get-logo";
import { getPreviousSession } from "@/lib/reports/queries/get-previous-session";
import { listUpcoming } from "@/lib/reports/queries/list-upcoming";

/** What a report is made of beside the snapshot; quotes stand apart. */
export interface ReportContent {
  readonly locale: ReaderLocale;
  /** in the order in which they are printed */
  readonly sections: readonly ReportSection[];
  readonly note: string;
  readonly signedBy: string;
  /** sessions of the master to announce; null for the next ones, as many as fit */
  readonly upcoming: readonly string[] | null;
}

/** Composes a report from the snapshot and what stands around it. Preview and frozen report both come from here, so they cannot differ. */
export async function gatherReport(
  db: TenantSql,
  tenant: Tenant,
  snapshot: Snapshot,
  content: ReportContent,
  reportVersion: number,
  now: Date,
): Promise<ReportPayload> {
  const next = await upcomingOf(db, snapshot, now);
  const upcoming = content.upcoming ? next.filter(({ sessionId }) => content.upcoming?.includes(sessionId)) : next;
  const logo = await getLogo.first(db, {});
  return composeReport(tenant, snapshot, {
    reportVersion,
    locale: content.locale,
    sections: content.sections,
    note: content.note.trim() ? { text: content.note, signedBy: content.signedBy.trim() || null } : null,
    upcoming: upcoming.slice(0, reportLimits.upcoming),
    previous: await getPreviousSession.first(db, { sessionId: snapshot.session.id }),
    logo: logo && { png: logo.image.toString("base64"), width: logo.width, height: logo.height },
    now,
  });
}

/** What the session's master has scheduled next: twice as many as a report can announce, to choose from. */
export async function upcomingOf(db: TenantSql, snapshot: Snapshot, now: Date) {
  const masterId = snapshot.session.master?.id;
  return masterId ? listUpcoming.all(db, { masterId, after: now, limit: reportLimits.upcoming * 2 }) : [];
}
