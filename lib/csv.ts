/** One cell: text is made formula-safe, numbers and booleans are written as they are, instants as ISO 8601, null as nothing. */
export type CsvValue = string | number | bigint | boolean | Date | null | undefined;

export interface CsvColumn<Row> {
  /** the name in the first line; stable, because other people's scripts read it */
  header: string;
  value: (row: Row) => CsvValue;
}

// A spreadsheet runs what begins like this, also behind blanks, and also in the full-width forms. Tab, CR and LF in
// front are dangerous by themselves: some programs skip them and look at what follows.
const runsAsFormula = /^(?:[\t\r\n]|[\s\u00a0\u200b-\u200f\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20])/;
const needsQuotes = /[",;\r\n\t]|^\s|\s$/;

/** One cell as it stands in a file (RFC 4180). Text that a spreadsheet would run gets an apostrophe in front. */
export function csvCell(value: CsvValue): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  if (typeof value !== "string") return value instanceof Date ? isoOf(value) : String(value);
  const safe = runsAsFormula.test(value) ? `'${value}` : value;
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const isoOf = (value: Date) => (Number.isNaN(value.getTime()) ? "" : value.toISOString());

/** One line with its end. */
export const csvLine = (values: readonly CsvValue[]): string => `${values.map(csvCell).join(",")}\r\n`;

/** A whole file as text, for small tables. */
export function csvText<Row>(columns: ReadonlyArray<CsvColumn<Row>>, rows: Iterable<Row>): string {
  let text = csvLine(columns.map(({ header }) => header));
  for (const row of rows) text += csvLine(columns.map((column) => column.value(row)));
  return text;
}

// Rows are gathered to pieces of about this size: a write for each row would cost more than the row.
const pieceLength = 64 * 1024;

/**
 * A file as a stream that asks for rows only as fast as the reader takes them, so memory stays flat however long the
 * table is. When the reader goes away, the rows' generator is closed.
 */
export function csvStream<Row>(
  columns: ReadonlyArray<CsvColumn<Row>>,
  rows: Iterable<Row> | AsyncIterable<Row>,
  { byteOrderMark = false }: { byteOrderMark?: boolean } = {},
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const iterator = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]();
  let pending = (byteOrderMark ? "\ufeff" : "") + csvLine(columns.map(({ header }) => header));
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      for (;;) {
        const next = await iterator.next();
        if (next.done) {
          if (pending) controller.enqueue(encoder.encode(pending));
          return controller.close();
        }
        pending += csvLine(columns.map((column) => column.value(next.value)));
        if (pending.length >= pieceLength) {
          controller.enqueue(encoder.encode(pending));
          pending = "";
          return;
        }
      }
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}

/**
 * The file as an answer that browsers save under `fileName`. The byte order mark is for people's spreadsheets, which
 * otherwise take UTF-8 for Latin-1; scripts do better without it.
 */
export function csvResponse<Row>(
  fileName: string,
  columns: ReadonlyArray<CsvColumn<Row>>,
  rows: Iterable<Row> | AsyncIterable<Row>,
  options: { byteOrderMark?: boolean } = {},
): Response {
  return new Response(csvStream(columns, rows, options), {
    headers: {
      "content-type": "text/csv; charset=utf-8; header=present",
      "content-disposition": attachment(fileName),
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  });
}

/**
 * A Content-Disposition that cannot be broken out of: everything but letters, digits, dots, dashes and underscores of
 * ASCII becomes a dash, and a name never begins with a dot.
 */
export function attachment(fileName: string): string {
  const safe = fileName
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9._]+/g, "-")
    .replace(/[-.]*\.[-.]*/g, ".")
    .replace(/^[.-]+|[.-]+$/g, "")
    .slice(-120);
  return `attachment; filename="${safe || "attune-export"}"`;
}
