import type { Permission } from "@/lib/identity/permissions";

/** Everything the telemetry of a period is worked out from: plain counts, one statement each. */
export interface TelemetryCounts {
  readonly readyTaps: number;
  readonly leaveEvents: number;
  readonly recapViews: number;
  /** of ended sessions held in the period */
  readonly sessions: number;
  readonly attendances: number;
  readonly joins: number;
  readonly dedupeAdjustments: number;
  readonly readyPeople: number;
  readonly leftBeforeStart: number;
  readonly recapViewers: number;
  readonly exportsOfTotals: number;
  readonly exportsFailed: number;
  readonly exportsRun: number;
  readonly reportsFrozen: number;
  /** PDFs that could not be drawn; those that were are no runs of their own, for a report is drawn whenever it is looked at */
  readonly pdfsFailed: number;
  readonly messagesHandled: number;
  readonly messagesFailed: number;
  readonly recipients: number;
  readonly opened: number;
  readonly anomalies: number;
  readonly followUps: number;
  readonly batches: number;
  readonly events: number;
  readonly latencyMs: { readonly p50: number | null; readonly p95: number | null; readonly p99: number | null };
}

export type TelemetryUnit = "events" | "people" | "views" | "ratio" | "files" | "runs" | "milliseconds" | "follow-ups";

export interface TelemetryMetric {
  readonly unit: TelemetryUnit;
  readonly numerator: (counts: TelemetryCounts) => number | null;
  /** null for what is not a rate or a mean */
  readonly denominator: ((counts: TelemetryCounts) => number) | null;
  readonly additivity: "sum" | "ratio-of-sums" | "none";
  /** which way is good; a change that is neither is neutral */
  readonly meaning: "up-is-good" | "down-is-good" | "neutral";
  readonly permission: Permission;
}

const define = (
  unit: TelemetryUnit,
  numerator: TelemetryMetric["numerator"],
  rest: Partial<Omit<TelemetryMetric, "unit" | "numerator">> = {},
): TelemetryMetric => ({
  unit,
  numerator,
  denominator: null,
  additivity: rest.denominator ? "ratio-of-sums" : "sum",
  meaning: "neutral",
  permission: "masterSessions:read",
  ...rest,
});

const runs = (c: TelemetryCounts) => c.reportsFrozen + c.exportsRun + c.messagesHandled + c.pdfsFailed;

/**
 * What the requirement documents want logged about presence, recaps and reports, defined once: page, CSV, JSON and info panels read this
 * table. Names, sentences and formulas are the texts `telemetry.metrics.<key>`.
 */
export const telemetryMetrics = {
  readyTaps: define("events", (c) => c.readyTaps),
  leaveEvents: define("events", (c) => c.leaveEvents),
  dedupeResolutions: define("events", (c) => c.dedupeAdjustments),
  dedupeShare: define("ratio", (c) => c.dedupeAdjustments, { denominator: (c) => c.joins }),
  churnBeforeStart: define("ratio", (c) => c.leftBeforeStart, {
    denominator: (c) => c.readyPeople,
    meaning: "down-is-good",
  }),
  recapViews: define("views", (c) => c.recapViews, { meaning: "up-is-good" }),
  recapRate: define("ratio", (c) => c.recapViewers, { denominator: (c) => c.attendances, meaning: "up-is-good" }),
  exportsOfTotals: define("files", (c) => c.exportsOfTotals),
  latencyP50: define("milliseconds", (c) => c.latencyMs.p50, { additivity: "none", meaning: "down-is-good" }),
  latencyP95: define("milliseconds", (c) => c.latencyMs.p95, { additivity: "none", meaning: "down-is-good" }),
  latencyP99: define("milliseconds", (c) => c.latencyMs.p99, { additivity: "none", meaning: "down-is-good" }),
  reportRuns: define("runs", runs),
  reportFailures: define("ratio", (c) => c.exportsFailed + c.messagesFailed + c.pdfsFailed, {
    denominator: runs,
    meaning: "down-is-good",
  }),
  openRate: define("ratio", (c) => c.opened, { denominator: (c) => c.recipients, meaning: "up-is-good" }),
  followUps: define("follow-ups", (c) => c.followUps, {
    denominator: (c) => c.anomalies,
    meaning: "up-is-good",
  }),
} as const satisfies Record<string, TelemetryMetric>;

export type TelemetryKey = keyof typeof telemetryMetrics;
export const telemetryKeys = Object.keys(telemetryMetrics) as TelemetryKey[];

export interface Measured {
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
}

/** A metric worked out. A zero base gives null, never zero per cent. */
export function measureTelemetry(key: TelemetryKey, counts: TelemetryCounts): Measured {
  const metric: TelemetryMetric = telemetryMetrics[key];
  const numerator = metric.numerator(counts);
  if (!metric.denominator) return { value: numerator, numerator: null, denominator: null };
  const denominator = metric.denominator(counts);
  return { value: numerator === null || denominator === 0 ? null : numerator / denominator, numerator, denominator };
}

export interface Correlation {
  readonly n: number;
  /** Pearson's r; null with fewer than three sessions or where one side never varies */
  readonly r: number | null;
}

/** How closely two figures of the same sessions move together. */
export function correlate(pairs: readonly (readonly [number, number])[]): Correlation {
  const n = pairs.length;
  if (n < 3) return { n, r: null };
  const mean = (side: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[side], 0) / n;
  const [meanX, meanY] = [mean(0), mean(1)];
  let [together, spreadX, spreadY] = [0, 0, 0];
  for (const [x, y] of pairs) {
    together += (x - meanX) * (y - meanY);
    spreadX += (x - meanX) ** 2;
    spreadY += (y - meanY) ** 2;
  }
  return { n, r: spreadX === 0 || spreadY === 0 ? null : together / Math.sqrt(spreadX * spreadY) };
}
