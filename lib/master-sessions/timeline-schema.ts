import { z } from "zod";
import { periodSearch } from "@/lib/analytics/period-search";
import { sessionFilters, sessionStatuses, timesOfDay } from "@/lib/master-sessions/schema";

/** The parts of a master's timeline, each with an export of its own. */
export const timelinePanels = ["sessions", "modes", "languages", "timesOfDay", "medians"] as const;
export type TimelinePanel = (typeof timelinePanels)[number];

/** What is followed through a master's sessions, in the order of the page. */
export const timelineMetrics = ["people", "reacting", "gratitude", "au", "replays"] as const;
export type TimelineMetric = (typeof timelineMetrics)[number];

/** The filters of a timeline: the address says whose it is, and only sessions that began are on it. */
export const timelineFilters = sessionFilters.omit({ master: true, status: true });
export type TimelineFilters = z.output<typeof timelineFilters>;

/** `GET /api/masters/{masterId}/timeline` */
export const timelineQuerySchema = z.strictObject({
  ...periodSearch.shape,
  ...timelineFilters.shape,
  panel: z.enum(timelinePanels).default("sessions"),
  format: z.enum(["json", "csv"]).default("json"),
  bom: z.literal("1").optional(),
});

/** A panel as JSON: the same rows as its CSV. */
export const timelineAnswerSchema = z.strictObject({
  master_id: z.string(),
  panel: z.enum(timelinePanels),
  rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.date()]).nullable())),
});

export const masterParams = z.object({ masterId: z.string().min(1).max(200) });

const count = z.int().min(0);

/** A session on a timeline. What can only be known at the end is null until then. */
export const timelineSessionSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  heldAt: z.date(),
  status: z.enum(sessionStatuses),
  language: z.string().nullable(),
  version: z.string().nullable(),
  timeOfDay: z.enum(timesOfDay).nullable(),
  people: count,
  reactingPeople: count.nullable(),
  reactingRatio: z.number().nullable(),
  gratitude: count,
  au: z.number(),
  replays: count,
});
export type TimelineSession = z.output<typeof timelineSessionSchema>;

/** Medians over ended sessions; null where there is none. */
export const timelineMediansSchema = z.strictObject({
  sessions: count,
  people: z.number().nullable(),
  reacting: z.number().nullable(),
  gratitude: z.number().nullable(),
  au: z.number().nullable(),
  replays: z.number().nullable(),
});
export type TimelineMedians = z.output<typeof timelineMediansSchema>;

/** Sessions that share a language or a time of day. */
export const timelineSliceSchema = z.strictObject({
  key: z.string(),
  sessions: count,
  attendances: count,
  median: z.number(),
});
export type TimelineSlice = z.output<typeof timelineSliceSchema>;
