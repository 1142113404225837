import { type Grain, grains, sinceOf } from "@/lib/quiz-sessions/spans";

/** What one session adds to the rollups. Pure, so that taking it away again is the same function with the sign turned. */

/** The columns of a stored or a fresh session that rollups look at. */
export interface Counted {
  readonly begun_on: string;
  readonly framework_id: string;
  readonly format: string;
  readonly quiz_version: string | null;
  readonly language: string | null;
  readonly source: string;
  readonly campaign: string | null;
  readonly variants: Record<string, string>;
  readonly scores: Record<string, number> | null;
  readonly primary_id: string | null;
  readonly secondary_id: string | null;
  readonly completed_at: unknown;
  readonly conflict_of: string | null;
  readonly answers: number;
  readonly turns: number;
  /** the prospect, or whoever else took it; null when nobody is known */
  readonly who: string | null;
  readonly prospect_id: string | null;
  readonly user_email: string | null;
  readonly user_name: string | null;
  readonly journey: boolean;
  readonly path: readonly string[];
  readonly path_ms: readonly number[];
}

/** Grown by a twentieth each, from a quarter of a second: bucket 0 holds everything below. */
const smallestMs = 250;
const growth = Math.log(1.05);

export const bucketOf = (ms: number) => (ms <= smallestMs ? 0 : Math.ceil(Math.log(ms / smallestMs) / growth));
/** The middle of a bucket, in milliseconds. */
export const msOfBucket = (bucket: number) => Math.round(smallestMs * Math.exp(growth * (bucket - 0.5)));

/** How many sessions took how long at a step, by bucket. */
export type Histogram = Map<number, number>;

/** A histogram as its row keeps it, `buckets:counts` in ascending order; nobody's is the empty text. */
export function writeHistogram(histogram: Histogram | undefined): string {
  const own = [...(histogram ?? [])].filter(([, n]) => n !== 0).sort(([a], [b]) => a - b);
  return own.length === 0 ? "" : `${own.map(([bucket]) => bucket).join()}:${own.map(([, n]) => n).join()}`;
}

const codeOf = (sign: string) => sign.charCodeAt(0);
const [comma, colon, semicolon, zero] = [codeOf(","), codeOf(":"), codeOf(";"), codeOf("0")];

/** Histograms one after the other, `buckets:counts;buckets:counts`, summed up to one. Read sign by sign: a heatmap is megabytes of them. */
export function readHistogram(text: string): Histogram {
  const sums: number[] = [];
  let buckets: number[] = [];
  let [number, at, inCounts] = [0, 0, false];
  const end = () => {
    if (inCounts) sums[buckets[at] ?? 0] = (sums[buckets[at] ?? 0] ?? 0) + number;
    else buckets.push(number);
    at++;
    number = 0;
  };
  for (let place = 0; place < text.length; place++) {
    const sign = text.charCodeAt(place);
    if (sign === comma) end();
    else if (sign === colon) {
      end();
      [at, inCounts] = [0, true];
    } else if (sign === semicolon) {
      end();
      [at, inCounts, buckets] = [0, false, []];
    } else number = number * 10 + sign - zero;
  }
  if (inCounts) end();
  return new Map(sums.flatMap((n, bucket) => (n ? [[bucket, n] as const] : [])));
}

/** Sums by key; the key is the JSON of the table's key columns after the tenant. What stands under a day is summed up to weeks and months later. */
export interface Sums {
  readonly steps: Map<string, [entries: number, continued: number, stopped: number]>;
  /** under the keys of `steps` */
  readonly times: Map<string, Histogram>;
  readonly edges: Map<string, [sessions: number]>;
  readonly silent: Map<string, [sessions: number]>;
  readonly values: Map<string, [sessions: number]>;
  readonly names: Map<string, [sessions: number]>;
  readonly scores: Map<string, [sessions: number]>;
  readonly days: Map<string, [sessions: number, started: number, completed: number]>;
  readonly turns: Map<string, [sessions: number]>;
  readonly people: Map<string, [sessions: number]>;
}

export const noSums = (): Sums => ({
  steps: new Map(),
  times: new Map(),
  edges: new Map(),
  silent: new Map(),
  values: new Map(),
  names: new Map(),
  scores: new Map(),
  days: new Map(),
  turns: new Map(),
  people: new Map(),
});

const bump = (map: Map<string, number[]>, key: readonly unknown[], by: readonly number[]) =>
  add(map, JSON.stringify(key), by);

function add(map: Map<string, number[]>, key: string, by: readonly number[]): void {
  const sums = map.get(key);
  if (!sums) map.set(key, [...by]);
  else
    by.forEach((value, index) => {
      sums[index] = (sums[index] ?? 0) + value;
    });
}

function count(times: Map<string, Histogram>, key: string, bucket: number, by: number): void {
  const histogram = times.get(key) ?? new Map();
  times.set(key, histogram.set(bucket, (histogram.get(bucket) ?? 0) + by));
}

/** The keys of the day, week and month that a day's sums belong to: the grain is put in front of the day. */
export function spanKeys(key: string, dayAt: number): string[] {
  const parts = JSON.parse(key) as string[];
  const day = parts[dayAt] ?? "";
  return grains.map((grain: Grain) =>
    JSON.stringify([...parts.slice(0, dayAt), grain, sinceOf(grain, day), ...parts.slice(dayAt + 1)]),
  );
}

