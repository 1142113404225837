import { z } from "zod";
import { isDay } from "@/lib/analytics/day";
import { periodSearch } from "@/lib/analytics/period-search";
import { quizFormats } from "@/lib/quiz-sessions/schema";

/** What the columns of the heatmap tell apart. */
export const dropOffColumns = ["format", "version", "variant", "language", "source", "campaign", "week"] as const;
export type DropOffColumn = (typeof dropOffColumns)[number];

export const dropOffCells = ["retention", "dropped", "median", "p90"] as const;
export type DropOffCell = (typeof dropOffCells)[number];

const word = z
  .string()
  .min(1)
  .max(120)
  .regex(/^[^\0]*$/);

export const dropOffFilters = z.object({
  framework: word.optional(),
  format: z.enum(quizFormats).optional(),
  version: word.optional(),
});
export type DropOffFilters = z.output<typeof dropOffFilters>;

/** The whole state of the heatmap, as it stands in the address. */
export const dropOffSearch = z.object({
  ...periodSearch.shape,
  ...dropOffFilters.shape,
  columns: z.enum(dropOffColumns).default("format"),
  show: z.enum(dropOffCells).default("retention"),
});
export type DropOffSearch = z.output<typeof dropOffSearch>;

const day = z.string().refine(isDay, { message: "is not a day like 2026-11-20" });

/** The same for the API, whose period is two days. */
export const dropOffQuery = z.object({
  ...dropOffFilters.shape,
  columns: z.enum(dropOffColumns).default("format"),
  from: day,
  to: day,
  format_as: z.enum(["json", "csv"]).default("json"),
  bom: z.literal("1").optional(),
});

export function searchParamsOf(search: DropOffSearch): Record<string, string | undefined> {
  const { range, compare, columns, show, ...kept } = search;
  return {
    ...kept,
    range: range === "30d" ? undefined : range,
    compare: compare === "previous" ? undefined : compare,
    columns: columns === "format" ? undefined : columns,
    show: show === "retention" ? undefined : show,
  };
}
