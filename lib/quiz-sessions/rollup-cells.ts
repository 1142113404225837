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

/** Sums by key; the key is the JSON of the table's key columns after the tenant. */
export interface Sums {
  readonly steps: Map<string, [entries: number, continued: number, stopped: number]>;
  readonly times: Map<string, [sessions: number]>;
  readonly edges: Map<string, [sessions: number]>;
  readonly scores: Map<string, [sessions: number]>;
  readonly days: Map<string, [sessions: number, started: number, completed: number]>;
  readonly turns: Map<string, [sessions: number]>;
  readonly people: Map<string, [sessions: number]>;
}

export const noSums = (): Sums => ({
  steps: new Map(),
  times: new Map(),
  edges: new Map(),
  scores: new Map(),
  days: new Map(),
  turns: new Map(),
  people: new Map(),
});

function bump(map: Map<string, number[]>, key: readonly unknown[], by: readonly number[]): void {
  const text = JSON.stringify(key);
  const sums = map.get(text);
  if (!sums) map.set(text, [...by]);
  else
    by.forEach((value, index) => {
      sums[index] = (sums[index] ?? 0) + value;
    });
}

/** Adds a session to the sums, or with `sign` -1 takes it away. Results that contradict another one are in no sum. */
export function addSession(sums: Sums, session: Counted, sign: 1 | -1): void {
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
  if (session.journey) addJourney(sums, session, sign);
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
  const quiz = [session.begun_on, session.framework_id, session.format, session.quiz_version ?? ""];
  const { path, path_ms } = session;
  path.forEach((step, index) => {
    const next = path[index + 1];
    // Who has booked has come to the end of the way and is not lost there.
    const on = next !== undefined || step === "booking";
    const ms = path_ms[index] ?? -1;
    for (const [dimension, value] of columnsOf(session)) {
      bump(sums.steps, [...quiz, dimension, value, step], [sign, on ? sign : 0, on ? 0 : sign]);
      if (ms >= 0) bump(sums.times, [...quiz, dimension, value, step, bucketOf(ms)], [sign]);
    }
    if (next !== undefined) bump(sums.edges, [...quiz, step, next], [sign]);
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
