/** A scale of values with round steps that starts at an honest zero. */
export interface Scale {
  min: number;
  max: number;
  ticks: number[];
  /** 0 at the bottom, 1 at the top */
  share: (value: number) => number;
}

const steps = [1, 2, 2.5, 5, 10];

/**
 * A scale that holds all values, from zero (or from a round value below the lowest negative one) to a round value at
 * or above the highest, in about `count` steps. Values that are counts get no fractions between them.
 */
export function scaleFor(values: readonly (number | null)[], { count = 4, whole = true } = {}): Scale {
  const known = values.filter((value): value is number => value !== null && Number.isFinite(value));
  const highest = Math.max(0, ...known);
  const lowest = Math.min(0, ...known);
  // Below this, steps would leave the range of floating-point numbers; such values are drawn as zero.
  const span = highest - lowest > 1e-12 ? highest - lowest : 1;
  const rough = span / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const nice = (steps.find((step) => step * power >= rough) ?? 10) * power;
  const step = whole ? Math.max(1, Math.ceil(nice)) : nice;
  const min = Math.floor(lowest / step + 1e-9) * step;
  const max = Math.max(Math.ceil(highest / step - 1e-9) * step, min + step);
  const ticks = Array.from({ length: Math.round((max - min) / step) + 1 }, (_, index) => tidy(min + index * step));
  return { min: tidy(min), max: tidy(max), ticks, share: (value) => (value - min) / (max - min) };
}

/** Takes the floating-point dust off a sum of decimal steps. */
const tidy = (value: number) => Number(value.toPrecision(12));
