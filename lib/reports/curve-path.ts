/** Rounded, so that the same curve is the same bytes everywhere. */
const round = (value: number) => Math.round(value * 100) / 100;

/**
 * The line of a curve as an SVG path in a box, y down, zero at the bottom edge.
 * `levels` are shares 0–1 at equal distances; straight segments, because between two counted minutes nothing is known.
 */
export function curvePath(levels: readonly number[], width: number, height: number): string {
  const step = levels.length > 1 ? width / (levels.length - 1) : 0;
  return levels
    .map((level, index) => `${index === 0 ? "M" : "L"}${round(index * step)} ${round(height * (1 - level))}`)
    .join(" ");
}

/** The area under the same line. */
export function curveArea(levels: readonly number[], width: number, height: number): string {
  return `${curvePath(levels, width, height)} L${round(width)} ${round(height)} L0 ${round(height)} Z`;
}
