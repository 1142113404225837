import { z } from "zod";
import { isDay } from "@/lib/analytics/day";
import { comparisonKeys, rangeKeys } from "@/lib/analytics/range";

const daySchema = z.string().refine(isDay, { message: "is not a day like 2026-11-20" });

/**
 * How a period stands in an address: `?range=30d&compare=previous` or `?range=custom&from=2026-11-01&to=2026-11-20`.
 * Spread `.shape` into the search schema of a page or route; a value that means nothing is an error, never a guess.
 */
export const periodSearch = z.object({
  range: z.enum(rangeKeys).default("30d"),
  from: daySchema.optional(),
  to: daySchema.optional(),
  compare: z.enum(comparisonKeys).default("previous"),
});
