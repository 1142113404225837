import "server-only";
import { yearBefore } from "@/lib/analytics/day";
import type { Period } from "@/lib/analytics/range";
import { startOfDay } from "@/lib/analytics/zone";
import type { TenantSql } from "@/lib/db/tenant";
import { medianOf } from "@/lib/master-sessions/anomaly";
import { getTimelineMedians } from "@/lib/master-sessions/queries/get-timeline-medians";
import { listTimelineSessions } from "@/lib/master-sessions/queries/list-timeline-sessions";
import type {
  TimelineFilters,
  TimelineMedians,
  TimelineSession,
  TimelineSlice,
} from "@/lib/master-sessions/timeline-schema";

/** Sessions on one timeline; a master who gathers people every day for a year stays under it. */
const sessionsAtMost = 400;

export interface Timeline {
  /** oldest first */
  readonly sessions: readonly TimelineSession[];
  /** most attendances first */
  readonly languages: readonly TimelineSlice[];
  readonly timesOfDay: readonly TimelineSlice[];
  /** people while it happened against people who played the recording, a person counting once for each session */
  readonly modes: { readonly live: number; readonly replay: number };
  readonly medians: {
    /** of the period */
    readonly here: TimelineMedians;
    /** of the year up to the end of the period */
    readonly own: TimelineMedians;
    /** of all masters in that year */
    readonly tenant: TimelineMedians;
  };
}

/** A master's sessions over a period: everything that its page draws and its exports write, from the same value. */
export async function getTimeline(
  db: TenantSql,
  asked: { masterId: string; filters: TimelineFilters; period: Pick<Period, "start" | "end" | "lastDay" | "zone"> },
): Promise<Timeline> {
  const { masterId, filters, period } = asked;
  const { start, end } = period;
  const rows = await listTimelineSessions.all(db, {
    filters: { ...filters, master: masterId },
    start,
    end,
    limit: sessionsAtMost,
  });
  const yearStart = startOfDay(yearBefore(period.lastDay), period.zone);
  const medians = await getTimelineMedians.first(db, {
    filters,
    start: new Date(Math.min(yearStart.getTime(), start.getTime())),
    end,
    masterId,
    from: start,
  });
  if (!medians) throw new Error("An aggregate without groups always has one row.");
  const sessions = rows.map(
    (row): TimelineSession => ({
      ...row,
      reactingRatio: row.reactingPeople === null || row.people === 0 ? null : row.reactingPeople / row.people,
    }),
  );
  const sum = (value: (session: TimelineSession) => number) => sessions.reduce((total, one) => total + value(one), 0);
  return {
    sessions,
    languages: slicesBy(sessions, ({ language }) => language ?? ""),
    timesOfDay: slicesBy(sessions, ({ timeOfDay }) => timeOfDay ?? ""),
    modes: { live: sum(({ people }) => people), replay: sum(({ replays }) => replays) },
    medians,
  };
}

function slicesBy(sessions: readonly TimelineSession[], keyOf: (session: TimelineSession) => string): TimelineSlice[] {
  const groups = new Map<string, number[]>();
  for (const session of sessions) {
    const key = keyOf(session);
    groups.set(key, [...(groups.get(key) ?? []), session.people]);
  }
  return [...groups]
    .map(([key, people]) => ({
      key,
      sessions: people.length,
      attendances: people.reduce((total, one) => total + one, 0),
      median: medianOf(people),
    }))
    .sort((a, b) => b.attendances - a.attendances || (a.key < b.key ? -1 : 1));
}
