import type { Permission } from "@/lib/identity/permissions";
import type { Snapshot } from "@/lib/master-sessions/schema";

export type Unit = "people" | "minutes" | "ratio" | "events" | "texts" | "places" | "languages" | "joins" | "au";

/**
 * How a metric adds up over sessions. `attendances`: the sum exists but counts a person once for each session, so it is
 * called attendances and never people. `none`: neither sum nor mean of it means anything; ask the rows again.
 */
export type Additivity = "sum" | "attendances" | "ratio-of-sums" | "none";

/** What a null says. */
export type Missing = "before-start" | "before-end" | "nobody-there" | "nobody-replayed" | "never";

export interface Metric {
  readonly key: string;
  readonly unit: Unit;
  readonly numerator: (snapshot: Snapshot) => number | null;
  /** null for a metric that is not a rate or a mean */
  readonly denominator: ((snapshot: Snapshot) => number | null) | null;
  readonly additivity: Additivity;
  readonly missing: Missing;
  /** which way is good; a change that is neither is neutral */
  readonly meaning: "up-is-good" | "down-is-good" | "neutral";
  readonly permission: Permission;
}

const define = <K extends string>(
  key: K,
  metric: Omit<Metric, "key" | "permission" | "denominator" | "meaning"> &
    Partial<Pick<Metric, "denominator" | "meaning">>,
) => ({ denominator: null, meaning: "neutral", ...metric, key, permission: "masterSessions:read" }) satisfies Metric;

const perPerson = (snapshot: Snapshot) => snapshot.total;

/**
 * Every metric of a master session (METRICS.md), once. Their names, sentences and formulas are the texts
 * `masters.metrics.<key>`; pages, API, CSV, info panels and the API description all read this table.
 */
export const metrics = {
  total: define("total", {
    unit: "people",
    numerator: ({ total, session }) => (session.startedAt ? total : null),
    additivity: "attendances",
    missing: "before-start",
    meaning: "up-is-good",
  }),
  ready: define("ready", {
    unit: "people",
    numerator: ({ ready, session }) => (session.status === "ended" ? null : ready),
    additivity: "none",
    missing: "never",
  }),
  readyBeforeStart: define("readyBeforeStart", {
    unit: "people",
    numerator: (snapshot) => snapshot.readyBeforeStart,
    additivity: "attendances",
    missing: "before-end",
  }),
  peak: define("peak", {
    unit: "people",
    numerator: (snapshot) => snapshot.peak?.people ?? null,
    additivity: "none",
    missing: "before-start",
    meaning: "up-is-good",
  }),
  halfTime: define("halfTime", {
    unit: "people",
    numerator: (snapshot) => snapshot.halfTime?.people ?? null,
    additivity: "none",
    missing: "before-end",
    meaning: "up-is-good",
  }),
  attendedMinutes: define("attendedMinutes", {
    unit: "minutes",
    numerator: ({ attendedMs }) => (attendedMs === null ? null : attendedMs / 60_000),
    additivity: "sum",
    missing: "before-end",
    meaning: "up-is-good",
  }),
  attendedPerPerson: define("attendedPerPerson", {
    unit: "minutes",
    numerator: ({ attendedMs }) => (attendedMs === null ? null : attendedMs / 60_000),
    denominator: perPerson,
    additivity: "ratio-of-sums",
    missing: "nobody-there",
    meaning: "up-is-good",
  }),
  partial: define("partial", {
    unit: "ratio",
    numerator: (snapshot) => snapshot.partialPeople,
    denominator: perPerson,
    additivity: "ratio-of-sums",
    missing: "nobody-there",
    meaning: "down-is-good",
  }),
  dropOff: define("dropOff", {
    unit: "ratio",
    numerator: (snapshot) => snapshot.droppedPeople,
    denominator: perPerson,
    additivity: "ratio-of-sums",
    missing: "nobody-there",
    meaning: "down-is-good",
  }),
  dedupeAdjustments: define("dedupeAdjustments", {
    unit: "joins",
    numerator: (snapshot) => snapshot.dedupeAdjustments,
    additivity: "sum",
    missing: "before-start",
  }),
  countries: define("countries", {
    unit: "places",
    numerator: (snapshot) => snapshot.countries.filter(({ key }) => key !== "").length,
    additivity: "none",
    missing: "never",
  }),
  languages: define("languages", {
    unit: "languages",
    numerator: (snapshot) => snapshot.languages.filter(({ key }) => key !== "").length,
    additivity: "none",
    missing: "never",
  }),
  reactions: define("reactions", {
    unit: "events",
    numerator: (snapshot) => snapshot.reactions.occurrences,
    additivity: "sum",
    missing: "never",
    meaning: "up-is-good",
  }),
  reacting: define("reacting", {
    unit: "ratio",
    numerator: (snapshot) => snapshot.reactions.people,
    denominator: perPerson,
    additivity: "ratio-of-sums",
    missing: "nobody-there",
    meaning: "up-is-good",
  }),
  gratitudeTexts: define("gratitudeTexts", {
    unit: "texts",
    numerator: (snapshot) => snapshot.gratitude.texts,
    additivity: "sum",
    missing: "never",
    meaning: "up-is-good",
  }),
  gratitudePeople: define("gratitudePeople", {
    unit: "people",
    numerator: (snapshot) => snapshot.gratitude.people,
    additivity: "attendances",
    missing: "never",
    meaning: "up-is-good",
  }),
  au: define("au", {
    unit: "au",
    numerator: (snapshot) => snapshot.au.units,
    additivity: "sum",
    missing: "never",
    meaning: "up-is-good",
  }),
  replays: define("replays", {
    unit: "people",
    numerator: (snapshot) => snapshot.replays.people,
    additivity: "attendances",
    missing: "never",
    meaning: "up-is-good",
  }),
  replayCompletion: define("replayCompletion", {
    unit: "ratio",
    numerator: (snapshot) => snapshot.replays.completed,
    denominator: (snapshot) => snapshot.replays.people,
    additivity: "ratio-of-sums",
    missing: "nobody-replayed",
    meaning: "up-is-good",
  }),
} as const;

export type MetricKey = keyof typeof metrics;
export const metricKeys = Object.keys(metrics) as MetricKey[];

export interface Measure {
  /** the figure in the metric's unit; a rate is 0–1 */
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
}

/** A metric of a session: for rates and means with both parts. A zero base gives null, never NaN, infinity or zero. */
export function measure(key: MetricKey, snapshot: Snapshot): Measure {
  const metric: Metric = metrics[key];
  const numerator = metric.numerator(snapshot);
  if (!metric.denominator) return { value: numerator, numerator: null, denominator: null };
  const denominator = metric.denominator(snapshot);
  const value = numerator === null || !denominator ? null : numerator / denominator;
  return { value, numerator, denominator };
}
