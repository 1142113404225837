import type { Mapping, ScoreSource, Source } from "@/lib/quiz-sessions/import/mapping";
import type { TableRow } from "@/lib/quiz-sessions/import/read-table";
import type { RecordIssue } from "@/lib/quiz-sessions/result-record";

export type Mapped = { readonly record: Record<string, unknown> } | { readonly issues: readonly RecordIssue[] };

/** What a cell may not be, by field; thrown inside and told as an issue. */
class CellIssue extends Error {
  constructor(
    readonly field: string,
    readonly reason: string,
  ) {
    super(reason);
  }
}

const fields = [
  "session_id",
  "framework_id",
  "quiz_version",
  "user_email",
  "user_name",
  "completed_at",
  "language",
  "country",
  "contact_consent",
] as const;

/** Turns one row of a file into the columns of a result, as the gateway would write them. */
export function mapRow(mapping: Mapping, row: TableRow): Mapped {
  try {
    const record: Record<string, unknown> = {};
    for (const field of fields) {
      const source = mapping[field];
      if (source) record[field] = read(source, row, field);
    }
    record.format = read(mapping.quiz_format, row, "quiz_format");
    const answers = answersOf(mapping, row);
    if (answers) record.answers = answers;
    const scores = scoresOf(mapping, row);
    if (scores.length > 0) record.scores = Object.fromEntries(scores);
    // Sorting keeps the order of equals, which is the mapping's.
    const ranked = [...scores].sort(([, a], [, b]) => b - a);
    for (const field of ["primary_id", "secondary_id"] as const) {
      const source = mapping[field];
      if (source)
        record[field] = "highest" in source ? (ranked[source.highest - 1]?.[0] ?? null) : read(source, row, field);
    }
    if (mapping.metadata) {
      record.metadata = Object.fromEntries(
        Object.entries(mapping.metadata).flatMap(([key, source]) => {
          const value = read(source, row, `metadata.${key}`);
          return value === null ? [] : [[key, value]];
        }),
      );
    }
    return { record };
  } catch (error) {
    if (error instanceof CellIssue) return { issues: [{ field: error.field, reason: error.reason }] };
    throw error;
  }
}

const cellOf = (row: TableRow, column: string): string => {
  const value = row.values[column];
  return value === null || value === undefined ? "" : String(value).trim();
};

function read(source: Source, row: TableRow, field: string): string | number | boolean | null {
  if ("value" in source) return source.value;
  if ("template" in source) {
    return source.template.replace(/\{([^}]+)\}/g, (_, name: string) =>
      name === "line" ? String(row.line) : cellOf(row, name),
    );
  }
  const cell = cellOf(row, source.column);
  if (cell === "" || source.missed?.includes(cell)) return null;
  if (source.map) {
    const mapped = source.map[cell];
    if (mapped === undefined)
      throw new CellIssue(field, `the column ${source.column} holds a value that the mapping does not name`);
    return mapped;
  }
  if (source.as === "number") return numberOf(cell, field, source.column);
  if (source.as === "boolean") return /^(1|true|yes|y)$/i.test(cell);
  return cell;
}

function numberOf(cell: string, field: string, column: string): number {
  const value = Number(cell);
  if (cell === "" || !Number.isFinite(value)) throw new CellIssue(field, `the column ${column} must be a number`);
  return value;
}

/** The answers that were given; a missed one is left out. */
function answersOf(mapping: Mapping, row: TableRow): Record<string, number> | null {
  if (!mapping.answers) return null;
  const answers: Record<string, number> = {};
  for (const column of mapping.answers.columns) {
    const cell = cellOf(row, column);
    if (cell === "" || mapping.answers.missed?.includes(cell)) continue;
    answers[column] = numberOf(cell, `answers.${column}`, column);
  }
  return answers;
}

function scoresOf(mapping: Mapping, row: TableRow): [key: string, score: number][] {
  const missed = mapping.answers?.missed ?? [];
  return Object.entries(mapping.scores ?? {}).flatMap(([key, source]): [string, number][] => {
    const score = scoreOf(source, row, `scores.${key}`, missed);
    return score === null ? [] : [[key, score]];
  });
}

/** A mean is taken over the items that were answered; a sum needs all of them. */
function scoreOf(source: ScoreSource, row: TableRow, field: string, missedAnswers: readonly string[]): number | null {
  if ("column" in source) {
    const cell = cellOf(row, source.column);
    return cell === "" || source.missed?.includes(cell) ? null : numberOf(cell, field, source.column);
  }
  const items = "mean" in source ? source.mean : source.sum;
  const [low, high] = source.scale;
  let [sum, answered] = [0, 0];
  for (const item of items) {
    const column = item.replace(/^-/, "");
    const cell = cellOf(row, column);
    if (cell === "" || missedAnswers.includes(cell)) continue;
    const value = numberOf(cell, field, column);
    if (value < low || value > high) throw new CellIssue(field, `the column ${column} must be from ${low} to ${high}`);
    sum += item.startsWith("-") ? low + high - value : value;
    answered++;
  }
  if (answered === 0 || ("sum" in source && answered < items.length)) return null;
  const score = "mean" in source ? sum / answered : sum;
  return source.digits === undefined ? score : Number(score.toFixed(source.digits));
}
