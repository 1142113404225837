import "server-only";
import { comparisonOf } from "@/lib/analytics/compare";
import { encodeCursor, type PageBefore, type Position, pageBeforeOf } from "@/lib/analytics/keyset-cursor";
import { type Period, periodOf } from "@/lib/analytics/range";
import type { TenantSql } from "@/lib/db/tenant";
import { filtersOf, type ListSearch, type SessionFilters, type SessionSort } from "@/lib/quiz-sessions/list-search";
import { namedProspects } from "@/lib/quiz-sessions/named-prospects";
import { listSessions, type SessionRow, summariseSessions } from "@/lib/quiz-sessions/queries/list-sessions";

export const pageLength = 50;

export interface SessionsAsked {
  readonly filters: SessionFilters;
  readonly start?: Date | undefined;
  readonly end?: Date | undefined;
  readonly now: Date;
  readonly sort: SessionSort;
  readonly dir: "asc" | "desc";
  /** whom a search for a part of a name means, where that has been found out already */
  readonly named?: readonly string[] | undefined;
}

/** A row's place in the order of a list. */
type Place = Pick<Position, "value" | "id">;

/** One page of sessions, where it begins, and the cursor of the next or null. */
export async function listSessionsPage(
  db: TenantSql,
  { cursor, limit, ...asked }: SessionsAsked & { cursor?: Position | undefined; limit: number },
): Promise<{ items: SessionRow[]; begins: Place | null; nextCursor: string | null }> {
  const named = asked.named ?? (await namedProspects(db, asked.filters));
  // One row more than asked tells whether there is a next page, without counting.
  const rows = await listSessions.all(db, {
    ...asked,
    named: named && [...named],
    after: cursor ? { value: cursor.value, id: cursor.id } : undefined,
    limit: limit + 1,
  });
  const shown = rows.slice(0, limit);
  const [first] = shown;
  const last = shown.at(-1);
  return {
    begins: first ? { value: first.sortValue, id: first.id } : null,
    items: shown.map(({ sortValue: _, ...row }) => row),
    nextCursor:
      rows.length > limit && last
        ? encodeCursor({ sort: asked.sort, dir: asked.dir, value: last.sortValue, id: last.id })
        : null,
  };
}

/** The page before one that begins at a place, or null. */
export async function pageBefore(
  db: TenantSql,
  asked: SessionsAsked,
  begins: Place,
  length = pageLength,
): Promise<PageBefore<SessionRow> | null> {
  const named = asked.named ?? (await namedProspects(db, asked.filters));
  const dir = asked.dir === "asc" ? "desc" : "asc";
  const rows = await listSessions.all(db, {
    ...asked,
    named: named && [...named],
    dir,
    after: begins,
    limit: length + 1,
  });
  return pageBeforeOf(rows, asked, length);
}

type Read = <T>(fn: (db: TenantSql) => Promise<T>) => Promise<T>;

/** Every session that was asked for, read page by page in short transactions, so that a slow reader holds none open. */
export async function* streamSessions(read: Read, asked: SessionsAsked): AsyncGenerator<SessionRow> {
  let after: { value: string; id: string } | undefined;
  const named = await read((db) => namedProspects(db, asked.filters));
  for (;;) {
    const rows = await read((db) => listSessions.all(db, { ...asked, named, after, limit: 1000 }));
    for (const { sortValue: _, ...row } of rows) yield row;
    const last = rows.at(-1);
    if (rows.length < 1000 || !last) return;
    after = { value: last.sortValue, id: last.id };
  }
}

/** When sessions began that a search asks for; nothing for all times. */
export const boundsOf = (search: Pick<ListSearch, "all">, period: Period) =>
  search.all ? {} : { start: period.start, end: period.end };

/** One page of sessions and the figures above them, each also for the period they are compared with. */
export async function readList(db: TenantSql, search: ListSearch, now: Date, zone: string) {
  const period = periodOf(search, now, zone);
  const comparison = search.all ? null : comparisonOf(period, search.compare, now);
  const filters = filtersOf(search);
  const { sort, dir, cursor } = search;
  const bounds = boundsOf(search, period);
  const named = await namedProspects(db, filters);
  const asked = { filters, ...bounds, now, named, sort, dir };
  const shown = await listSessionsPage(db, { ...asked, cursor, limit: pageLength });
  return {
    period,
    comparison,
    ...shown,
    previous: cursor && shown.begins ? await pageBefore(db, asked, shown.begins) : null,
    summary: await summariseSessions.first(db, { filters, ...bounds, now, named }),
    before: comparison
      ? await summariseSessions.first(db, { filters, start: comparison.start, end: comparison.until, now, named })
      : null,
  };
}
