import "server-only";
import type { z } from "zod";
import type { TenantSql } from "@/lib/db/tenant";
import type { ReaderLocale } from "@/lib/i18n";
import { type ChangedFigure, changedFigures } from "@/lib/reports/newer-data";
import { type ReportPayload, readPayload } from "@/lib/reports/payload";
import { listReportQuotes } from "@/lib/reports/queries/list-report-quotes";
import { listVersions } from "@/lib/reports/queries/list-versions";
import { type VersionChange, versionChanges } from "@/lib/reports/version-changes";

export interface Version {
  readonly reportId: string;
  readonly version: number;
  readonly locale: ReaderLocale;
  /** without its quotes, which stand beside it */
  readonly payload: ReportPayload;
  readonly createdAt: Date;
  readonly createdBy: string | null;
  readonly quotes: number;
  readonly links: number;
  /** what has changed since it was frozen; empty while it says what would be said now */
  readonly newer: readonly ChangedFigure[];
  /** how it differs from the version before; null for the first */
  readonly changes: readonly VersionChange[] | null;
}

type Row = z.output<typeof listVersions.row>;

/** Every frozen version of a session's report, newest first. */
export async function versionsOf(db: TenantSql, sessionId: string): Promise<Version[]> {
  const rows = (await listVersions.all(db, { sessionId })).map(toVersion);
  return rows.map((row, index) => {
    const before = rows[index + 1];
    return { ...row, changes: before ? versionChanges(before, row) : null };
  });
}

/** One version as its links show it, with the quotes that may still be shown; null when there is none. */
export async function frozenVersion(db: TenantSql, sessionId: string, version: number): Promise<Version | null> {
  const row = await listVersions.first(db, { sessionId, version });
  if (!row) return null;
  const found = toVersion(row);
  const quotes = await listReportQuotes.all(db, { reportId: found.reportId });
  const shown = found.payload.sections.includes("quotes") ? quotes : [];
  return { ...found, payload: { ...found.payload, quotes: shown }, changes: null };
}

function toVersion({ figuresThen, figuresNow, payload, ...row }: Row): Omit<Version, "changes"> {
  return { ...row, payload: readPayload(payload), newer: changedFigures(figuresThen, figuresNow) };
}
