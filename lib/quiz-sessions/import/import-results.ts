import "server-only";
import type { Tenant } from "@/lib/db/directory";
import { mapRow } from "@/lib/quiz-sessions/import/map-row";
import { type Mapping, type Match, matchesOf, missingColumns } from "@/lib/quiz-sessions/import/mapping";
import { columnsOf, readTable, type TableFormat } from "@/lib/quiz-sessions/import/read-table";
import { checkResults, type ResultVerdict, submitResults, type Ways } from "@/lib/quiz-sessions/submit-results";

export interface LineIssue {
  readonly line: number;
  readonly field: string;
  readonly reason: string;
}

export interface ImportPlan {
  readonly matched: readonly Match[];
  readonly missing: readonly Match[];
  /** columns that nothing reads */
  readonly unused: readonly string[];
}

export interface ImportOutcome {
  rows: number;
  accepted: number;
  duplicates: number;
  conflicts: number;
  rejected: number;
}

export interface ImportOptions {
  readonly file: string;
  readonly format: TableFormat;
  readonly mapping: Mapping;
  readonly tenant: Tenant;
  readonly ways: Ways;
  /** reads and judges, and stores nothing */
  readonly dryRun: boolean;
  onIssue(issue: LineIssue): void;
  onProgress(outcome: ImportOutcome): void;
}

/** Rows that are judged and appended together. */
const rowsPerPart = 1000;

/** Holds a mapping against a file's columns. */
export async function planImport(file: string, format: TableFormat, mapping: Mapping): Promise<ImportPlan> {
  const columns = await columnsOf(file, format);
  const matched = matchesOf(mapping);
  const read = new Set(matched.map(({ column }) => column));
  return { matched, missing: missingColumns(mapping, columns), unused: columns.filter((name) => !read.has(name)) };
}

/**
 * Imports a file of finished quizzes, part by part: what is held in memory is one part. Sessions are known by their id, so an
 * import that was interrupted is completed by running it again, and one that is run twice adds nothing.
 */
export async function importResults(options: ImportOptions): Promise<ImportOutcome> {
  const outcome: ImportOutcome = { rows: 0, accepted: 0, duplicates: 0, conflicts: 0, rejected: 0 };
  let part: { line: number; record: unknown }[] = [];
  const refuse = (issue: LineIssue) => {
    outcome.rejected++;
    options.onIssue(issue);
  };
  const flush = async () => {
    const records = part.map(({ record }) => record);
    const { tenant, ways, dryRun } = options;
    const now = new Date();
    const verdicts = dryRun
      ? await checkResults(tenant, records, ways, now)
      : await submitResults(tenant, records, "import", ways, now);
    for (const verdict of verdicts) note(verdict, part[verdict.index]?.line ?? 0);
    part = [];
    options.onProgress(outcome);
  };
  const note = (verdict: ResultVerdict, line: number) => {
    if (verdict.verdict === "rejected") refuse({ line, field: verdict.field, reason: verdict.reason });
    else if (verdict.verdict === "accepted") outcome.accepted++;
    else if (verdict.verdict === "duplicate") outcome.duplicates++;
    else {
      outcome.conflicts++;
      options.onIssue({
        line,
        field: "session_id",
        reason: "is used by another result; this one is kept apart and flagged",
      });
    }
  };
  for await (const row of readTable(options.file, options.format)) {
    outcome.rows++;
    const mapped = mapRow(options.mapping, row);
    if ("issues" in mapped) for (const issue of mapped.issues.slice(0, 1)) refuse({ line: row.line, ...issue });
    else part.push({ line: row.line, record: mapped.record });
    if (part.length >= rowsPerPart) await flush();
  }
  if (part.length > 0) await flush();
  options.onProgress(outcome);
  return outcome;
}
