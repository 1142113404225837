import { z } from "zod";
import { leadRuleSchema } from "@/lib/quiz-sessions/lead-rule";
import { leads, sessionIdSchema } from "@/lib/quiz-sessions/schema";

const line = (longest: number) =>
  z
    .string()
    .trim()
    .min(1, "is empty")
    .max(longest, `has more than ${longest} characters`)
    .refine((text) => !/[\p{Cc}\p{Surrogate}]/u.test(text), "must be one line");

export const tagInput = z.object({
  sessionIds: z.array(sessionIdSchema).min(1, "choose a session first").max(500),
  tag: line(40),
});

/** An address's query: what a view was filtered and ordered by. */
const searchText = z
  .string()
  .max(2000)
  .regex(/^[^\0\s]*$/);

export const tagMatchingInput = z.object({ search: searchText, tag: line(40) });

const noteText = z
  .string()
  .trim()
  .min(1, "write something first")
  .max(8000, "has more than 8,000 characters")
  .refine((text) => !/[\0\p{Surrogate}]/u.test(text), "must be well-formed text");

export const addNoteInput = z.object({
  sessionId: sessionIdSchema,
  text: noteText,
  mentions: z.array(z.guid()).max(20).default([]),
});
export const editNoteInput = z.object({
  noteId: z.guid(),
  text: noteText,
  mentions: z.array(z.guid()).max(20).default([]),
});
export const removeNoteInput = z.object({ noteId: z.guid() });

/** No lead: the rule decides again. */
export const setLeadInput = z.object({
  prospectId: z.guid(),
  lead: z.enum(leads).nullable(),
  reason: z.string().trim().max(500, "has more than 500 characters").default(""),
});

export const saveViewInput = z.object({
  name: line(80),
  shared: z.boolean(),
  search: searchText,
});
export const removeViewInput = z.object({ viewId: z.guid() });

export const leadRuleInput = z.object({ rule: leadRuleSchema });

export const mergeInput = z.object({ from: z.guid(), into: z.guid() });
export const prospectInput = z.object({ prospectId: z.guid() });

export const saveBridgeInput = z.object({
  url: z.string().trim().min(1, "is empty").max(1000),
  /** empty: the stored one stays */
  secret: z.string().max(500),
  enabled: z.boolean(),
});
