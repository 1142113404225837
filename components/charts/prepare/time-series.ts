import { type Scale, scaleFor } from "@/components/charts/prepare/scale";

export interface TimePoint {
  /** what stands below the point: a day `YYYY-MM-DD`, an hour, whatever `label` turns into words */
  at: string;
  /** null is a gap, not a zero */
  value: number | null;
  /** the value it is compared with */
  previous?: number | null;
  /** the bucket is not over yet */
  inProgress?: boolean;
}

export interface Position {
  /** 0 at the left edge, 1 at the right */
  x: number;
  /** 0 at the top, 1 at the bottom; null is a gap */
  y: number | null;
}

export interface PreparedSeries {
  scale: Scale;
  points: ReadonlyArray<TimePoint & Position & { previousY: number | null }>;
  /** runs of neighbouring values: a gap starts a new one */
  current: Position[][];
  /** the last, unfinished stretch, from the last finished point to the running one; empty when nothing runs */
  running: Position[];
  previous: Position[][];
  /** indices of the points whose label fits below the axis */
  labelled: number[];
  highest: number | null;
  lowest: number | null;
  last: number | null;
}

/** Everything a drawing of values over time needs, so that drawing itself decides nothing. */
export function prepareTimeSeries(
  points: readonly TimePoint[],
  { whole = true, labels = 6 }: { whole?: boolean; labels?: number } = {},
): PreparedSeries {
  const scale = scaleFor(
    points.flatMap((point) => [point.value, point.previous ?? null]),
    { whole },
  );
  const x = (index: number) => (points.length < 2 ? 0.5 : index / (points.length - 1));
  const y = (value: number | null | undefined) => (isNumber(value) ? 1 - scale.share(value) : null);
  const placed = points.map((point, index) => ({
    ...point,
    x: x(index),
    y: y(point.value),
    previousY: y(point.previous),
  }));

  const finished = placed.filter((point) => !point.inProgress);
  const runningPoint = placed.find((point) => point.inProgress && point.y !== null);
  const before = finished.at(-1);
  const values = points.map((point) => point.value).filter(isNumber);
  return {
    scale,
    points: placed,
    current: runs(finished.map(({ x, y }) => ({ x, y }))),
    running:
      runningPoint && before?.y !== null && before !== undefined
        ? [
            { x: before.x, y: before.y },
            { x: runningPoint.x, y: runningPoint.y },
          ]
        : [],
    previous: runs(placed.map(({ x, previousY }) => ({ x, y: previousY }))),
    labelled: spread(points.length, labels),
    highest: values.length ? Math.max(...values) : null,
    lowest: values.length ? Math.min(...values) : null,
    last: values.at(-1) ?? null,
  };
}

const isNumber = (value: number | null | undefined): value is number =>
  typeof value === "number" && Number.isFinite(value);

/** Splits at the gaps; what remains are stretches that a line may connect. */
export function runs(positions: readonly Position[]): Position[][] {
  const found: Position[][] = [];
  let open: Position[] | null = null;
  for (const position of positions) {
    if (position.y === null) {
      open = null;
      continue;
    }
    if (!open) {
      open = [];
      found.push(open);
    }
    open.push(position);
  }
  return found;
}

/** At most `wanted` indices out of `length`, evenly spaced, the first always among them. */
export function spread(length: number, wanted: number): number[] {
  if (length <= wanted) return Array.from({ length }, (_, index) => index);
  const step = Math.ceil((length - 1) / (wanted - 1));
  return Array.from({ length: Math.floor((length - 1) / step) + 1 }, (_, index) => index * step);
}

/** An SVG path through positions, in a box of 100 by 100 whatever its real shape. */
export function linePath(stretches: readonly (readonly Position[])[]): string {
  return stretches
    .map((stretch) => stretch.map(({ x, y }, index) => `${index ? "L" : "M"}${hundred(x)} ${hundred(y ?? 0)}`).join(""))
    .join("");
}

/** The same path closed down to the zero line, for a filled area. */
export function areaPath(stretches: readonly (readonly Position[])[], zero = 1): string {
  return stretches
    .filter((stretch) => stretch.length > 1)
    .map((stretch) => {
      const [first, last] = [stretch[0], stretch.at(-1)];
      return `${linePath([stretch])}L${hundred(last?.x ?? 0)} ${hundred(zero)}L${hundred(first?.x ?? 0)} ${hundred(zero)}Z`;
    })
    .join("");
}

const hundred = (share: number) => Number((share * 100).toFixed(2));
