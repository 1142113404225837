import { z } from "zod";

/** The five ways in which a quiz is played. */
export const quizFormats = ["qa", "game", "deal", "realm", "likert"] as const;
export type QuizFormat = (typeof quizFormats)[number];

/** Where a session is known from: the quiz's own events, the gateway, the queue, the bridge to the older system, a file. */
export const quizSources = ["events", "gateway", "nats", "bridge", "import"] as const;
export type QuizSource = (typeof quizSources)[number];

/** Coldest first: the place in the list is what the database keeps. */
export const leads = ["cold", "cool", "warm", "hot"] as const;
export type Lead = (typeof leads)[number];

export const leadOf = (rank: number): Lead => leads[rank] ?? "cold";
export const rankOf = (lead: Lead): number => leads.indexOf(lead);

/** Steps that every quiz has; its questions stand between `start` and `complete` as `q:<questionId>`. */
export const fixedSteps = ["visit", "start", "complete", "email", "booking"] as const;
export const questionStep = (questionId: string) => `q:${questionId}`;

/** A session id as it may stand in an address. */
export const sessionIdSchema = z
  .string()
  .min(1)
  .max(220)
  .regex(/^[^\0]*$/);

/** One answered question of a transcript. Words are elsewhere (`event` leads to them) and may have been erased. */
export const transcriptStepSchema = z.object({
  step: z.number().int(),
  questionId: z.string(),
  answer: z.union([z.number(), z.boolean()]).nullable(),
  /** the event whose words this answer is */
  event: z.string().nullable(),
  elapsedMs: z.number().nullable(),
  /** epoch milliseconds; null where only the result is known */
  at: z.number().nullable(),
});
export type TranscriptStep = z.output<typeof transcriptStepSchema>;
