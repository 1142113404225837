import { z } from "zod";
import { cursorFits } from "@/lib/analytics/keyset-cursor";
import { periodSearch } from "@/lib/analytics/period-search";
import { cursorSchema } from "@/lib/quiz-sessions/cursor";
import { leads, quizFormats, quizSources, sessionIdSchema } from "@/lib/quiz-sessions/schema";

const word = z
  .string()
  .min(1)
  .max(120)
  .regex(/^[^\0]*$/);

export const sessionSorts = ["time", "lead", "duration", "cost"] as const;
export type SessionSort = (typeof sessionSorts)[number];

export const completions = ["completed", "unfinished", "opened", "booked", "conflict"] as const;
export const outcomes = ["reached", "continued", "dropped", "progress"] as const;

/** What narrows a list of quiz sessions; each stands under its name in the address. */
export const sessionFilters = z.object({
  format: z.enum(quizFormats).optional(),
  framework: word.optional(),
  version: word.optional(),
  primary: word.optional(),
  secondary: word.optional(),
  lead: z.enum(leads).optional(),
  source: z.enum(quizSources).optional(),
  language: word.optional(),
  campaign: word.optional(),
  completion: z.enum(completions).optional(),
  tag: word.optional(),
  variant: word.optional(),
  /** e-mail or name */
  q: word.optional(),
  /** one person, whatever addresses she is known under */
  prospect: z.guid().optional(),
  step: word.optional(),
  /** where sessions went straight on to; with `step`, from there */
  next: word.optional(),
  outcome: z.enum(outcomes).optional(),
  /** week of the beginning, by its Monday */
  week: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .refine((day) => !Number.isNaN(Date.parse(day)), { message: "is not a day" })
    .optional(),
});
export type SessionFilters = z.output<typeof sessionFilters>;
export const filterNames = Object.keys(sessionFilters.shape) as (keyof SessionFilters)[];

/** Columns that may be hidden, in their order. */
export const columnKeys = [
  "framework",
  "format",
  "version",
  "result",
  "scores",
  "lead",
  "source",
  "duration",
  "cost",
  "language",
  "tags",
] as const;
export type ColumnKey = (typeof columnKeys)[number];
export const usualColumns: readonly ColumnKey[] = [
  "framework",
  "format",
  "result",
  "scores",
  "lead",
  "source",
  "duration",
];

export const sessionPaging = {
  sort: z.enum(sessionSorts).default("time"),
  dir: z.enum(["asc", "desc"]).default("desc"),
  cursor: cursorSchema.optional(),
};

/** The whole state of the list, as it stands in the address. */
export const listSearch = z
  .object({
    ...periodSearch.shape,
    /** `1`: whatever the period says */
    all: z.literal("1").optional(),
    ...sessionFilters.shape,
    ...sessionPaging,
    columns: z
      .string()
      .max(200)
      .refine(
        (text) => text.split(",").every((key) => key === "none" || (columnKeys as readonly string[]).includes(key)),
        {
          message: "names a column that there is not",
        },
      )
      .optional(),
    open: sessionIdSchema.optional(),
  })
  .superRefine(cursorFits);
export type ListSearch = z.output<typeof listSearch>;

/** The filters of a search, without what else stands in it. */
export function filtersOf(search: SessionFilters): SessionFilters {
  return Object.fromEntries(
    filterNames.flatMap((name) => (search[name] === undefined ? [] : [[name, search[name]]])),
  ) as SessionFilters;
}

export const columnsOf = (search: Pick<ListSearch, "columns">): readonly ColumnKey[] =>
  search.columns === undefined ? usualColumns : columnKeys.filter((key) => search.columns?.split(",").includes(key));

/** The search as query parameters again, without defaults, cursor and open row, so that links keep everything else. */
export function searchParamsOf(search: ListSearch): Record<string, string | undefined> {
  const { cursor: _, open: __, range, compare, sort, dir, ...kept } = search;
  return {
    ...kept,
    range: range === "30d" ? undefined : range,
    compare: compare === "previous" ? undefined : compare,
    sort: sort === "time" ? undefined : sort,
    dir: dir === "desc" ? undefined : dir,
  };
}
