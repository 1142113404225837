import "server-only";
import type { Tenant } from "@/lib/db/directory";
import { type TenantSql, withTenantSql } from "@/lib/db/tenant";
import { resolvePeople } from "@/lib/events/person-links";
import { listSessionIds, readStoredFigures } from "@/lib/live/queries/read-figures";
import { readPosition, readWholeSession } from "@/lib/live/queries/read-session";
import { SessionCount } from "@/lib/live/session-count";
import { figureRows } from "@/lib/master-sessions/export";
import type { PracticeEvent } from "@/lib/master-sessions/practice-event";
import { computeRecap } from "@/lib/master-sessions/recap";
import { getSnapshot } from "@/lib/master-sessions/snapshot";
import { headcount } from "@/lib/reports/compose";

/** A figure that somebody says otherwise than the log. */
export interface Difference {
  readonly sessionId: string;
  /** who says it: `live`, `master_sessions`, `session_totals`, `snapshot`, `export` or `report` */
  readonly source: string;
  readonly figure: string;
  readonly log: string;
  readonly found: string;
}

export interface Recount {
  readonly sessions: number;
  readonly differences: readonly Difference[];
  /** events that the read models have not taken in yet: until they have, differences may be nothing but that */
  readonly behind: number;
}

type Figures = Readonly<Record<string, string | number | null | undefined>>;

/**
 * Counts sessions from the log once more and holds against it what the live room, the read models, the snapshot, the export and the report
 * say. Everything is read in one snapshot of the database. Nothing is changed.
 * @param sessionId only this one; every session of the tenant unless told
 */
export async function recount(tenant: Tenant, sessionId?: string): Promise<Recount> {
  const sessionIds =
    sessionId === undefined
      ? (await withTenantSql(tenant.id, (db) => listSessionIds.all(db, {}))).map((row) => row.sessionId)
      : [sessionId];
  const differences: Difference[] = [];
  let behind = 0;
  for (const id of sessionIds) {
    await withTenantSql(tenant.id, async (db) => {
      await db.execute("set transaction isolation level repeatable read", []);
      const { head, projected } = await readPosition(db);
      behind = Math.max(0, head - projected);
      differences.push(...(await recountSession(db, tenant, id)));
    });
  }
  return { sessions: sessionIds.length, differences, behind };
}

/** Recounts one session in the caller's transaction, which should be `repeatable read`. */
export async function recountSession(db: TenantSql, tenant: Tenant, sessionId: string): Promise<Difference[]> {
  const events = await readWholeSession(db, sessionId);
  const people = await resolvePeople(
    db,
    events.flatMap(({ actor }) => actor ?? []),
  );
  const recap = computeRecap(events, new Map(), people);
  const stored = await readStoredFigures.first(db, { sessionId });
  const differences: Difference[] = [];
  const compare = (source: string, truth: Figures, said: Figures) => {
    for (const [figure, found] of Object.entries(said)) {
      const log = truth[figure];
      if (!isSame(log, found)) differences.push({ sessionId, source, figure, log: String(log), found: String(found) });
    }
  };

  if (!recap || !stored) {
    if (recap) compare("master_sessions", { row: "there" }, { row: "missing" });
    if (stored) compare("master_sessions", { row: "missing" }, { row: "there" });
    return differences;
  }
  const { session, totals } = recap;
  const truth: Figures = {
    startedAt: isoOf(session.startedAt),
    endedAt: isoOf(session.endedAt),
    ready: session.readyCount,
    total: session.total,
    reactions: session.reactions,
    gratitudeTexts: session.gratitudeTexts,
    replays: session.replayPeople,
    au: session.au,
    countries: recap.breakdowns
      .flatMap(({ dimension, value }) => (dimension === "country" && value ? value : []))
      .sort()
      .join(" "),
    peak: totals?.peak ?? null,
    halfTime: totals?.halfTime ?? null,
    joins: totals?.joins ?? null,
    dedupeAdjustments: totals?.dedupeAdjustments ?? null,
    attendedMs: totals?.attendedMs ?? null,
    frozen: totals ? "yes" : "no",
  };
  compare("live", truth, liveFigures(events, people));
  compare("master_sessions", truth, { ...stored.session });
  compare("session_totals", truth, stored.totals ? { ...stored.totals, frozen: "yes" } : { frozen: "no" });

  const snapshot = await getSnapshot(db, sessionId);
  compare("snapshot", truth, {
    startedAt: isoOf(snapshot.session.startedAt),
    endedAt: isoOf(snapshot.session.endedAt),
    total: snapshot.total,
    reactions: snapshot.reactions.occurrences,
    gratitudeTexts: snapshot.gratitude.texts,
    au: snapshot.au.units,
    replays: snapshot.replays.people,
    ...(totals && { peak: snapshot.peak?.people, halfTime: snapshot.halfTime?.people, joins: snapshot.joins }),
  });
  const exported = new Map(figureRows(snapshot, "figures").map(({ key, value }) => [key, value]));
  if (session.startedAt) {
    compare("export", truth, {
      total: exported.get("total"),
      reactions: exported.get("reactions"),
      au: exported.get("au"),
    });
  }
  if (totals) {
    const [said, meant] = [headcount(snapshot.total, tenant), headcount(totals.total, tenant)];
    compare("report", { people: meant.total, display: meant.display }, { people: said.total, display: said.display });
  }
  return differences;
}

/** The same events as a room takes them in: one after the other, late ones late. */
function liveFigures(events: readonly PracticeEvent[], people: ReadonlyMap<string, string>): Figures {
  const count = new SessionCount();
  for (let at = 0; at < events.length; at += 200) {
    count.add(events.slice(at, at + 200));
    count.learn(new Map([...count.unresolved].map((actor) => [actor, people.get(actor) ?? actor])));
  }
  const { header, presentNow, total, reactions, countries, au } = count.standings();
  return {
    startedAt: isoOf(header.startedAt),
    endedAt: isoOf(header.endedAt),
    ready: presentNow,
    total,
    reactions: reactions.reduce((sum, { occurrences }) => sum + occurrences, 0),
    countries: countries.join(" "),
    ...(header.endedAt && { au }),
  };
}

const isoOf = (at: Date | null) => at?.toISOString() ?? null;

/** Sums of fractions may differ in the last places, by the order in which they were added. */
const isSame = (a: unknown, b: unknown) =>
  a === b || (typeof a === "number" && typeof b === "number" && Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a)));
