import "server-only";
import { encodeCursor } from "@/lib/analytics/keyset-cursor";
import type { Period } from "@/lib/analytics/range";
import type { TenantSql } from "@/lib/db/tenant";
import { leadOrderOf } from "@/lib/quiz-sessions/lead-rule";
import { boundsOf, pageBefore, pageLength } from "@/lib/quiz-sessions/list";
import { filtersOf, type ListSearch, type SessionSort } from "@/lib/quiz-sessions/list-search";
import { namedProspects } from "@/lib/quiz-sessions/named-prospects";
import { listSessions, type SessionRow } from "@/lib/quiz-sessions/queries/list-sessions";

/** What a session's place in each order follows from. */
type Placed = Pick<SessionRow, "id" | "begunAt" | "lead" | "durationMs" | "costMinor"> & {
  readonly leadPoints: number;
};

/** A session's value in an order, as the database writes it. */
function sortValueOf(session: Placed, sort: SessionSort): string {
  if (sort === "time") return session.begunAt.toISOString().replace("Z", "000Z");
  if (sort === "lead") return String(leadOrderOf(session.lead, session.leadPoints));
  return String(sort === "duration" ? session.durationMs : session.costMinor);
}

/** A session beside the open one, and the cursor of the page that it stands on. */
export interface Neighbour {
  readonly id: string;
  readonly cursor: string | undefined;
}

/**
 * The sessions before and after the open one, in the order of the list and wherever its pages end. A session that was opened by a link
 * and stands on no page that is shown has neighbours too.
 */
export async function readNeighbours(
  db: TenantSql,
  search: ListSearch,
  shown: { readonly items: readonly SessionRow[]; readonly nextCursor: string | null; readonly period: Period },
  open: Placed,
  now: Date,
  length = pageLength,
): Promise<{ before: Neighbour | null; after: Neighbour | null }> {
  const { sort, dir } = search;
  const here = search.cursor && encodeCursor(search.cursor);
  const place = shown.items.findIndex(({ id }) => id === open.id);
  const onPage = (step: number): Neighbour | null => {
    const one = place < 0 ? undefined : shown.items[place + step];
    return one ? { id: one.id, cursor: here } : null;
  };
  const asked = { filters: filtersOf(search), ...boundsOf(search, shown.period), now, sort };
  const named = await namedProspects(db, asked.filters);
  const position = { value: sortValueOf(open, sort), id: open.id };
  const beyond = (way: "asc" | "desc", limit: number) =>
    listSessions.all(db, { ...asked, named, dir: way, after: position, limit });
  const findAfter = async (): Promise<Neighbour | null> => {
    if (place >= 0 && shown.nextCursor === null) return null;
    const [one] = await beyond(dir, 1);
    return one ? { id: one.id, cursor: place < 0 ? here : (shown.nextCursor ?? undefined) } : null;
  };
  const findBefore = async (): Promise<Neighbour | null> => {
    if (place < 0) {
      const [one] = await beyond(dir === "asc" ? "desc" : "asc", 1);
      return one ? { id: one.id, cursor: here } : null;
    }
    const page = search.cursor ? await pageBefore(db, { ...asked, named, dir }, position, length) : null;
    return page ? { id: page.last.id, cursor: page.cursor } : null;
  };
  return { before: onPage(-1) ?? (await findBefore()), after: onPage(1) ?? (await findAfter()) };
}
