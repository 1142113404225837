import { z } from "zod";
import { isDay } from "@/lib/analytics/day";
import { cursorFits } from "@/lib/analytics/keyset-cursor";
import { cursorSchema } from "@/lib/master-sessions/cursor";

/** Where a session is in its life. Whether its report went out is a fact beside it, not a further step. */
export const sessionStatuses = ["scheduled", "cancelled", "live", "ended"] as const;
export type SessionStatus = (typeof sessionStatuses)[number];

/** What a list can be asked for: `shared` are ended sessions with a report link that was not revoked. */
export const statusFilters = [...sessionStatuses, "shared"] as const;
export const timesOfDay = ["night", "morning", "afternoon", "evening"] as const;
/** `live`: somebody was there while it happened · `replay`: somebody played at least 30 s of the recording */
export const attendanceModes = ["live", "replay"] as const;
export const sessionSorts = ["held", "people", "replays"] as const;
export type SessionSort = (typeof sessionSorts)[number];
export const sortDirections = ["asc", "desc"] as const;
export type SortDirection = (typeof sortDirections)[number];

// PostgreSQL keeps no NUL in a text; asking with one must find nothing instead of failing.
const text = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\0]*$/, { message: "holds a character that cannot be" });
const id = text(200);
const day = z.string().refine(isDay, { message: "is not a day like 2026-11-20" });

/** The filters of every list of sessions, as they stand in an address. Each narrows; a value nobody has finds nothing. */
export const sessionFilters = z.object({
  master: id.optional(),
  language: text(35).optional(),
  mode: z.enum(attendanceModes).optional(),
  timeOfDay: z.enum(timesOfDay).optional(),
  status: z.enum(statusFilters).optional(),
  version: text(60).optional(),
});
export type SessionFilters = z.output<typeof sessionFilters>;
export const filterNames = Object.keys(sessionFilters.shape) as (keyof SessionFilters)[];

/** Order and page of a list, as they stand in an address. */
export const sessionPaging = z.object({
  sort: z.enum(sessionSorts).default("held"),
  dir: z.enum(sortDirections).default("desc"),
  cursor: cursorSchema.optional(),
});

/** `GET /api/master-sessions` */
export const listQuerySchema = z
  .strictObject({
    ...sessionFilters.shape,
    from: day.optional(),
    to: day.optional(),
    ...sessionPaging.shape,
    limit: z.coerce.number().int().min(1).max(200).default(50),
    format: z.enum(["json", "csv"]).default("json"),
    bom: z.literal("1").optional(),
  })
  .superRefine(cursorFits);

const count = z.int().min(0);
const instant = z.date();

export const masterSchema = z.strictObject({ id: z.string(), name: z.string() });

/** A session as lists show it. */
export const sessionItemSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  master: masterSchema.nullable(),
  language: z.string().nullable(),
  version: z.string().nullable(),
  status: z.enum(sessionStatuses),
  shared: z.boolean(),
  scheduledAt: instant.nullable(),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  heldAt: instant,
  timeOfDay: z.enum(timesOfDay).nullable(),
  durationMinutes: count.nullable(),
  ready: count,
  total: count,
  replayPeople: count,
  dominantReaction: z.string().nullable(),
});
export type SessionItem = z.output<typeof sessionItemSchema>;

export const sessionPageSchema = z.strictObject({
  items: z.array(sessionItemSchema),
  nextCursor: z.string().nullable(),
  dataAsOf: instant.nullable(),
});
export type SessionPage = z.output<typeof sessionPageSchema>;

/** How a number of people may be said to anybody: see METRICS.md, "display". `shown` is the figure to print, if any. */
export const gatheringSchema = z.strictObject({
  display: z.enum(["none", "small-circle", "exact", "at-least"]),
  shown: count.nullable(),
});
export type Gathering = z.output<typeof gatheringSchema>;

/** People of one group. `key` is what the client sent, '' when nobody said it. */
export const groupSchema = z.strictObject({ key: z.string(), people: count, occurrences: count });
export type Group = z.output<typeof groupSchema>;

/** People who wrote of a theme. `key` is `@` and the key of the lexicon, with its labels by language, or a word that several people used. */
export const themeSchema = groupSchema.extend({ label: z.string(), labels: z.record(z.string(), z.string()) });
export type ThemeGroup = z.output<typeof themeSchema>;

export const momentSchema = z.strictObject({ people: count, at: instant.nullable() });

