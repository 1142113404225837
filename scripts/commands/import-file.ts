import { createHash } from "node:crypto";
import { createReadStream, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Tenant } from "@/lib/db/directory";
import { UsageError } from "./command";

export interface Mistake {
  line: number;
  field: string;
  reason: string;
}

export interface ImportResult {
  accepted: number;
  duplicates: number;
  rejected: number;
  /** the first hundred */
  mistakes: Mistake[];
}

interface ImportOptions {
  file: string;
  tenant: Tenant;
  restart: boolean;
  onResume(line: number): void;
  onMistake(mistake: Mistake): void;
  /** bytes done and bytes in all */
  onProgress(done: number, all: number, result: ImportResult): void;
}

/** How far an import of one file into one tenant has got. */
interface State extends ImportResult {
  /** bytes, at the beginning of a line */
  offset: number;
  line: number;
}

const eventsPerPart = 5000;
const mistakesKept = 100;
const longestLine = 4 * 1024 * 1024;

/** Reads a file of one event a line into the log, part by part, noting after each how far it got. */
export async function importFile(options: ImportOptions): Promise<ImportResult> {
  const { file, tenant, onProgress } = options;
  const size = sizeOf(file);
  const hash = await hashOf(file);
  // By the tenant's id, which a database that was made anew does not share.
  const stateFile = await stateFileOf(`${tenant.id}-${hash}`);
  const state = (options.restart ? null : readState(stateFile)) ?? beginning();
  if (state.line > 0) options.onResume(state.line);

  const { appendEvents } = await import("@/lib/events/intake");
  const note = (mistake: Mistake) => {
    state.rejected++;
    if (state.mistakes.length < mistakesKept) state.mistakes.push(mistake);
    options.onMistake(mistake);
  };
  for await (const part of partsOf(file, state)) {
    const events: unknown[] = [];
    const lines: number[] = [];
    for (const { line, text } of part.lines) {
      const read = readLine(text, `${hash}:${line}`);
      if ("reason" in read) note({ line, field: "", reason: read.reason });
      else {
        events.push(read.event);
        lines.push(line);
      }
    }
    for (const verdict of await appendEvents(tenant, events, { source: "import" })) {
      if (verdict.verdict === "accepted") state.accepted++;
      else if (verdict.verdict === "duplicate") state.duplicates++;
      else note({ line: lines[verdict.index] ?? 0, field: verdict.field, reason: verdict.reason });
    }
    state.offset = part.end;
    state.line = part.lastLine;
    writeState(stateFile, state);
    onProgress(state.offset, size, state);
  }
  // Finished: importing it again means looking at every line again, for the database may have been restored meanwhile.
  rmSync(stateFile, { force: true });
  const { accepted, duplicates, rejected, mistakes } = state;
  return { accepted, duplicates, rejected, mistakes };
}

const beginning = (): State => ({ offset: 0, line: 0, accepted: 0, duplicates: 0, rejected: 0, mistakes: [] });

function sizeOf(file: string): number {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) throw new UsageError(`There is no file ${file}.`);
  return found.size;
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

/** An event, or why the line is none. One without an id gets the same one whenever this file is imported. */
function readLine(text: string, place: string): { event: unknown } | { reason: string } {
  let event: unknown;
  try {
    event = JSON.parse(text);
  } catch {
    return { reason: "is not valid JSON" };
  }
  if (event === null || typeof event !== "object" || Array.isArray(event)) return { reason: "must be an object" };
  const fields = event as Record<string, unknown>;
  if ((fields.id ?? fields.messageId) != null) return { event };
  return { event: { ...fields, id: createHash("sha256").update(place).digest("hex") } };
}

interface Part {
  lines: { line: number; text: string }[];
  /** bytes read up to and with its last line */
  end: number;
  lastLine: number;
}

/** The lines of a file from a place on, in parts; empty ones are passed over. Holds one part at a time. */
async function* partsOf(file: string, { offset, line }: { offset: number; line: number }): AsyncGenerator<Part> {
  let part: Part = { lines: [], end: offset, lastLine: line };
  let rest: Buffer = Buffer.alloc(0);
  const add = (bytes: Buffer, length: number) => {
    part.lastLine++;
    part.end += length;
    const text = bytes
      .toString("utf8")
      .replace(/^\uFEFF/, "")
      .trim();
    if (text !== "") part.lines.push({ line: part.lastLine, text });
  };
  for await (const chunk of createReadStream(file, { start: offset, highWaterMark: 256 * 1024 })) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk as Buffer]) : (chunk as Buffer);
    let from = 0;
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, from)) {
      add(bytes.subarray(from, at), at + 1 - from);
      from = at + 1;
      if (part.lines.length >= eventsPerPart) {
        yield part;
        part = { lines: [], end: part.end, lastLine: part.lastLine };
      }
    }
    rest = bytes.subarray(from);
    if (rest.length > longestLine) {
      throw new UsageError(
        `Line ${part.lastLine + 1} is longer than any event; the file must hold one JSON object a line.`,
      );
    }
  }
  if (rest.length > 0) add(rest, rest.length);
  if (part.lastLine > line) yield part;
}

async function stateFileOf(name: string): Promise<string> {
  const { env } = await import("@/lib/env");
  const folder = join(env().ATTUNE_HOME, "imports");
  mkdirSync(folder, { recursive: true });
  return join(folder, `${name}.json`);
}

function readState(file: string): State | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as State;
  } catch {
    return null;
  }
}

/** Written beside and renamed: a command that is killed here leaves the older state whole. */
function writeState(file: string, state: State): void {
  writeFileSync(`${file}.new`, JSON.stringify(state), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
