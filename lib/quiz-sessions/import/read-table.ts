import "server-only";
import { createReadStream } from "node:fs";

/** One record of a file, with the line that it begins on (the header is line 1). */
export interface TableRow {
  readonly line: number;
  readonly values: Readonly<Record<string, unknown>>;
}

export type TableFormat = "csv" | "tsv" | "ndjson";

/** Longer than any quiz session; a file without line breaks must not fill the memory. */
const longestRecord = 4 * 1024 * 1024;

/** A mistake in the file itself, by line. */
export class TableError extends Error {}

/**
 * Streams a file record by record, in the flat memory of one piece of it. CSV as RFC 4180 has it; TSV without quotes;
 * NDJSON one object a line. The first line of CSV and TSV names the columns.
 */
export async function* readTable(file: string, format: TableFormat): AsyncGenerator<TableRow> {
  if (format === "ndjson") yield* readObjects(file);
  else yield* readCells(file, format);
}

/** The columns of a file: its header, or the keys of its first object. */
export async function columnsOf(file: string, format: TableFormat): Promise<string[]> {
  for await (const row of readTable(file, format)) return Object.keys(row.values);
  // A header without a row behind it still names its columns.
  if (format === "ndjson") return [];
  for await (const record of recordsOf(file, format)) return record.cells;
  return [];
}

async function* readCells(file: string, format: "csv" | "tsv"): AsyncGenerator<TableRow> {
  let header: string[] | undefined;
  for await (const { line, cells } of recordsOf(file, format)) {
    if (!header) {
      header = cells.map((cell) => cell.trim());
      const twice = header.find((name, at) => header?.indexOf(name) !== at);
      if (twice !== undefined) throw new TableError(`line 1: the column "${twice}" stands there twice`);
      continue;
    }
    if (cells.length === 1 && cells[0] === "") continue;
    if (cells.length !== header.length) {
      throw new TableError(`line ${line}: has ${cells.length} cells where the header has ${header.length}`);
    }
    yield { line, values: Object.fromEntries(header.map((name, at) => [name, cells[at]])) };
  }
}

async function* recordsOf(file: string, format: "csv" | "tsv"): AsyncGenerator<{ line: number; cells: string[] }> {
  const [separator, quotes] = format === "csv" ? [",", true] : ["\t", false];
  let cells: string[] = [];
  let [cell, quoted, afterQuote, line, begun, length] = ["", false, false, 1, 1, 0];
  for await (const piece of textOf(file)) {
    for (const letter of piece) {
      if (++length > longestRecord) throw new TableError(`line ${begun}: is longer than any session`);
      if (quoted) {
        if (letter === '"') [quoted, afterQuote] = [false, true];
        else cell += letter;
        if (letter === "\n") line++;
      } else if (quotes && letter === '"') {
        // Two quotes in a row are one; a quote after a closed one opens it again.
        if (afterQuote) cell += '"';
        quoted = true;
        afterQuote = false;
      } else if (letter === separator) {
        cells.push(cell);
        [cell, afterQuote] = ["", false];
      } else if (letter === "\n") {
        cells.push(cell.endsWith("\r") ? cell.slice(0, -1) : cell);
        yield { line: begun, cells };
        line++;
        [cells, cell, afterQuote, begun, length] = [[], "", false, line, 0];
      } else cell += letter;
    }
  }
  if (quoted) throw new TableError(`line ${begun}: a quote is opened and never closed`);
  if (cell !== "" || cells.length > 0) yield { line: begun, cells: [...cells, cell.replace(/\r$/, "")] };
}

async function* readObjects(file: string): AsyncGenerator<TableRow> {
  let [rest, line] = ["", 0];
  const read = (text: string): TableRow | null => {
    line++;
    if (text.trim() === "") return null;
    const value = parsed(text, line);
    return { line, values: value };
  };
  for await (const piece of textOf(file)) {
    const lines = (rest + piece).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > longestRecord)
      throw new TableError(`line ${line + lines.length + 1}: is longer than any session`);
    for (const text of lines) {
      const row = read(text);
      if (row) yield row;
    }
  }
  const last = rest === "" ? null : read(rest);
  if (last) yield last;
}

function parsed(text: string, line: number): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new TableError(`line ${line}: is not valid JSON`);
  }
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    throw new TableError(`line ${line}: must be an object`);
  }
  return value as Record<string, unknown>;
}

async function* textOf(file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8");
  for await (const bytes of createReadStream(file, { highWaterMark: 256 * 1024 })) {
    yield decoder.decode(bytes as Buffer, { stream: true });
  }
  yield decoder.decode();
}
