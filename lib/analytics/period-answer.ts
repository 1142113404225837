import { z } from "zod";
import type { Period } from "@/lib/analytics/range";

/** The period of an answer: its first and last day in the tenant's zone, which stands beside them. */
export const periodAnswerSchema = z.strictObject({
  firstDay: z.iso.date(),
  lastDay: z.iso.date(),
  timeZone: z.string(),
});

/** A period as answers say it. */
export const toPeriodAnswer = ({ firstDay, lastDay, zone }: Period): z.output<typeof periodAnswerSchema> => ({
  firstDay,
  lastDay,
  timeZone: zone,
});
