import "server-only";
import { z } from "zod";
import type { OpenRate } from "@/lib/reports/open-rate";
import { countOpenedByMaster } from "@/lib/reports/queries/count-opened-by-master";

/** `GET /api/reports/open-rate` */
export const openRateQuery = z.strictObject({ format: z.enum(["json", "csv"]).default("json") });

const count = z.int().min(0);
const parts = { recipients: count, opened: count, rate: z.number().min(0).max(1).nullable() };

export const openRateMonthSchema = z.strictObject({
  month: z.string().regex(/^\d{4}-\d{2}$/),
  ...parts,
  inProgress: z.boolean(),
});

export const openRateMasterSchema = z.strictObject({ ...countOpenedByMaster.row.shape, ...parts });

const openRate = z.strictObject({
  ...parts,
  months: z.array(openRateMonthSchema),
  masters: z.array(openRateMasterSchema),
});
// What is worked out and what is answered are one shape.
openRate satisfies z.ZodType<OpenRate>;

export const openRateAnswerSchema = openRate.extend({ timeZone: z.string() });
