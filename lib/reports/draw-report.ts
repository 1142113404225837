import "server-only";
import { writeAudit } from "@/lib/audit/write-audit";
import type { TenantSql } from "@/lib/db/tenant";
import { log } from "@/lib/log";
import type { ReportPayload } from "@/lib/reports/payload";
import { type RenderOptions, renderReportPdf } from "@/lib/reports/pdf/render";
import { wasTurnedAway } from "@/lib/reports/pdf/thread-pool";
import { pdfFailedSince } from "@/lib/reports/queries/pdf-failed-since";

type InTenant = <T>(fn: (db: TenantSql) => Promise<T>) => Promise<T>;

/** Who presses reload at a report that fails does not fill the audit log. */
const onceInMs = 60_000;

/**
 * Draws the PDF of a report. That one could not be drawn is an entry of the audit log, which the telemetry counts as a failed run; being
 * turned away because many are waiting is none. Throws what the drawing threw.
 */
export async function drawReport(
  payload: ReportPayload,
  options: RenderOptions,
  { sessionId, now }: { sessionId: string; now: Date },
  inTenant: InTenant,
): Promise<Buffer> {
  try {
    return await renderReportPdf(payload, options);
  } catch (error) {
    if (!wasTurnedAway(error)) {
      // What went wrong first is what the reader is told, whatever becomes of the note.
      await noteFailure(sessionId, now, inTenant).catch((err: unknown) => log.error({ err }, "failed PDF not noted"));
    }
    throw error;
  }
}

const noteFailure = (sessionId: string, now: Date, inTenant: InTenant) =>
  inTenant(async (db) => {
    const since = new Date(now.getTime() - onceInMs);
    if ((await pdfFailedSince.first(db, { sessionId, since }))?.noted) return;
    const change = { action: "report.pdf-failed", target: { type: "session", id: sessionId } };
    await writeAudit(db, { kind: "system", label: "Attune" }, change, now);
  });