export const reactionsSchema = z.strictObject({
  people: count,
  occurrences: count,
  dominant: z.string().nullable(),
  kinds: z.array(groupSchema),
});
export const gratitudeSchema = z.strictObject({
  texts: count,
  people: count,
  themes: z.array(themeSchema),
  mergedThemes: count,
});
export const unitsSchema = z.strictObject({ units: z.number(), label: z.string(), unit: z.string() });
export const replaysSchema = z.strictObject({ people: count, completed: count });
export const mediansSchema = z.strictObject({
  total: z.number(),
  peak: z.number(),
  attendedMsPerPerson: z.number().nullable(),
  dropOffRatio: z.number().nullable(),
  partialRatio: z.number().nullable(),
  reactingRatio: z.number().nullable(),
  gratitudeTexts: z.number(),
  au: z.number(),
});
/** Against the median of the master's own last sessions. */
export const comparisonSchema = z.strictObject({
  sessions: count,
  needed: count,
  medians: mediansSchema.nullable(),
});
/** A session without its figures, which the snapshot has in full. */
export const sessionHeadSchema = sessionItemSchema.omit({
  ready: true,
  total: true,
  replayPeople: true,
  dominantReaction: true,
});

/**
 * Everything that is known of one session, read in one statement: page, API, CSV, JSON and the shared report take their
 * figures from this and from nothing else. Null is "not known yet", never zero.
 */
export const snapshotSchema = z.strictObject({
  session: sessionHeadSchema,
  frozenAt: instant.nullable(),
  total: count,
  gathering: gatheringSchema,
  ready: count,
  readyBeforeStart: count.nullable(),
  peak: momentSchema.nullable(),
  halfTime: momentSchema.nullable(),
  attendedMs: count.nullable(),
  partialPeople: count.nullable(),
  droppedPeople: count.nullable(),
  joins: count.nullable(),
  dedupeAdjustments: count.nullable(),
  countries: z.array(groupSchema),
  languages: z.array(groupSchema),
  devices: z.array(groupSchema),
  reactions: reactionsSchema,
  gratitude: gratitudeSchema,
  au: unitsSchema,
  replays: replaysSchema,
  curve: z.array(count),
  comparison: comparisonSchema,
});
export type Snapshot = z.output<typeof snapshotSchema>;

/** Earlier sessions that a comparison looks at, and how many it needs. */
export const comparedSessions = { atMost: 8, needed: 3 } as const;

/** The rows behind a figure: which people it counts. `minute` are those present at a full minute from the start. */
export const rowSets = [
  "people",
  "country",
  "language",
  "device",
  "reaction",
  "theme",
  "minute",
  "partial",
  "dropped",
  "rejoined",
  "replay",
] as const;
export type RowSet = (typeof rowSets)[number];

/** Whose rows are asked for, as it stands in an address; for a group, no value is "not said". */
export const rowsOf = z.object({
  of: z.enum(rowSets).default("people"),
  value: z
    .string()
    .max(200)
    .regex(/^[^\0]*$/)
    .optional(),
});

/** A person in a session, under a pseudonym that no name can be made from. */
export const attendeeSchema = z.strictObject({
  person: z.string(),
  country: z.string().nullable(),
  language: z.string().nullable(),
  device: z.string().nullable(),
  counted: z.boolean(),
  firstReadyAt: instant.nullable(),
  lastLeftAt: instant.nullable(),
  attendedMs: count,
  partial: z.boolean(),
  dropped: z.boolean(),
  joins: count,
  devices: count,
  reactions: count,
  au: z.number(),
  replaySeconds: z.number().nullable(),
});
export type Attendee = z.output<typeof attendeeSchema>;

export const panels = [
  "figures",
  "countries",
  "languages",
  "devices",
  "reactions",
  "themes",
  "curve",
  "comparison",
  "rows",
] as const;
export type Panel = (typeof panels)[number];

/** `GET /api/master-sessions/{id}/export` */
export const exportQuerySchema = z.strictObject({
  format: z.enum(["json", "csv"]).default("json"),
  panel: z.enum(panels).optional(),
  ...rowsOf.shape,
  bom: z.literal("1").optional(),
});
export type ExportQuery = z.output<typeof exportQuerySchema>;

/** One figure of a session as exports write it: a rate carries both of its parts. */
export const figureRowSchema = z.strictObject({
  session_id: z.string(),
  panel: z.string(),
  key: z.string(),
  /** of a theme, in English; of anything else, null */
  label: z.string().nullable(),
  value: z.union([z.number(), z.string()]).nullable(),
  unit: z.string(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
});
export type FigureRow = z.output<typeof figureRowSchema>;

export const sessionParams = z.object({ sessionId: id });
