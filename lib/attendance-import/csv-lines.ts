import "server-only";
import { CsvError, parse } from "csv-parse/sync";
import type { Issue } from "@/lib/attendance-import/schema";

export interface CsvLine {
  readonly cells: readonly string[];
  /** the line of the file it begins on, from 1 */
  readonly line: number;
}

/** The records of a CSV file with their lines. A broken record is named and left out; the others are read. */
export function readCsvLines(text: string): { lines: CsvLine[]; issues: Issue[] } {
  const issues: Issue[] = [];
  const delimiter = delimiterOf(text);
  let unclosed = false;
  try {
    const records = parse(text, {
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: false,
      skip_records_with_error: true,
      trim: true,
      on_skip: (error) => {
        if (error?.code === "CSV_QUOTE_NOT_CLOSED") unclosed = true;
        else issues.push({ code: "broken-quotes", weight: "error", line: lineOf(error) });
        return undefined;
      },
    }) as unknown as { record: string[]; info: { lines: number } }[];
    const lines = records.map(({ record, info }) => ({
      cells: record,
      // The parser counts to where a record ends; one with line breaks inside begins earlier.
      line: info.lines - record.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0),
    }));
    // Such a quote swallows the rest of the file, so its line is the one after the last record.
    if (unclosed)
      issues.push({ code: "quote-not-closed", weight: "error", line: (records.at(-1)?.info.lines ?? 0) + 1 });
    return { lines, issues };
  } catch (error) {
    issues.push({ code: "broken-quotes", weight: "error", line: lineOf(error) });
    return { lines: [], issues };
  }
}

const lineOf = (error: unknown): number | null => {
  const lines = error instanceof CsvError ? (error as unknown as { lines?: unknown }).lines : undefined;
  return typeof lines === "number" ? lines : null;
};

/** The separator that the first lines have most of; programs of some languages write semicolons. */
function delimiterOf(text: string): string {
  const start = text.slice(0, 4000);
  const count = (mark: string) => start.split(mark).length;
  return [",", ";", "\t"].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}
