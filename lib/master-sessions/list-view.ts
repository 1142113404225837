import "server-only";
import { z } from "zod";
import { comparisonOf } from "@/lib/analytics/compare";
import { cursorFits } from "@/lib/analytics/keyset-cursor";
import { periodSearch } from "@/lib/analytics/period-search";
import { type Period, periodOf } from "@/lib/analytics/range";
import type { TenantSql } from "@/lib/db/tenant";
import { listSessionsPage, pageBefore } from "@/lib/master-sessions/list";
import { summariseSessions } from "@/lib/master-sessions/queries/summarise-sessions";
import { filterNames, type SessionFilters, sessionFilters, sessionPaging } from "@/lib/master-sessions/schema";

export const pageLength = 25;

/** The whole state of a list of sessions, as it stands in the address. */
export const listSearch = z
  .object({
    ...periodSearch.shape,
    ...sessionFilters.shape,
    ...sessionPaging.shape,
    masters: z.literal("all").optional(),
    /** how a master's page shows the sessions */
    view: z.enum(["cards", "table"]).default("cards"),
  })
  .superRefine(cursorFits);
export type ListSearch = z.output<typeof listSearch>;

/** The filters of a search, without what else stands in it. */
export function filtersOf(search: SessionFilters): SessionFilters {
  return Object.fromEntries(
    filterNames.flatMap((name) => (search[name] === undefined ? [] : [[name, search[name]]])),
  ) as SessionFilters;
}

/** The search as query parameters again, without defaults and without the cursor, so that links keep everything else. */
export function searchParamsOf(search: ListSearch): Record<string, string | undefined> {
  const { cursor: _, range, compare, sort, dir, view, ...kept } = search;
  return {
    ...kept,
    range: range === "30d" ? undefined : range,
    compare: compare === "previous" ? undefined : compare,
    sort: sort === "held" ? undefined : sort,
    dir: dir === "desc" ? undefined : dir,
    view: view === "cards" ? undefined : view,
  };
}

/** What is scheduled (or was called off) lies ahead: there a period says from when on, and its end would only hide what comes. */
export const liesAhead = (status: ListSearch["status"]) => status === "scheduled" || status === "cancelled";

const boundsOf = (search: ListSearch, period: Period) => ({
  start: period.start,
  end: liesAhead(search.status) ? undefined : period.end,
});

/** One page of sessions and the figures above them, each also for the period they are compared with. */
export async function readList(db: TenantSql, search: ListSearch, now: Date, zone: string) {
  const period = periodOf(search, now, zone);
  const comparison = comparisonOf(period, search.compare, now);
  const filters = filtersOf(search);
  const { sort, dir, cursor } = search;
  const asked = { filters, ...boundsOf(search, period), sort, dir, limit: pageLength };
  const shown = await listSessionsPage(db, { ...asked, cursor });
  return {
    period,
    comparison,
    ...shown,
    previous: cursor && shown.begins ? await pageBefore(db, asked, shown.begins) : null,
    summary: await summariseSessions.first(db, { filters, start: period.start, end: period.end }),
    before: comparison
      ? await summariseSessions.first(db, { filters, start: comparison.start, end: comparison.until })
      : null,
  };
}
