import { pdf } from "@react-pdf/renderer";
import { accentInk } from "@/lib/reports/pdf/palette";
import { prepareTexts } from "@/lib/reports/pdf/prepared-texts";
import { type PageCount, type Plan, ReportDocument } from "@/lib/reports/pdf/report-document";
import type { PageSize } from "@/lib/reports/pdf/sheet";
import type { PreparedPart, PreparedReport } from "@/lib/reports/prepared-report";

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
  const { layout } = job.report;
  for (const density of isLong(job.report) ? [] : densities.slice(0, 2)) {
    const { bytes, pages } = await draw({ rowsOnFront: layout.length, front: density, back: density });
    if (pages.front === 1) return bytes;
  }
  let rowsOnFront = cutOf(job.report);
  let [front, back] = [0, 0];
  for (;;) {
    const { bytes, pages } = await draw({ rowsOnFront, front: densities[front] ?? 1, back: densities[back] ?? 1 });
    const overfullFront = pages.front > 1;
    const tighterFront = overfullFront && front < densities.length - 1;
    // Set as tightly as it may be and still too much: the last row of the front goes to the back.
    const shorterFront = overfullFront && !tighterFront && rowsOnFront > 1;
    const tighterBack = pages.back > 1 && back < densities.length - 1;
    if (!tighterFront && !shorterFront && !tighterBack) return bytes;
    if (tighterFront) front += 1;
    if (shorterFront) [rowsOnFront, front] = [rowsOnFront - 1, 1];
    if (tighterBack) back += 1;
  }
}

const isFigure = (row: readonly PreparedPart[]) => row.some((part) => figureParts.has(part));
const figureParts: ReadonlySet<PreparedPart> = new Set(["curve", "reactions", "languages", "countries"]);

/** Points that the front has below its headline, and what a row of parts takes, by rule of thumb: the drawing itself decides. */
const roomOnFront = 380;

/**
 * How many rows the front begins with. Figures that lead stand there alone, so that everything that was said stands together on the
 * back; in any other order the front takes what fits.
 */
function cutOf({ layout, ...report }: PreparedReport): number {
  const leading = layout.findIndex((row) => !isFigure(row));
  if (leading > 0 && !layout.slice(leading).some(isFigure)) return leading;
  let room = roomOnFront;
  const fitting = layout.findIndex((row) => {
    room -= 20 + heightOf(row[0], report);
    return room < 0;
  });
  return Math.max(1, fitting === -1 ? layout.length - 1 : fitting);
}

function heightOf(part: PreparedPart | undefined, report: Omit<PreparedReport, "layout">): number {
  const heading = 32;
  const lines = (text: string, perLine: number) => Math.ceil(text.length / perLine);
  switch (part) {
    case "curve":
      return heading + 100;
    case "themes":
      return heading + 23 * Math.ceil((report.themes?.rows.length ?? 0) / 4);
    case "quotes":
      return heading + (report.quotes?.rows.reduce((sum, { quote }) => sum + 24 + 19 * lines(quote.text, 72), 0) ?? 0);
    case "note":
      return heading + 30 + 17 * (report.note?.paragraphs.reduce((sum, { text }) => sum + lines(text, 80), 0) ?? 0);
    case "upcoming":
      return heading + 22 * (report.upcoming?.rows.length ?? 0);
    case "beside":
      return heading + 60;
    default:
      return heading + 170;
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
