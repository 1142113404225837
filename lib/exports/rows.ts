import "server-only";
import { endOfDay, startOfDay } from "@/lib/analytics/zone";
import type { Tenant } from "@/lib/db/directory";
import type { TenantSql } from "@/lib/db/tenant";
import { notFound } from "@/lib/errors";
import type { ExportedRow } from "@/lib/exports/columns";
import { countExportRows } from "@/lib/exports/queries/count-export-rows";
import type { ExportContent, ExportQuery } from "@/lib/exports/schema";
import { streamAttendees } from "@/lib/master-sessions/attendees";
import { figureRows } from "@/lib/master-sessions/export";
import { streamSessions } from "@/lib/master-sessions/list";
import { metricKeys } from "@/lib/master-sessions/metrics";
import type { Panel, SessionItem } from "@/lib/master-sessions/schema";
import { getSnapshot } from "@/lib/master-sessions/snapshot";

type Read = <T>(fn: (db: TenantSql) => Promise<T>) => Promise<T>;

export interface ExportAsked {
  readonly tenant: Tenant;
  readonly content: ExportContent;
  readonly query: ExportQuery;
  readonly now: Date;
}

/** Rows of one session, and how many people the figures of these rows stand for. */
export interface ExportPiece {
  readonly rows: readonly ExportedRow[];
  readonly people: number;
}

const groupPanels: readonly Panel[] = ["countries", "languages", "devices", "reactions", "themes"];

/** A panel of figures has these beside its metrics; see figureRows. */
const wordsPerSession = 5;

/**
 * Everything a file holds, session by session, oldest first. Figures come out of the same snapshot as the page, the API and the report:
 * there is no second way to count. Read in short transactions, so a long export blocks nobody.
 */
export async function* exportPieces(read: Read, asked: ExportAsked): AsyncGenerator<ExportPiece> {
  for await (const session of sessionsOf(read, asked)) yield* piecesOf(read, asked, session);
}

async function* piecesOf(read: Read, { content, now }: ExportAsked, session: SessionItem): AsyncGenerator<ExportPiece> {
  if (content === "sessions") {
    yield { rows: [session], people: session.total };
    return;
  }
  if (content === "attendees") {
    let rows: ExportedRow[] = [];
    for await (const attendee of streamAttendees(read, { sessionId: session.id, of: "people" })) {
      rows.push({ ...attendee, sessionId: session.id });
      if (rows.length < 1000) continue;
      yield { rows, people: 0 };
      rows = [];
    }
    yield { rows, people: session.total };
    return;
  }
  const snapshot = await read((db) => getSnapshot(db, session.id, now));
  const panels: readonly Panel[] = content === "figures" ? ["figures"] : groupPanels;
  const rows = panels.flatMap((panel) => figureRows(snapshot, panel));
  yield { rows: rows.map((row) => ({ ...row, heldAt: session.heldAt })), people: snapshot.total };
}

async function* sessionsOf(read: Read, { tenant, query }: ExportAsked): AsyncGenerator<SessionItem> {
  const { sessionId, filters } = query;
  const bounds = sessionId ? {} : boundsOf(tenant, query);
  let found = false;
  for await (const session of streamSessions(read, { filters, ...bounds, sort: "held", dir: "asc" })) {
    if (sessionId !== undefined && session.id !== sessionId) continue;
    found = true;
    yield session;
    if (sessionId !== undefined) return;
  }
  if (sessionId !== undefined && !found) throw notFound("session");
}

/** The instants of the days that were asked for, in the tenant's zone; the end is not included. */
export const boundsOf = (tenant: Pick<Tenant, "timeZone">, { from, to }: Pick<ExportQuery, "from" | "to">) => ({
  start: startOfDay(from, tenant.timeZone),
  end: endOfDay(to, tenant.timeZone),
});

/** How many rows to expect; for groups nearly so, because small ones are merged while reading. */
export async function expectRows(db: TenantSql, { tenant, content, query }: ExportAsked): Promise<number> {
  const { sessionId, filters } = query;
  const bounds = sessionId ? {} : boundsOf(tenant, query);
  const count = await countExportRows.first(db, { filters, ...bounds, sessionId });
  if (!count) return 0;
  const { sessions, groups, attendees } = count;
  return { sessions, figures: sessions * (metricKeys.length + wordsPerSession), groups, attendees }[content];
}
