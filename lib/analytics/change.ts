export type Direction = "up" | "down" | "same";

export type NumberChange =
  | { kind: "new" }
  | { kind: "change"; difference: number; ratio: number; direction: Direction };

/**
 * The change from `previous` to `current`. Null when either is unknown or both are zero with nothing to say; a previous
 * value of zero has no ratio and is "new" instead of an infinite percentage.
 */
export function changeBetween(current: number | null, previous: number | null): NumberChange | null {
  if (current === null || previous === null || !Number.isFinite(current) || !Number.isFinite(previous)) return null;
  if (previous === 0) return current === 0 ? null : { kind: "new" };
  const difference = current - previous;
  const ratio = difference / Math.abs(previous);
  return { kind: "change", difference, ratio, direction: difference > 0 ? "up" : difference < 0 ? "down" : "same" };
}
