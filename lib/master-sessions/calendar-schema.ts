import { z } from "zod";
import { isDay } from "@/lib/analytics/day";

export const calendarViews = ["week", "list"] as const;
export type CalendarView = (typeof calendarViews)[number];

const day = z.string().refine(isDay, "day");

/** A calendar as it stands in its address: which week (by any day of it), and how it is shown. */
export const calendarSearch = z.object({
  view: z.enum(calendarViews).default("week"),
  day: day.optional(),
});

/*
 * What is wrong with a field is said as a key of `calendar.errors`, because the form has the words for it in the reader's language.
 */
const line = (longest: number) =>
  z
    .string("required")
    .trim()
    .min(1, "required")
    .max(longest, "tooLong")
    .regex(/^[^\p{Cc}]*$/u, "oneLine")
    .refine((text) => !/\S+@\S+\.\S/.test(text), "noAddress");

const sessionId = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\0]*$/);

/** A session as the form describes it: day and time are the tenant's. */
export const plannedSession = z.object({
  title: line(200),
  /** an id that is known; empty for somebody new, who is then named */
  masterId: z.string().max(200).default(""),
  masterName: z.string().trim().max(120, "tooLong").default(""),
  day: z.string("required").refine(isDay, "required"),
  time: z.string("required").regex(/^([01]\d|2[0-3]):[0-5]\d$/, "required"),
  durationMinutes: z.coerce.number("duration").int("duration").min(1, "duration").max(1440, "duration"),
  language: z
    .string()
    .regex(/^([A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*)?$/, "language")
    .default(""),
  version: z.union([z.literal(""), line(60)]).default(""),
});
export type PlannedSession = z.output<typeof plannedSession>;

export const scheduleInput = plannedSession;
export const rescheduleInput = plannedSession.extend({ sessionId });
export const cancelInput = z.object({ sessionId });
export const holdInput = z.object({ sessionId });

const nearMs = 12 * 3_600_000;

/** Whether a planned session may be begun by hand now: half a day before and after its time, so that no other day's is begun by mistake. */
export const isNear = (scheduledAt: Date | null, now: Date) =>
  scheduledAt === null || Math.abs(scheduledAt.getTime() - now.getTime()) <= nearMs;
