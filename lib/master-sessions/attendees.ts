import "server-only";
import { encodeCursor, type Position } from "@/lib/analytics/keyset-cursor";
import type { TenantSql } from "@/lib/db/tenant";
import { listAttendees } from "@/lib/master-sessions/queries/list-attendees";
import { reactingPeople } from "@/lib/master-sessions/reacting-people";
import type { Attendee, RowSet } from "@/lib/master-sessions/schema";

export interface RowsAsked {
  readonly sessionId: string;
  readonly of: RowSet;
  /** the country, language, device, kind, theme or minute */
  readonly value?: string | undefined;
}

type Read = <T>(fn: (db: TenantSql) => Promise<T>) => Promise<T>;

const actorsOf = (db: TenantSql, { sessionId, of, value = "" }: RowsAsked) =>
  of === "reaction" ? reactingPeople(db, sessionId, value) : Promise.resolve([]);

/** One page of the people behind a figure, and the cursor of the next or null. */
export async function listAttendeesPage(
  db: TenantSql,
  { cursor, limit, ...asked }: RowsAsked & { cursor?: Position | undefined; limit: number },
): Promise<{ items: Attendee[]; nextCursor: string | null }> {
  const rows = await listAttendees.all(db, {
    ...asked,
    value: asked.value ?? "",
    actors: await actorsOf(db, asked),
    after: cursor && { value: cursor.value, id: cursor.id },
    limit: limit + 1,
  });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(({ sortValue: _, ...row }) => row),
    nextCursor:
      rows.length > limit && last
        ? encodeCursor({ sort: "rows", dir: "asc", value: last.sortValue, id: last.person })
        : null,
  };
}

/** All of them, read page by page in short transactions. */
export async function* streamAttendees(readAll: Read, asked: RowsAsked): AsyncGenerator<Attendee> {
  const actors = await readAll((db) => actorsOf(db, asked));
  let after: { value: string; id: string } | undefined;
  for (;;) {
    const params = { ...asked, value: asked.value ?? "", actors, after, limit: 1000 };
    const rows = await readAll((db) => listAttendees.all(db, params));
    for (const { sortValue: _, ...row } of rows) yield row;
    const last = rows.at(-1);
    if (rows.length < 1000 || !last) return;
    after = { value: last.sortValue, id: last.person };
  }
}
