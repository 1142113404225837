import { z } from "zod";

/** By what a person is asked for: what she herself can say of who she is. */
export const lookUpInput = z.strictObject({
  identifier: z
    .string()
    .trim()
    .min(1, "missing")
    .max(320, "too-long")
    .regex(/^[^\0]*$/, "missing"),
});

/** Where the search for everything that is hers begins; small enough to be sealed into a request. */
export const seedsSchema = z.strictObject({
  actors: z.array(z.guid()).max(2000),
  devices: z.array(z.string().max(200)).max(50),
  emails: z.array(z.string().max(320)).max(50),
});
export type Seeds = z.output<typeof seedsSchema>;

/** What a request is about. `typed` is what somebody must type to confirm, as it was typed to find her. */
export const subjectSchema = z.strictObject({ seeds: seedsSchema, typed: z.string().max(320) });
export type SealedSubject = z.output<typeof subjectSchema>;

/** A person with everything that leads to her. */
export interface Subject {
  /** her actors in the log, grouped by what links make one person */
  readonly people: readonly (readonly string[])[];
  readonly actors: readonly string[];
  /** the actors that stand for the groups, in the read models */
  readonly persons: readonly string[];
  readonly prospects: readonly string[];
  readonly devices: readonly string[];
  readonly emails: readonly string[];
  /** names, ids and numbers that were said of her */
  readonly names: readonly string[];
  readonly userIds: readonly string[];
  readonly phones: readonly string[];
}

export const personInput = z.strictObject({
  /** a person who was just found; only whoever found her can use it */
  ref: z.string().min(1).max(200_000),
});

export const eraseInput = z.strictObject({ ref: z.string().min(1).max(200_000), typed: z.string().trim().max(320) });

export const prospectSubjectInput = z.strictObject({ prospectId: z.guid() });

export const requestInput = z.strictObject({ requestId: z.uuid() });

export const requestKinds = ["export", "erasure"] as const;
export const requestStates = ["queued", "running", "done", "failed", "expired"] as const;

/** Hours that a person's copy is kept. */
export const fileHours = 24;
