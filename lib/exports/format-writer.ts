import { csvLine } from "@/lib/csv";
import { cellValue, type ExportColumn, type ExportedRow } from "@/lib/exports/columns";
import { parquetFormat } from "@/lib/exports/parquet-format";
import type { ExportFormat } from "@/lib/exports/schema";

/** Writes rows to bytes piece by piece. What it gave out it forgets, so memory stays flat. */
export interface FormatWriter {
  /** the bytes that these rows complete; possibly none yet */
  add(rows: readonly ExportedRow[]): Uint8Array;
  /** the bytes of the end */
  end(): Uint8Array;
}

/** What a JSON file says about itself before its rows. */
export type ExportFacts = Readonly<Record<string, unknown>>;

export const contentTypes: Readonly<Record<ExportFormat, string>> = {
  csv: "text/csv; charset=utf-8; header=present",
  json: "application/json",
  ndjson: "application/x-ndjson",
  parquet: "application/vnd.apache.parquet",
};

export function formatWriter(format: ExportFormat, columns: readonly ExportColumn[], facts: ExportFacts): FormatWriter {
  return { csv: csvFormat, json: jsonFormat, ndjson: linesFormat, parquet: parquetFormat }[format](columns, facts);
}

const encoder = new TextEncoder();

function csvFormat(columns: readonly ExportColumn[]): FormatWriter {
  let head = csvLine(columns.map(({ header }) => header));
  const take = (text: string) => {
    const all = head + text;
    head = "";
    return encoder.encode(all);
  };
  return {
    add: (rows) => take(rows.map((row) => csvLine(columns.map((column) => cellValue(column, row)))).join("")),
    end: () => take(""),
  };
}

const toObject = (columns: readonly ExportColumn[], row: ExportedRow) =>
  Object.fromEntries(columns.map((column) => [column.header, cellValue(column, row)]));

function linesFormat(columns: readonly ExportColumn[]): FormatWriter {
  return {
    add: (rows) => encoder.encode(rows.map((row) => `${JSON.stringify(toObject(columns, row))}\n`).join("")),
    end: () => new Uint8Array(0),
  };
}

function jsonFormat(columns: readonly ExportColumn[], facts: ExportFacts): FormatWriter {
  let before = `${JSON.stringify(facts).slice(0, -1)},"rows":[\n`;
  const take = (text: string) => {
    const all = before + text;
    before = "";
    return encoder.encode(all);
  };
  let first = true;
  return {
    add: (rows) => {
      if (rows.length === 0) return take("");
      const text = rows.map((row) => JSON.stringify(toObject(columns, row))).join(",\n");
      const separator = first ? "" : ",\n";
      first = false;
      return take(separator + text);
    },
    end: () => take("\n]}\n"),
  };
}