/** Sums of days as sums of days, weeks and months. */
export function bySpan(days: ReadonlyMap<string, readonly number[]>, dayAt: number): Map<string, number[]> {
  const spans = new Map<string, number[]>();
  for (const [key, by] of days) for (const span of spanKeys(key, dayAt)) add(spans, span, by);
  return spans;
}

/** Histograms of days as histograms of days, weeks and months. */
export function timesBySpan(days: ReadonlyMap<string, Histogram>, dayAt: number): Map<string, Histogram> {
  const spans = new Map<string, Histogram>();
  for (const [key, histogram] of days) {
    for (const span of spanKeys(key, dayAt)) for (const [bucket, n] of histogram) count(spans, span, bucket, n);
  }
  return spans;
}

/** Adds a session to the sums, or with `sign` -1 takes it away. Results that contradict another one are in no sum. */
export function addSession(sums: Sums, session: Counted, sign: 1 | -1): void {
  // Whoever sent a contradicting result is looked for like everybody else.
  const { prospect_id, user_name, user_email } = session;
  if (prospect_id && (user_name || user_email))
    bump(sums.names, [prospect_id, nameText(user_name, user_email)], [sign]);
  if (session.conflict_of !== null) return;
  const { begun_on, framework_id, format, source } = session;
  const completed = session.completed_at !== null;
  const started = session.journey && (completed || session.answers > 0);
  bump(
    sums.days,
    [begun_on, framework_id, format, session.primary_id ?? "", session.secondary_id ?? "", source],
    [sign, started ? sign : 0, session.journey && completed ? sign : 0],
  );
  if (started) bump(sums.turns, [begun_on, framework_id, format, session.turns], [sign]);
  addToCohort(sums, session, sign);
  for (const [key, score] of Object.entries(session.scores ?? {})) {
    bump(sums.scores, [framework_id, key, hundredths(score)], [sign]);
  }
  for (const held of valuesOf(session)) bump(sums.values, held, [sign]);
  if (session.journey) addJourney(sums, session, sign);
  else bump(sums.silent, [begun_on, framework_id, format, session.quiz_version ?? ""], [sign]);
}

/** Name and address as they are looked for, with a break between them that nobody types. */
const nameText = (name: string | null, email: string | null) => `${name ?? ""}\n${email ?? ""}`;

/** What filters offer because of this session. */
function valuesOf(session: Counted): [filter: string, value: string][] {
  const { framework_id, quiz_version, primary_id, secondary_id, language, campaign } = session;
  const held: [string, string | null][] = [
    ["framework", framework_id],
    ["event framework", session.source === "events" ? framework_id : null],
    ["version", quiz_version],
    ["primary", primary_id],
    ["secondary", secondary_id],
    ["language", language],
    ["campaign", campaign],
    ...Object.entries(session.variants).map((entry): [string, string] => ["variant", entry.join(": ")]),
  ];
  return held.filter((entry): entry is [string, string] => Boolean(entry[1]));
}

/** Results with both archetypes and somebody behind them, by month. */
function addToCohort(sums: Sums, session: Counted, sign: 1 | -1): void {
  const { completed_at, primary_id, secondary_id, who, framework_id, format } = session;
  if (completed_at === null || !primary_id || !secondary_id || !who) return;
  const month = `${session.begun_on.slice(0, 7)}-01`;
  bump(sums.people, [month, framework_id, format, primary_id, secondary_id, who], [sign]);
}

/** As the database keeps it; without it, -0.001 and 0 would be two keys of one row. */
const hundredths = (score: number) => (Math.round(score * 100) / 100 || 0).toFixed(2);

function addJourney(sums: Sums, session: Counted, sign: 1 | -1): void {
  const quiz = [session.framework_id, session.format, session.quiz_version ?? ""];
  const columns = columnsOf(session);
  const { path, path_ms } = session;
  path.forEach((step, index) => {
    const next = path[index + 1];
    // Who has booked has come to the end of the way and is not lost there.
    const on = next !== undefined || step === "booking";
    const ms = path_ms[index] ?? -1;
    for (const [dimension, value] of columns) {
      const key = JSON.stringify([dimension, session.begun_on, ...quiz, value, step]);
      add(sums.steps, key, [sign, on ? sign : 0, on ? 0 : sign]);
      if (ms >= 0) count(sums.times, key, bucketOf(ms), sign);
    }
    if (next !== undefined) bump(sums.edges, [session.begun_on, ...quiz, step, next], [sign]);
  });
}

/** The columns of the heatmap that a session stands in; nothing said is a column of its own. */
function columnsOf(session: Counted): [dimension: string, value: string][] {
  const variants = Object.entries(session.variants).map(([experiment, variant]) => `${experiment}: ${variant}`);
  return [
    ["", ""],
    ["language", session.language ?? ""],
    ["source", session.source],
    ["campaign", session.campaign ?? ""],
    ...(variants.length > 0 ? variants : [""]).map((variant): [string, string] => ["variant", variant]),
  ];
}
