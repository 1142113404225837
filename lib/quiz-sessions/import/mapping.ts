import { z } from "zod";

const column = z.string().min(1).max(200);
const missed = z.array(z.string()).max(20).optional();

/** Where one field of a result comes from. */
const sourceSchema = z.union([
  z.strictObject({
    column,
    /** cells that mean "nothing" */
    missed,
    /** cell → what it stands for; other cells are refused */
    map: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
    as: z.enum(["text", "number", "boolean"]).optional(),
  }),
  z.strictObject({ value: z.union([z.string(), z.number(), z.boolean()]) }),
  /** text with `{line}` or `{column}` in it */
  z.strictObject({ template: z.string().min(1).max(200) }),
]);
export type Source = z.output<typeof sourceSchema>;

const digits = z.int().min(0).max(6).optional();

/** A score worked out of answers: items of a scale, of which those with `-` in front are reversed. */
const scoreSchema = z.union([
  z.strictObject({
    mean: z.array(column).min(1).max(500),
    scale: z.tuple([z.number(), z.number()]),
    digits,
  }),
  z.strictObject({ sum: z.array(column).min(1).max(500), scale: z.tuple([z.number(), z.number()]), digits }),
  z.strictObject({ column, missed }),
]);
export type ScoreSource = z.output<typeof scoreSchema>;

/** How a file's columns become quiz results. */
export const mappingSchema = z.strictObject({
  $comment: z.string().optional(),
  format: z.enum(["csv", "tsv", "ndjson"]).optional(),
  session_id: sourceSchema,
  framework_id: sourceSchema,
  quiz_format: sourceSchema,
  quiz_version: sourceSchema.optional(),
  user_email: sourceSchema.optional(),
  user_name: sourceSchema.optional(),
  completed_at: sourceSchema.optional(),
  language: sourceSchema.optional(),
  country: sourceSchema.optional(),
  contact_consent: sourceSchema.optional(),
  /** `highest` takes the score with the largest value; of equal ones the one that stands first under `scores` */
  primary_id: z.union([z.strictObject({ highest: z.int().min(1).max(20) }), sourceSchema]).optional(),
  secondary_id: z.union([z.strictObject({ highest: z.int().min(1).max(20) }), sourceSchema]).optional(),
  answers: z.strictObject({ columns: z.array(column).min(1).max(500), missed }).optional(),
  scores: z.record(z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/), scoreSchema).optional(),
  metadata: z.record(z.string().min(1).max(100), sourceSchema).optional(),
});
export type Mapping = z.output<typeof mappingSchema>;

/** One column that the mapping asks for. */
export interface Match {
  readonly field: string;
  readonly column: string;
}

const bare = (item: string) => item.replace(/^-/, "");
const inTemplate = (template: string) =>
  [...template.matchAll(/\{([^}]+)\}/g)].flatMap(([, name]) => (name && name !== "line" ? [name] : []));

/** Every column that a mapping reads, with the field that it feeds. */
export function matchesOf(mapping: Mapping): Match[] {
  const matches: Match[] = [];
  const add = (field: string, source: unknown) => {
    if (source === null || typeof source !== "object") return;
    if ("column" in source) matches.push({ field, column: String(source.column) });
    if ("template" in source)
      for (const name of inTemplate(String(source.template))) matches.push({ field, column: name });
  };
  for (const [field, source] of Object.entries(mapping)) {
    if (field === "answers" || field === "scores" || field === "metadata") continue;
    add(field, source);
  }
  for (const name of mapping.answers?.columns ?? []) matches.push({ field: "answers", column: name });
  for (const [key, source] of Object.entries(mapping.scores ?? {})) {
    const field = `scores.${key}`;
    if ("column" in source) add(field, source);
    else for (const item of "mean" in source ? source.mean : source.sum) matches.push({ field, column: bare(item) });
  }
  for (const [key, source] of Object.entries(mapping.metadata ?? {})) add(`metadata.${key}`, source);
  return matches;
}

/** The columns that a mapping names and a file does not have. */
export function missingColumns(mapping: Mapping, columns: readonly string[]): Match[] {
  const known = new Set(columns);
  return matchesOf(mapping).filter((match) => !known.has(match.column));
}
