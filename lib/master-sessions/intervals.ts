/** A stretch of time in epoch milliseconds, both ends included; `null` = still going on. */
export type Interval = readonly [from: number, to: number | null];

const endOf = ([, to]: Interval) => to ?? Number.POSITIVE_INFINITY;

/** Stretches as few as possible, by time: those that overlap or touch become one. */
export function unite(intervals: readonly Interval[]): Interval[] {
  if (intervals.length < 2) return [...intervals];
  const sorted = [...intervals].sort((a, b) => a[0] - b[0]);
  const united: [number, number | null][] = [];
  for (const interval of sorted) {
    const last = united.at(-1);
    if (last && interval[0] <= endOf(last)) {
      if (endOf(interval) > endOf(last)) last[1] = interval[1];
    } else united.push([interval[0], interval[1]]);
  }
  return united;
}

/** The parts between two instants. With `until` null the window is open, and what goes on stays open. */
export function clip(intervals: readonly Interval[], from: number, until: number | null): Interval[] {
  const inside: Interval[] = [];
  for (const [start, end] of intervals) {
    if (until !== null && start > until) continue;
    if (end !== null && end < from) continue;
    inside.push([Math.max(start, from), until === null ? end : Math.min(end ?? until, until)]);
  }
  return inside;
}

/** Milliseconds of the stretches that are over. */
export function lengthOf(intervals: readonly Interval[]): number {
  return intervals.reduce((sum, [from, to]) => sum + (to === null ? 0 : to - from), 0);
}

/** How many are present when, from everybody's united stretches. Ends are included: who leaves as another comes met them. */
export class Audience {
  readonly #arrivals: Float64Array;
  readonly #departures: Float64Array;

  constructor(people: Iterable<readonly Interval[]>) {
    const arrivals: number[] = [];
    const departures: number[] = [];
    for (const intervals of people) {
      for (const interval of intervals) {
        arrivals.push(interval[0]);
        departures.push(endOf(interval));
      }
    }
    this.#arrivals = Float64Array.from(arrivals).sort();
    this.#departures = Float64Array.from(departures).sort();
  }

  /** People present at each of the given instants, which must ascend. */
  countAt(instants: readonly number[]): number[] {
    let arrived = 0;
    let departed = 0;
    return instants.map((instant) => {
      while (arrived < this.#arrivals.length && (this.#arrivals[arrived] as number) <= instant) arrived++;
      while (departed < this.#departures.length && (this.#departures[departed] as number) < instant) departed++;
      return arrived - departed;
    });
  }

  /** The largest number present at once and the first instant it was reached; null when nobody ever was. */
  peak(): { people: number; at: number } | null {
    let best: { people: number; at: number } | null = null;
    let departed = 0;
    for (const [index, at] of this.#arrivals.entries()) {
      if (this.#arrivals[index + 1] === at) continue;
      while (departed < this.#departures.length && (this.#departures[departed] as number) < at) departed++;
      const people = index + 1 - departed;
      if (best === null || people > best.people) best = { people, at };
    }
    return best;
  }
}
