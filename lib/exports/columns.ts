import type { CsvColumn, CsvValue } from "@/lib/csv";
import type { ExportContent } from "@/lib/exports/schema";
import { attendeeColumns, figureColumns, sessionItemColumns } from "@/lib/master-sessions/export";
import type { Attendee, FigureRow, SessionItem } from "@/lib/master-sessions/schema";

/** What kind of value a column holds: decides how typed formats write it. */
export type ColumnType = "text" | "integer" | "number" | "boolean" | "instant";

export interface ExportColumn {
  readonly header: string;
  readonly type: ColumnType;
  readonly value: (row: never) => CsvValue;
}

/** A figure of a session; values that are words or instants stand in `value_text`, so that `value` is a number in every format. */
export type SessionFigure = FigureRow & { readonly heldAt: Date };
export type SessionAttendee = Attendee & { readonly sessionId: string };
export type ExportedRow = SessionItem | SessionFigure | SessionAttendee;

const types: Readonly<Record<string, ColumnType>> = {
  ...each("instant", "scheduled_at", "started_at", "ended_at", "held_at", "first_ready_at", "last_left_at"),
  ...each(
    "integer",
    "duration_minutes",
    "ready",
    "total",
    "replay_people",
    "attended_ms",
    "joins",
    "devices",
    "reactions",
  ),
  ...each("number", "au", "replay_seconds", "value", "numerator", "denominator"),
  ...each("boolean", "shared", "counted", "partial", "dropped"),
};

function each(type: ColumnType, ...headers: string[]) {
  return Object.fromEntries(headers.map((header) => [header, type]));
}

const typed = <Row>(columns: readonly { header: string; value: (row: Row) => CsvValue }[]) =>
  columns.map(({ header, value }) => ({
    header,
    value: value as (row: never) => CsvValue,
    type: types[header] ?? "text",
  }));

function isNumber(value: unknown): value is number {
  return typeof value === "number";
}

const figures: readonly ExportColumn[] = typed<SessionFigure>([
  { header: "session_id", value: (row) => row.session_id },
  { header: "held_at", value: (row) => row.heldAt },
  ...figureColumns.flatMap(figureColumn),
]);

function figureColumn({ header, value }: CsvColumn<FigureRow>): CsvColumn<SessionFigure>[] {
  if (header === "session_id") return [];
  if (header !== "value") return [{ header, value }];
  return [
    { header, value: (row) => (isNumber(row.value) ? row.value : null) },
    { header: "value_text", value: (row) => (isNumber(row.value) ? null : row.value) },
  ];
}

/** The columns of each content, the same in every format. */
export const exportColumns: Readonly<Record<ExportContent, readonly ExportColumn[]>> = {
  sessions: typed(sessionItemColumns),
  figures,
  groups: figures,
  attendees: typed<SessionAttendee>([
    { header: "session_id", value: (row) => row.sessionId },
    ...attendeeColumns.map(({ header, value }) => ({ header, value: (row: SessionAttendee) => value(row) })),
  ]),
};

/** A row's value in a column, as JSON and Parquet write it. */
export function cellValue(column: ExportColumn, row: ExportedRow): string | number | boolean | Date | null {
  const value = column.value(row as never);
  if (value === undefined || value === null) return null;
  return typeof value === "bigint" ? Number(value) : value;
}
