import "server-only";
import { join } from "node:path";
import type { ReaderLocale } from "@/lib/i18n";
import type { ReportPayload } from "@/lib/reports/payload";
import type { PdfJob } from "@/lib/reports/pdf/make-pdf";
import { printableReport } from "@/lib/reports/pdf/printable-report";
import type { PageSize } from "@/lib/reports/pdf/sheet";
import { createThreadPool, type ThreadPool } from "@/lib/reports/pdf/thread-pool";
import { prepareReport } from "@/lib/reports/prepare-report";
import { reportText } from "@/lib/reports/report-text";

export interface RenderOptions {
  locale: ReaderLocale;
  /** A4 unless asked otherwise */
  pageSize?: PageSize;
  /** #rrggbb; the colour that the payload was frozen with unless given */
  brand?: string;
}

/**
 * The PDF of a report, drawn in a thread of its own. The same payload and options give the same bytes. Throws
 * `unavailable` (503) when too many documents wait or one takes too long.
 */
export async function renderReportPdf(
  payload: ReportPayload,
  { locale, pageSize = "A4", brand = payload.tenant.brandColor }: RenderOptions,
): Promise<Buffer> {
  const text = reportText(locale);
  const nameOf = (key: string) => (text.has(`feeling.${key}`) ? text(`feeling.${key}`) : null);
  const report = printableReport(prepareReport(payload, locale, text), nameOf);
  return pool().run({ report, pageSize, brand, generatedAt: payload.generatedAt });
}

/** Ends the thread; the next report starts another. For processes that must end at once, and for tests. */
export async function closeReportPdf(): Promise<void> {
  await shared.attunePdfPool?.close();
}

// The web process loads this file once per bundle and again on every change while developing; the thread is one.
const shared = globalThis as { attunePdfPool?: ThreadPool<PdfJob> };

function pool(): ThreadPool<PdfJob> {
  shared.attunePdfPool ??= createThreadPool<PdfJob>({
    // Every process runs in the project folder. Resolved when running, so that no bundler follows the path.
    entry: join(/* turbopackIgnore: true */ process.cwd(), "lib", "reports", "pdf", "thread.mjs"),
    maxWaiting: 32,
    timeoutMs: 30_000,
    idleMs: 10 * 60_000,
  });
  return shared.attunePdfPool;
}
