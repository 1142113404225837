import { type Histogram, msOfBucket } from "@/lib/quiz-sessions/rollup-cells";

export interface StepSum {
  readonly column: string;
  readonly step: string;
  readonly entries: number;
  readonly continued: number;
  readonly stopped: number;
  /** how many took how long; empty when nobody asked */
  readonly times: Histogram;
}
export interface StepCount {
  readonly column: string;
  readonly step: string;
  readonly sessions: number;
}
export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly sessions: number;
}

/** One cell: entries = continued + dropped + underWay. */
export interface Cell {
  readonly entries: number;
  readonly continued: number;
  readonly dropped: number;
  readonly underWay: number;
  /** of the sessions that entered the column, the part that reached this step; null when none did */
  readonly retention: number | null;
  /** of the entries, the part that came no further */
  readonly dropRatio: number | null;
  readonly medianMs: number | null;
  readonly p90Ms: number | null;
}

export interface Heatmap {
  readonly columns: readonly { readonly key: string; readonly entered: number }[];
  readonly steps: readonly string[];
  cell(step: string, column: string): Cell | null;
  readonly total: (step: string) => Cell | null;
}

const keyOf = (step: string, column: string) => JSON.stringify([step, column]);

/**
 * Puts the sums of the rollups together to a heatmap. Steps stand in the order in which people meet them: that is what the
 * edges say, so that branches stand between the steps they lie between. Pure.
 * @param order largest column first, or by what stands over them (weeks)
 */
export function makeHeatmap(
  sums: readonly StepSum[],
  under: readonly StepCount[],
  edges: readonly Edge[],
  order: "size" | "key" = "size",
): Heatmap {
  const way = new Map(under.map(({ step, column, sessions }) => [keyOf(step, column), sessions]));
  const entered = new Map<string, number>();
  for (const { step, column, entries } of sums) if (step === "visit") entered.set(column, entries);
  const cells = new Map<string, Cell>();
  for (const sum of sums) {
    const key = keyOf(sum.step, sum.column);
    cells.set(key, cellOf(sum, way.get(key) ?? 0, entered.get(sum.column) ?? 0));
  }
  const columns = [...entered]
    .map(([key, count]) => ({ key, entered: count }))
    .sort((a, b) => (order === "size" ? b.entered - a.entered : 0) || (a.key < b.key ? -1 : 1));
  const everybody = columns.reduce((sum, { entered: own }) => sum + own, 0);
  return {
    columns,
    steps: orderSteps([...new Set(sums.map(({ step }) => step))], edges),
    cell: (step, column) => cells.get(keyOf(step, column)) ?? null,
    total(step) {
      const own = sums.filter((sum) => sum.step === step);
      if (own.length === 0) return null;
      const add = (read: (sum: StepSum) => number) => own.reduce((total, sum) => total + read(sum), 0);
      const merged = {
        step,
        column: "",
        entries: add(({ entries }) => entries),
        continued: add(({ continued }) => continued),
        stopped: add(({ stopped }) => stopped),
        times: addHistograms(own.map(({ times }) => times)),
      };
      const still = under.reduce((total, one) => total + (one.step === step ? one.sessions : 0), 0);
      return cellOf(merged, still, everybody);
    },
  };
}

function addHistograms(histograms: readonly Histogram[]): Histogram {
  const sum: Histogram = new Map();
  for (const histogram of histograms) for (const [bucket, n] of histogram) sum.set(bucket, (sum.get(bucket) ?? 0) + n);
  return sum;
}

function cellOf(sum: StepSum, underWay: number, entered: number): Cell {
  // The rollup and the clock are read in one transaction; a session that ends between two statements must not make a negative.
  const still = Math.min(underWay, sum.stopped);
  const dropped = sum.stopped - still;
  return {
    entries: sum.entries,
    continued: sum.continued,
    dropped,
    underWay: still,
    retention: entered > 0 ? sum.entries / entered : null,
    dropRatio: sum.entries > 0 ? dropped / sum.entries : null,
    medianMs: quantile(sum.times, 0.5),
    p90Ms: quantile(sum.times, 0.9),
  };
}

/** The middle of the bucket in which the quantile lies: at most 2.5 % from the time itself, whatever was summed up. */
export function quantile(times: Histogram, share: number): number | null {
  const sorted = [...times].sort(([a], [b]) => a - b);
  const all = sorted.reduce((sum, [, sessions]) => sum + sessions, 0);
  let upto = 0;
  for (const [bucket, sessions] of sorted) {
    upto += sessions;
    if (upto >= all * share) return msOfBucket(bucket);
  }
  return null;
}

const first = ["visit", "start"];
const last = ["complete", "email", "booking"];

/**
 * Questions in the order in which people meet them: by how far from the start they lie on average. People leave at
 * questions, so the mean is weighted by those who came.
 */
export function orderSteps(steps: readonly string[], edges: readonly Edge[]): string[] {
  const questions = steps.filter((step) => !first.includes(step) && !last.includes(step));
  const depth = depths(questions, edges);
  const sorted = [...questions].sort(
    (a, b) => (depth.get(a) ?? Number.POSITIVE_INFINITY) - (depth.get(b) ?? Number.POSITIVE_INFINITY) || byNumber(a, b),
  );
  return [...first.filter((step) => steps.includes(step)), ...sorted, ...last.filter((step) => steps.includes(step))];
}

const byNumber = (a: string, b: string) => a.localeCompare(b, "en", { numeric: true });

/** The mean distance from the start along the edges that are walked more often forwards than backwards. */
function depths(questions: readonly string[], edges: readonly Edge[]): Map<string, number> {
  const walked = new Map(edges.map((edge) => [keyOf(edge.from, edge.to), edge.sessions]));
  const forwards = edges.filter(
    ({ from, to, sessions }) => sessions > (walked.get(keyOf(to, from)) ?? 0) && !last.includes(to),
  );
  const depth = new Map<string, number>(first.map((step, index) => [step, index]));
  // As often as there are questions is enough for the longest way, and ends where edges form a ring.
  for (let round = 0; round <= questions.length; round++) {
    for (const question of questions) {
      const into = forwards.filter(({ to, from }) => to === question && depth.has(from));
      const sum = into.reduce((total, { sessions }) => total + sessions, 0);
      if (sum === 0) continue;
      depth.set(
        question,
        into.reduce((total, { from, sessions }) => total + ((depth.get(from) ?? 0) + 1) * sessions, 0) / sum,
      );
    }
  }
  return depth;
}
