import "server-only";
import { z } from "zod";
import type { DropOffRow } from "@/lib/quiz-sessions/drop-off-export";
import { dropOffColumns } from "@/lib/quiz-sessions/drop-off-search";
import { stepEdges } from "@/lib/quiz-sessions/queries/drop-off";
import { getProspect } from "@/lib/quiz-sessions/queries/prospects";
import { getSession, sessionNotes, sessionUsage } from "@/lib/quiz-sessions/queries/session-detail";
import { leads, quizFormats, quizSources, transcriptStepSchema } from "@/lib/quiz-sessions/schema";
import type { ResultVerdict } from "@/lib/quiz-sessions/submit-results";

const count = z.int().min(0);
const scores = z.record(z.string(), z.number());

/** A quiz session under the column names of its CSV. */
export const quizSessionSchema = z.strictObject({
  session_id: z.string(),
  begun_at: z.date(),
  completed_at: z.date().nullable(),
  framework_id: z.string(),
  format: z.enum(quizFormats),
  quiz_version: z.string().nullable(),
  user_email: z.string().nullable(),
  user_name: z.string().nullable(),
  primary_id: z.string().nullable(),
  secondary_id: z.string().nullable(),
  scores: scores.nullable(),
  lead: z.enum(leads),
  lead_by_hand: z.boolean(),
  source: z.enum(quizSources),
  language: z.string().nullable(),
  country: z.string().nullable(),
  duration_ms: z.int(),
  cost_minor: z.number(),
  cost_currency: z.string().nullable(),
  last_step: z.string(),
  opened: z.boolean(),
  booked: z.boolean(),
  tags: z.array(z.string()),
  conflict_of: z.string().nullable(),
  prospect_id: z.string().nullable(),
});
export type QuizSessionAnswer = z.output<typeof quizSessionSchema>;

/** `GET /api/quiz/sessions`: a page; with `format_as=json` its items alone, every one of them. */
export const quizSessionPageSchema = z.strictObject({
  items: z.array(quizSessionSchema),
  nextCursor: z.string().nullable(),
});
export const quizSessionFileSchema = z.array(quizSessionSchema);

/** One cell of the heatmap. */
export const dropOffRowSchema = z.strictObject({
  step: z.string(),
  column: z.string(),
  entries: count,
  continued: count,
  dropped: count,
  in_progress: count,
  retention: z.number().nullable(),
  drop_ratio: z.number().nullable(),
  median_ms: z.number().nullable(),
  p90_ms: z.number().nullable(),
});
dropOffRowSchema satisfies z.ZodType<DropOffRow>;

export const stepEdgeSchema = z.strictObject(stepEdges.row.shape);

/** `GET /api/quiz/drop-off` */
export const dropOffAnswerSchema = z.strictObject({
  columns: z.enum(dropOffColumns),
  from: z.iso.date(),
  to: z.iso.date(),
  withoutJourney: count,
  rows: z.array(dropOffRowSchema),
  edges: z.array(stepEdgeSchema),
});

const recordIssueSchema = z.strictObject({ field: z.string(), reason: z.string() });
const judged = { index: count, session_id: z.string().nullable() };

export const resultVerdictSchema = z.union([
  z.strictObject({ ...judged, verdict: z.enum(["accepted", "duplicate", "conflict"]) }),
  z.strictObject({
    ...judged,
    verdict: z.literal("rejected"),
    field: z.string(),
    reason: z.string(),
    issues: z.array(recordIssueSchema),
  }),
]);
resultVerdictSchema satisfies z.ZodType<ResultVerdict>;

/** `POST /api/quiz/results` */
export const resultVerdictsSchema = z.strictObject({
  accepted: count,
  duplicates: count,
  conflicts: count,
  rejected: count,
  verdicts: z.array(resultVerdictSchema),
});

const { transcript: _, ...sessionShape } = getSession.row.shape;

/** A session as the prospect herself is told of it: all of it, with the words of her answers. */
export const prospectSessionSchema = z.strictObject({
  ...sessionShape,
  answers: z.array(
    z.strictObject({
      ...transcriptStepSchema.omit({ event: true, answer: true }).shape,
      answer: z.union([z.number(), z.boolean(), z.string()]).nullable(),
    }),
  ),
  aiUsage: z.array(z.strictObject(sessionUsage.row.shape)),
});

/** `GET /api/quiz/prospects/{prospectId}/export` */
export const prospectAnswerSchema = z.strictObject({
  prospect: z.strictObject(getProspect.row.shape),
  sessions: z.array(prospectSessionSchema),
  notes: z.array(
    z.strictObject(sessionNotes.row.pick({ sessionId: true, text: true, author: true, createdAt: true }).shape),
  ),
});
