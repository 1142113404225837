import { z } from "zod";
import { periodAnswerSchema } from "@/lib/analytics/period-answer";
import { periodSearch } from "@/lib/analytics/period-search";
import type { OverviewDay } from "@/lib/overview/overview";

/** `GET /api/overview` */
export const overviewQuery = z.strictObject({
  ...periodSearch.shape,
  format: z.enum(["json", "csv"]).default("json"),
});

const count = z.int().min(0);

/** One day of the overview's charts, with the day that it is compared with. */
export const overviewDaySchema: z.ZodType<OverviewDay> = z.strictObject({
  day: z.iso.date(),
  against: z.iso.date().nullable(),
  inProgress: z.boolean(),
  attendances: count,
  previousAttendances: count.nullable(),
  sessions: count,
  reactions: count,
  previousReactions: count.nullable(),
});

export const overviewAnswerSchema = z.strictObject({ period: periodAnswerSchema, days: z.array(overviewDaySchema) });
