import "server-only";
import { decodeFile } from "@/lib/attendance-import/decode";
import { importLimits } from "@/lib/attendance-import/limits";
import { readDashboard } from "@/lib/attendance-import/read-dashboard";
import { readTable } from "@/lib/attendance-import/read-table";
import type { Report } from "@/lib/attendance-import/report";
import type { DateFormat, IssueCode } from "@/lib/attendance-import/schema";

/** Understands an attendance file. Never throws: what is wrong with it is in its issues. */
export function readReport(bytes: Uint8Array, asked: { zone: string; format?: DateFormat | undefined }): Report {
  if (bytes.length > importLimits.bytes) return refused("too-large");
  const text = decodeFile(bytes);
  if (text === null) return refused("encoding");
  const trimmed = text.trim();
  if (trimmed === "") return refused("empty");
  return trimmed.startsWith("{") ? readDashboard(trimmed) : readTable(text, asked);
}

const refused = (code: IssueCode): Report => ({
  source: "zoom",
  title: null,
  startedAt: null,
  endedAt: null,
  columns: [],
  format: null,
  ambiguous: false,
  stays: [],
  reactions: [],
  issues: [{ code, weight: "error", line: null }],
});
