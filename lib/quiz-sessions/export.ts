import { z } from "zod";
import { isDay } from "@/lib/analytics/day";
import { cursorFits } from "@/lib/analytics/keyset-cursor";
import type { CsvColumn } from "@/lib/csv";
import { sessionFilters, sessionPaging } from "@/lib/quiz-sessions/list-search";
import type { SessionRow } from "@/lib/quiz-sessions/queries/list-sessions";
import { leadOf } from "@/lib/quiz-sessions/schema";

const day = z.string().refine(isDay, { message: "is not a day like 2026-11-20" }).optional();

/** `GET /api/quiz/sessions`: the filters of the page; a page of JSON, or everything as a file. */
export const sessionsQuery = z
  .object({
    ...sessionFilters.shape,
    ...sessionPaging,
    from: day,
    to: day,
    limit: z.coerce.number().int().min(1).max(200).default(50),
    /** `csv` and `json`: everything that fits, as a file */
    format_as: z.enum(["page", "csv", "json"]).default("page"),
    bom: z.literal("1").optional(),
  })
  .superRefine(cursorFits);

/** The columns of an exported session; other people's scripts read their names. */
export const sessionCsv: readonly CsvColumn<SessionRow>[] = [
  { header: "session_id", value: (row) => row.id },
  { header: "begun_at", value: (row) => row.begunAt },
  { header: "completed_at", value: (row) => row.completedAt },
  { header: "framework_id", value: (row) => row.frameworkId },
  { header: "format", value: (row) => row.format },
  { header: "quiz_version", value: (row) => row.version },
  { header: "user_email", value: (row) => row.email },
  { header: "user_name", value: (row) => row.name },
  { header: "primary_id", value: (row) => row.primaryId },
  { header: "secondary_id", value: (row) => row.secondaryId },
  { header: "scores", value: (row) => (row.scores ? JSON.stringify(row.scores) : null) },
  { header: "lead", value: (row) => leadOf(row.lead) },
  { header: "lead_by_hand", value: (row) => row.leadByHand },
  { header: "source", value: (row) => row.source },
  { header: "language", value: (row) => row.language },
  { header: "country", value: (row) => row.country },
  { header: "duration_ms", value: (row) => row.durationMs },
  // A sum of fractions of a cent, without the noise that adding them up leaves.
  { header: "cost_minor", value: (row) => Number(row.costMinor.toFixed(6)) },
  { header: "cost_currency", value: (row) => row.costCurrency },
  { header: "last_step", value: (row) => row.lastStep },
  { header: "opened", value: (row) => row.opened },
  { header: "booked", value: (row) => row.booked },
  { header: "tags", value: (row) => row.tags.join(", ") },
  { header: "conflict_of", value: (row) => row.conflictOf },
  { header: "prospect_id", value: (row) => row.prospectId },
];

/** The same row as JSON, under the same names. */
export const sessionJson = (row: SessionRow): Record<string, unknown> => ({
  ...Object.fromEntries(sessionCsv.map(({ header, value }) => [header, value(row) ?? null])),
  scores: row.scores,
  tags: row.tags,
});

/** One JSON array, row by row, so that a long list is never held whole. */
export function jsonRows<Row>(rows: AsyncIterable<Row>, shape: (row: Row) => unknown): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const iterator = rows[Symbol.asyncIterator]();
  let first = true;
  return new ReadableStream({
    async pull(controller) {
      let text = "";
      while (text.length < 64 * 1024) {
        const { done, value } = await iterator.next();
        if (done) {
          controller.enqueue(encoder.encode(`${text}${first ? "[" : ""}]\n`));
          controller.close();
          return;
        }
        text += `${first ? "[" : ",\n"}${JSON.stringify(shape(value))}`;
        first = false;
      }
      controller.enqueue(encoder.encode(text));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}
