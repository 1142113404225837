import "server-only";
import { encodeCursor, type PageBefore, type Position, pageBeforeOf } from "@/lib/analytics/keyset-cursor";
import type { TenantSql } from "@/lib/db/tenant";
import { listSessions } from "@/lib/master-sessions/queries/list-sessions";
import { toSessionItem } from "@/lib/master-sessions/queries/session-columns";
import type { SessionFilters, SessionItem, SessionSort, SortDirection } from "@/lib/master-sessions/schema";

export interface SessionsAsked {
  readonly filters: SessionFilters;
  /** held at or after */
  readonly start?: Date | undefined;
  /** held before */
  readonly end?: Date | undefined;
  readonly sort: SessionSort;
  readonly dir: SortDirection;
  readonly cursor?: Position | undefined;
  readonly limit: number;
}

/** A row's place in the order of a list. */
type Place = Pick<Position, "value" | "id">;

/** One page of sessions, where it begins, and the cursor of the next or null. */
export async function listSessionsPage(
  db: TenantSql,
  { cursor, limit, ...asked }: SessionsAsked,
): Promise<{ items: SessionItem[]; begins: Place | null; nextCursor: string | null }> {
  // One row more than asked tells whether there is a next page, without counting.
  const rows = await listSessions.all(db, {
    ...asked,
    after: cursor ? { value: cursor.value, id: cursor.id } : undefined,
    limit: limit + 1,
  });
  const shown = rows.slice(0, limit);
  const [first] = shown;
  const last = shown.at(-1);
  return {
    begins: first ? { value: first.sortValue, id: first.id } : null,
    items: shown.map(({ sortValue: _, ...row }) => toSessionItem(row)),
    nextCursor:
      rows.length > limit && last
        ? encodeCursor({ sort: asked.sort, dir: asked.dir, value: last.sortValue, id: last.id })
        : null,
  };
}

/** The page before one that begins at a place, or null. */
export async function pageBefore(
  db: TenantSql,
  { limit, ...asked }: Omit<SessionsAsked, "cursor">,
  begins: Place,
): Promise<PageBefore<{ id: string }> | null> {
  const dir = asked.dir === "asc" ? "desc" : "asc";
  const rows = await listSessions.all(db, { ...asked, dir, after: begins, limit: limit + 1 });
  return pageBeforeOf(rows, asked, limit);
}

type Read = <T>(fn: (db: TenantSql) => Promise<T>) => Promise<T>;

/** Every session that was asked for, read page by page in short transactions, so that a slow reader holds none open. */
export async function* streamSessions(
  read: Read,
  asked: Omit<SessionsAsked, "limit" | "cursor">,
): AsyncGenerator<SessionItem> {
  let after: { value: string; id: string } | undefined;
  for (;;) {
    const rows = await read((db) => listSessions.all(db, { ...asked, after, limit: 500 }));
    for (const { sortValue: _, ...row } of rows) yield toSessionItem(row);
    const last = rows.at(-1);
    if (rows.length < 500 || !last) return;
    after = { value: last.sortValue, id: last.id };
  }
}
