import "server-only";
import { readCsvLines } from "@/lib/attendance-import/csv-lines";
import { detectFormat, readTime } from "@/lib/attendance-import/dates";
import { importLimits } from "@/lib/attendance-import/limits";
import { type MatchedColumn, matchColumns, plainHeader } from "@/lib/attendance-import/match-columns";
import type { Report, Stay } from "@/lib/attendance-import/report";
import type { ColumnName, DateFormat, Issue, ReportSource } from "@/lib/attendance-import/schema";

interface Asked {
  readonly zone: string;
  readonly format?: DateFormat | undefined;
}

/** Lines above the table that may tell about the meeting. */
const headerWithin = 12;

/** A participants' report as CSV: Zoom's, with or without the lines about the meeting, or BigBlueButton's learning dashboard. */
export function readTable(text: string, { zone, format: wanted }: Asked): Report {
  const { lines, issues: broken } = readCsvLines(text);
  const issues: Issue[] = [...broken];
  const headerAt = lines.slice(0, headerWithin).findIndex(({ cells }) => isHeader(matchColumns(cells)));
  const columns = matchColumns(lines[headerAt]?.cells ?? lines[0]?.cells ?? []);
  const has = (column: ColumnName) => columns.some((one) => one.column === column);
  const source: ReportSource = lines[headerAt]?.cells.some((cell) => /^(moderator|activity score)$/i.test(cell))
    ? "big-blue-button-csv"
    : "zoom";
  const empty = { source, title: null, startedAt: null, endedAt: null, format: null, ambiguous: false };
  const shown = columns.map(({ column, header }) => ({ column, header }));
  if (headerAt < 0) {
    if (columns.length === 0) issues.push({ code: "not-a-report", weight: "error", line: null });
    else if (has("name") && has("duration") && !has("join")) {
      issues.push({ code: "unique-users-only", weight: "error", line: lines[0]?.line ?? 1 });
    } else {
      for (const column of (["name", "join", "leave"] as const).filter((one) => !has(one))) {
        issues.push({ code: "missing-column", weight: "error", line: lines[0]?.line ?? 1, what: column });
      }
    }
    return { ...empty, columns: shown, stays: [], reactions: [], issues };
  }

  const rows = lines.slice(headerAt + 1).filter(({ cells }) => cells.some((cell) => cell !== ""));
  if (rows.length > importLimits.rows) {
    issues.push({ code: "too-many-rows", weight: "error", line: null, what: String(rows.length) });
    return { ...empty, columns: shown, stays: [], reactions: [], issues };
  }
  const cell = (row: readonly string[], column: ColumnName) => {
    const at = columns.find((one) => one.column === column)?.at;
    return at === undefined ? "" : (row[at] ?? "").trim();
  };
  const times = rows
    .flatMap(({ cells }) => [cell(cells, "join"), cell(cells, "leave")])
    .filter((time) => time && time !== "-");
  const detected = detectFormat(times);
  const format = wanted ?? detected?.format ?? null;
  const stays: Stay[] = [];
  for (const { cells, line } of rows) {
    const name = cell(cells, "name");
    const joined = cell(cells, "join");
    const left = cell(cells, "leave");
    // Answers of nobody in particular, which the dashboard puts below the people.
    if (source === "big-blue-button-csv" && joined === "" && left === "") continue;
    if (/^(yes|ja|true)$/i.test(cell(cells, "waiting"))) {
      issues.push({ code: "waiting-room", weight: "skipped", line });
      continue;
    }
    if (name === "") {
      issues.push({ code: "no-name", weight: "error", line });
      continue;
    }
    const joinedAt = format && readTime(joined, format, zone);
    const open = left === "" || left === "-";
    const leftAt = open ? null : format && readTime(left, format, zone);
    const unread = [joinedAt ? null : joined, open || leftAt ? null : left].find((one) => one !== null);
    if (!joinedAt || unread !== undefined) {
      const elsewhere = unread && detectFormat([unread]);
      issues.push({
        code: elsewhere ? "other-format" : "bad-time",
        weight: "error",
        line,
        what: (unread ?? "").slice(0, 60),
      });
      continue;
    }
    if (open) issues.push({ code: "still-there", weight: "note", line });
    if (leftAt && leftAt < joinedAt) {
      issues.push({ code: "leave-before-join", weight: "error", line });
      continue;
    }
    const email = cell(cells, "email").toLowerCase();
    stays.push({ line, name, email: email.includes("@") ? email : null, joinedAt, leftAt });
  }
  if (stays.length === 0 && !issues.some(({ weight }) => weight === "error")) {
    issues.push({ code: "no-rows", weight: "error", line: null });
  }
  const ambiguous = wanted === undefined && detected?.ambiguous === true;
  return {
    ...empty,
    ...aboutMeeting(lines.slice(0, headerAt), format, zone),
    columns: shown,
    format,
    ambiguous,
    stays,
    reactions: [],
    issues: issues.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)),
  };
}

const isHeader = (columns: readonly MatchedColumn[]) =>
  (["name", "join", "leave"] as const).every((wanted) => columns.some(({ column }) => column === wanted));

/** Topic, start and end out of the two lines above the table, when the report was made with them. */
function aboutMeeting(
  lines: readonly { cells: readonly string[] }[],
  format: DateFormat | null,
  zone: string,
): Pick<Report, "title" | "startedAt" | "endedAt"> {
  const at = lines.findIndex(({ cells }) => cells.some((cell) => plainHeader(cell) === "start time"));
  const headers = (lines[at]?.cells ?? []).map(plainHeader);
  const values = lines[at + 1]?.cells ?? [];
  const value = (...names: string[]) => {
    const place = names.map((name) => headers.indexOf(name)).find((one) => one >= 0);
    return place === undefined ? "" : (values[place] ?? "").trim();
  };
  const time = (text: string) => {
    const own = text === "" ? null : (format ?? detectFormat([text])?.format ?? null);
    return own && (readTime(text, own, zone) ?? readTime(text, detectFormat([text])?.format ?? own, zone));
  };
  if (at < 0) return { title: null, startedAt: null, endedAt: null };
  return {
    title: value("topic", "meeting topic") || null,
    startedAt: time(value("start time")),
    endedAt: time(value("end time")),
  };
}
