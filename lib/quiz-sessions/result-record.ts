import { z } from "zod";
import { quizFormats } from "@/lib/quiz-sessions/schema";

const said = (what: string) => ({
  error: (issue: { input?: unknown }) =>
    issue.input === undefined || issue.input === null ? `is missing; send ${what}` : `must be ${what}`,
});

const idSentence = said("an id of 1 to 64 letters, digits, `-`, `_`, `.` or `:`");
const id = z.string(idSentence).regex(/^[A-Za-z0-9._:-]{1,64}$/, idSentence);

const resultSentence = said("an id of 1 to 64 letters, digits, spaces, `-`, `_`, `.` or `:`");
const resultId = z
  .string(resultSentence)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._:-]{0,63}$/u, resultSentence)
  .nullish();

const frameworkSentence = said("the id of a framework: lower-case letters, digits and hyphens, like `archetypes`");

const bareAddress = /^[^\s<>"(),:;@[\]\\]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/;

const email = z
  .string("must be an e-mail address")
  .trim()
  .max(255, "must be an e-mail address of at most 255 characters")
  .transform((text, context) => {
    if (/[<>]/.test(text)) {
      context.addIssue({
        code: "custom",
        message: "must be the bare address, without a display name; send the name as `user_name`",
      });
      return z.NEVER;
    }
    if (!bareAddress.test(text) || /[^\x21-\x7e]/.test(text)) {
      context.addIssue({ code: "custom", message: "must be an e-mail address like `jane@example.org`" });
      return z.NEVER;
    }
    return text.toLowerCase();
  })
  .nullish();

const name = z
  .string("must be a name")
  .trim()
  .max(255, "must be a name of at most 255 characters")
  .refine((text) => !/[\p{Cc}\p{Surrogate}]/u.test(text), "must be one line of well-formed Unicode")
  .nullish()
  .transform((text) => text || null);

const scoreSentence = { error: "must be a number" };

/**
 * A finished quiz as the gateway writes it: the columns of `assess_sessions`, and what newer gateways know beside them.
 * Unknown columns are refused, so that a misspelt one is not lost in silence.
 */
export const resultRecordSchema = z.strictObject(
  {
    session_id: id,
    tenant_id: z.string("must be the tenant's id or its short name").nullish(),
    framework_id: z.string(frameworkSentence).regex(/^[a-z][a-z0-9-]{0,62}$/, frameworkSentence),
    format: z.enum(quizFormats, said(`one of ${quizFormats.map((format) => `\`${format}\``).join(", ")}`)),
    user_email: email,
    user_name: name,
    scores: z
      .record(
        z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/, "must be the id of a score: letters, digits, `_`, `.` or `-`"),
        z.number(scoreSentence).min(-1e9, scoreSentence).max(1e9, scoreSentence),
        { error: 'must be an object of numbers, like `{"hero": 71.5}`' },
      )
      .nullish(),
    primary_id: resultId,
    secondary_id: resultId,
    completed_at: z
      .union([z.iso.datetime({ offset: true }), z.number().int()], {
        error: "must be a time with its zone, like `2026-11-20T18:00:00Z`",
      })
      .nullish(),
    metadata: z.record(z.string(), z.unknown(), { error: "must be an object" }).nullish(),
    quiz_version: z.string("must be text").trim().min(1).max(64, "must be at most 64 characters").nullish(),
    answers: z
      .record(
        z.string().min(1).max(100),
        z.union([z.number(), z.boolean()], { error: "must be a number, true or false" }),
      )
      .nullish(),
    contact_consent: z.boolean("must be true or false").nullish(),
    language: z
      .string("must be a language tag like `de`")
      .regex(/^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*$/, "must be a language tag like `de`")
      .nullish(),
    country: z.string("must be a country's code like `DE`").max(60, "must be a country's code like `DE`").nullish(),
  },
  {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? `is not a column of a quiz result (${issue.keys.slice(0, 5).join(", ")})`
        : "must be an object with the columns of a quiz result",
  },
);

export type ResultRecord = z.output<typeof resultRecordSchema>;

export interface RecordIssue {
  /** the column; empty when it is about the record as a whole */
  readonly field: string;
  readonly reason: string;
}

/** Reads one record, or says of each column what is wrong with it, at most five. Never repeats a value that was sent. */
export function readRecord(value: unknown): { record: ResultRecord } | { issues: RecordIssue[] } {
  const parsed = resultRecordSchema.safeParse(value);
  if (parsed.success) return { record: parsed.data };
  return {
    issues: parsed.error.issues.slice(0, 5).map((issue) => ({
      field: issue.code === "unrecognized_keys" ? String(issue.keys[0] ?? "").slice(0, 64) : issue.path.join("."),
      reason: issue.code === "invalid_key" ? (issue.issues[0]?.message ?? issue.message) : issue.message,
    })),
  };
}
