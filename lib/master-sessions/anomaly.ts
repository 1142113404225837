import { type AnomalyKind, type AnomalySeverity, anomalyKinds } from "@/lib/master-sessions/anomaly-schema";

/** What the rule reads of an ended session. */
export interface AnomalyFigures {
  readonly total: number;
  readonly dropped: number;
  readonly reacting: number;
}

/** A session of the baseline: one of the same master and kind, held before. */
export interface BaselineSession extends AnomalyFigures {
  readonly id: string;
  readonly heldAt: Date;
}

/** What an ended session is held against, and how far off it lies. Shares are 0–1, people are people. */
export interface Finding {
  readonly kind: AnomalyKind;
  readonly severity: AnomalySeverity;
  readonly value: number;
  readonly median: number;
  /** 1.4826 × the median distance from the median (one standard deviation, where values are spread normally), or the least believed */
  readonly spread: number;
  /** how many spreads lie between value and median; never negative */
  readonly distance: number;
  /** the sessions that made the median, newest first, each with its own figure */
  readonly baseline: readonly { readonly id: string; readonly heldAt: Date; readonly value: number }[];
}

/** Sessions looked back at, and how many of them it takes. */
export const baselineSessions = { atMost: 8, needed: 4 } as const;

/** Scales a median distance to a standard deviation. */
const madScale = 1.4826;

/** Distances, in spreads, from which on a finding is a notice, a warning, an alarm. */
export const severityFrom = { notice: 2.5, warning: 3.5, alarm: 6 } as const satisfies Record<AnomalySeverity, number>;

/** In a circle this small a share says little: one person is ten points of it or more. */
export const fewestForShares = 10;

interface Rule {
  /** null where the session has no such figure */
  readonly value: (figures: AnomalyFigures) => number | null;
  /** on which side of the median it is bad */
  readonly bad: "below" | "above";
  /** The least spread that is believed: sessions that were all alike must not turn a few people into an alarm. */
  readonly leastSpread: (median: number, people: number) => number;
  /** The least distance from the median that is worth a person's time, however alike the sessions were. */
  readonly leastDistance: (median: number) => number;
}

const share = (people: (figures: AnomalyFigures) => number) => (figures: AnomalyFigures) =>
  figures.total < fewestForShares ? null : people(figures) / figures.total;

/** How far a share strays by chance alone in a circle of that size, one standard deviation; never under two and a half points. */
const spreadByChance = (median: number, people: number) => Math.max(0.025, Math.sqrt((median * (1 - median)) / people));

const rules: Record<AnomalyKind, Rule> = {
  "low-attendance": {
    value: ({ total }) => total,
    bad: "below",
    leastSpread: (median) => Math.max(1, median * 0.05),
    leastDistance: (median) => Math.max(4, median * 0.2),
  },
  "high-drop-off": {
    value: share(({ dropped }) => dropped),
    bad: "above",
    leastSpread: spreadByChance,
    leastDistance: () => 0.1,
  },
  "muted-reactions": {
    value: share(({ reacting }) => reacting),
    bad: "below",
    leastSpread: spreadByChance,
    leastDistance: () => 0.1,
  },
};

/**
 * What is out of the ordinary about an ended session (METRICS.md, "anomaly"): for each kind, its figure against the median of up to
 * eight sessions of the same master and kind before it, measured in spreads. Fewer than four with such a figure say nothing.
 * @param earlier sessions before this one, newest first
 */
export function findAnomalies(figures: AnomalyFigures, earlier: readonly BaselineSession[]): Finding[] {
  return anomalyKinds.flatMap((kind) => judge(kind, figures, earlier) ?? []);
}

function judge(kind: AnomalyKind, figures: AnomalyFigures, earlier: readonly BaselineSession[]): Finding | null {
  const rule = rules[kind];
  const value = rule.value(figures);
  if (value === null) return null;
  const baseline = earlier.slice(0, baselineSessions.atMost).flatMap((session) => {
    const own = rule.value(session);
    return own === null ? [] : [{ id: session.id, heldAt: session.heldAt, value: own }];
  });
  if (baseline.length < baselineSessions.needed) return null;
  const median = medianOf(baseline.map((session) => session.value));
  const deviation = medianOf(baseline.map((session) => Math.abs(session.value - median)));
  const spread = Math.max(madScale * deviation, rule.leastSpread(median, figures.total));
  const off = rule.bad === "below" ? median - value : value - median;
  if (off <= 0 || off < rule.leastDistance(median)) return null;
  const distance = off / spread;
  const severity = severityOf(distance);
  return severity && { kind, severity, value, median, spread, distance, baseline };
}

function severityOf(distance: number): AnomalySeverity | null {
  if (distance >= severityFrom.alarm) return "alarm";
  if (distance >= severityFrom.warning) return "warning";
  return distance >= severityFrom.notice ? "notice" : null;
}

/** The middle value, or the mean of the two in the middle. Of nothing: NaN, which no caller asks for. */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 ? upper : ((sorted[half - 1] ?? upper) + upper) / 2;
}
