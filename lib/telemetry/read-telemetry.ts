import "server-only";
import { comparisonOf } from "@/lib/analytics/compare";
import type { PeriodSearch } from "@/lib/analytics/range";
import { periodOf } from "@/lib/analytics/range";
import { startOfDay } from "@/lib/analytics/zone";
import type { Tenant } from "@/lib/db/directory";
import type { TenantSql } from "@/lib/db/tenant";
import { listAnomalies } from "@/lib/master-sessions/anomalies";
import { correlate, type TelemetryCounts } from "@/lib/telemetry/metrics";
import { countDelivery, listUnitPairs, measureLatency } from "@/lib/telemetry/queries/count-delivery";
import { countEvents } from "@/lib/telemetry/queries/count-events";
import { countSessionTelemetry } from "@/lib/telemetry/queries/count-session-telemetry";
import { getLatestRun, listDifferences } from "@/lib/telemetry/queries/reconciliation-runs";

interface Span {
  readonly firstDay: string;
  readonly lastDay: string;
  readonly start: Date;
  readonly until: Date;
}

const names = { readyTaps: "practice.ready", leaveEvents: "practice.left", recapViews: "recap.viewed" } as const;

/** Everything the telemetry page, its CSV and its JSON say of a period, and the same of what it is compared with. */
export async function readTelemetry(db: TenantSql, tenant: Tenant, search: PeriodSearch, now: Date) {
  const period = periodOf(search, now, tenant.timeZone);
  const comparison = comparisonOf(period, search.compare, now);
  const pairs = await listUnitPairs.all(db, { start: period.start, until: period.until });
  const run = await getLatestRun.first(db, {});
  return {
    period,
    comparison,
    counts: await countIn(db, period, tenant.timeZone),
    before: comparison ? await countIn(db, comparison, tenant.timeZone) : null,
    units: { pairs, ...correlate(pairs.map(({ total, au }) => [total, au] as const)) },
    agreement: run && { ...run, list: run.differences > 0 ? await listDifferences.all(db, { runId: run.id }) : [] },
  };
}

export type Telemetry = Awaited<ReturnType<typeof readTelemetry>>;

async function countIn(db: TenantSql, span: Span, zone: string): Promise<TelemetryCounts> {
  const { start, until, firstDay, lastDay } = span;
  // A period that is compared with an unfinished one ends at the same hour, possibly before its own last day.
  const lastStart = startOfDay(lastDay, zone);
  const events = await countEvents.all(db, {
    names: Object.values(names),
    firstDay,
    lastDay,
    lastStart,
    until: new Date(Math.max(until.getTime(), lastStart.getTime())),
  });
  const of = (name: string) => events.find((row) => row.name === name)?.events ?? 0;
  const sessions = await countSessionTelemetry.first(db, { start, until });
  const delivery = await countDelivery.first(db, { start, until });
  const latency = await measureLatency.first(db, { start, until });
  const anomalies = await listAnomalies(db, { start, end: until });
  if (!sessions || !delivery || !latency) throw new Error("A sum without rows is still a row.");
  const { p50, p95, p99 } = latency;
  return {
    readyTaps: of(names.readyTaps),
    leaveEvents: of(names.leaveEvents),
    recapViews: of(names.recapViews),
    ...sessions,
    ...delivery,
    anomalies: anomalies.length,
    batches: latency.batches,
    events: latency.events,
    latencyMs: { p50, p95, p99 },
  };
}
