import "server-only";
import { type Comparison, pairDays } from "@/lib/analytics/compare";
import { addDays, type Day } from "@/lib/analytics/day";
import type { ComparisonKey, Period } from "@/lib/analytics/range";
import { dayOf } from "@/lib/analytics/zone";
import type { TenantSql } from "@/lib/db/tenant";
import { countActivePeople } from "@/lib/overview/queries/count-active-people";
import { countOpenMatters } from "@/lib/overview/queries/count-open-matters";
import { countReportOpens } from "@/lib/overview/queries/count-report-opens";
import { listActivityDays } from "@/lib/overview/queries/list-activity-days";
import { listLatestSessions } from "@/lib/overview/queries/list-latest-sessions";
import { sumSessions } from "@/lib/overview/queries/sum-sessions";

/** Days that "what needs a person" looks back. */
export const attentionDays = 14;

export interface OverviewDay {
  readonly day: Day;
  readonly against: Day | null;
  readonly inProgress: boolean;
  readonly attendances: number;
  readonly previousAttendances: number | null;
  readonly sessions: number;
  readonly reactions: number;
  readonly previousReactions: number | null;
}

export type Overview = Awaited<ReturnType<typeof getOverview>>;

/**
 * What happened in a period and in the one it is compared with, day by day (tenant's zone), and what waits for a person now.
 * `previous` values are null without a comparison. People are distinct and compared over complete days only, because a day
 * of the past cannot be cut at an hour; everything else is compared with an equally long part.
 */
export async function getOverview(
  db: TenantSql,
  {
    period,
    comparison,
    compare,
    now,
  }: { period: Period; comparison: Comparison | null; compare: ComparisonKey; now: Date },
) {
  const current = await must(sumSessions.first(db, { start: period.start, until: period.until }));
  const previous = comparison
    ? await must(sumSessions.first(db, { start: comparison.start, until: comparison.until }))
    : null;
  const reports = await must(countReportOpens.first(db, { start: period.start, until: period.until }));
  const previousReports = comparison
    ? await must(countReportOpens.first(db, { start: comparison.start, until: comparison.until }))
    : null;
  const since = new Date(now.getTime() - attentionDays * 86_400_000);
  return {
    current,
    previous,
    reports,
    previousReports,
    people: await activePeople(db, period, comparison),
    days: await dailyActivity(db, period, compare, now),
    latest: await listLatestSessions.all(db, { now, limit: 6 }),
    matters: await must(countOpenMatters.first(db, { since, now })),
  };
}

async function activePeople(db: TenantSql, period: Period, comparison: Comparison | null) {
  const count = async (firstDay: Day, lastDay: Day) =>
    (await must(countActivePeople.first(db, { firstDay, lastDay }))).people;
  const value = await count(period.firstDay, period.lastDay);
  if (!comparison) return { value, complete: null, previous: null };
  if (!period.inProgress) {
    return { value, complete: value, previous: await count(comparison.firstDay, comparison.lastDay) };
  }
  if (period.days === 1) return { value, complete: null, previous: null };
  return {
    value,
    complete: await count(period.firstDay, addDays(period.lastDay, -1)),
    previous: await count(comparison.firstDay, addDays(comparison.lastDay, -1)),
  };
}

async function dailyActivity(db: TenantSql, period: Period, compare: ComparisonKey, now: Date): Promise<OverviewDay[]> {
  const pairs = pairDays(period, compare);
  const against = pairs.map((pair) => pair.against).filter((day) => day !== null);
  const rows = await listActivityDays.all(db, { firstDay: period.firstDay, lastDay: period.lastDay });
  const [firstAgainst, lastAgainst] = [against[0], against.at(-1)];
  const before =
    firstAgainst && lastAgainst ? await listActivityDays.all(db, { firstDay: firstAgainst, lastDay: lastAgainst }) : [];
  const today = dayOf(now, period.zone);
  const byDay = new Map([...before, ...rows].map((row) => [row.day, row]));
  return pairs.map(({ day, against: other }) => {
    const row = byDay.get(day);
    const past = other === null ? null : byDay.get(other);
    return {
      day,
      against: other,
      inProgress: day === today,
      // A day without sessions had no attendances: that is a zero, not a gap.
      attendances: row?.attendances ?? 0,
      previousAttendances: past === null ? null : (past?.attendances ?? 0),
      sessions: row?.sessions ?? 0,
      reactions: row?.reactions ?? 0,
      previousReactions: past === null ? null : (past?.reactions ?? 0),
    };
  });
}

async function must<T>(row: Promise<T | null>): Promise<T> {
  const found = await row;
  if (found === null) throw new Error("An aggregate returned no row.");
  return found;
}
