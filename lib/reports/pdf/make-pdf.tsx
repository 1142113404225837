import { pdf } from "@react-pdf/renderer";
import { accentInk } from "@/lib/reports/pdf/palette";
import { prepareTexts } from "@/lib/reports/pdf/prepared-texts";
import { type PageCount, type Plan, ReportDocument } from "@/lib/reports/pdf/report-document";
import type { PageSize } from "@/lib/reports/pdf/sheet";
import type { PreparedReport } from "@/lib/reports/prepare-report";

/** What the thread is asked for. */
export interface PdfJob {
  /** already printable */
  report: PreparedReport;
  pageSize: PageSize;
  /** #rrggbb */
  brand: string;
  /** ISO instant; the only time in the file */
  generatedAt: string;
}

// From the designed setting to tighter ones. The last is taken whatever comes of it, because nothing may be cut off.
const densities = [1, 0.9, 0.8, 0.72] as const;

/** Draws a report: on one page if it fits, otherwise on a front and a back, each set more tightly only when it must be. */
export async function makePdf(job: PdfJob): Promise<Uint8Array> {
  const common = {
    report: job.report,
    texts: await prepareTexts(job.report),
    accent: accentInk(job.brand),
    pageSize: job.pageSize,
    generatedAt: new Date(job.generatedAt),
  };
  const draw = async (plan: Plan) => {
    let pages: PageCount = { front: 1, back: 0 };
    const onPages = (count: PageCount) => {
      pages = count;
    };
    const stream = await pdf(<ReportDocument {...common} plan={plan} onPages={onPages} />).toBuffer();
    return { bytes: await collect(stream as unknown as AsyncIterable<Uint8Array>), pages };
  };
  for (const density of isLong(job.report) ? [] : densities.slice(0, 2)) {
    const { bytes, pages } = await draw({ kind: "single", density });
    if (pages.front === 1) return bytes;
  }
  let [front, back] = [0, 0];
  for (;;) {
    const { bytes, pages } = await draw({ kind: "spread", front: densities[front] ?? 1, back: densities[back] ?? 1 });
    const tighterFront = pages.front > 1 && front < densities.length - 1;
    const tighterBack = pages.back > 1 && back < densities.length - 1;
    if (!tighterFront && !tighterBack) return bytes;
    if (tighterFront) front += 1;
    if (tighterBack) back += 1;
  }
}

/** Whether it would be in vain to try one page. */
function isLong(report: PreparedReport): boolean {
  const quotes = report.quotes?.rows ?? [];
  const letters = quotes.reduce((sum, { quote }) => sum + quote.text.length + 90, 0);
  const note = report.note?.paragraphs.reduce((sum, { text }) => sum + text.length, 90) ?? 0;
  const rows = 50 * ((report.themes?.rows.length ?? 0) + (report.upcoming?.rows.length ?? 0));
  const figures = report.curve ? 450 : 0;
  return letters + note + rows + figures > 1000;
}

async function collect(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}
