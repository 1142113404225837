export interface RankedItem {
  key: string;
  label: string;
  value: number;
  /** a merged remainder: always last, never linked */
  rest?: boolean;
}

export interface PreparedRanking<T extends RankedItem> {
  rows: Array<T & { width: number; share: number | null }>;
  shown: number;
  total: number;
  sum: number;
}

/**
 * The `top` largest of all items, largest first and by label where they are equal; `width` is the share of the largest
 * (for bars), `share` the share of the sum. A remainder ("Other") stays last whatever its size.
 */
export function prepareRanking<T extends RankedItem>(
  items: readonly T[],
  top = Number.POSITIVE_INFINITY,
): PreparedRanking<T> {
  const sum = items.reduce((total, item) => total + item.value, 0);
  const named = items.filter((item) => !item.rest).sort((a, b) => b.value - a.value || compareLabels(a.label, b.label));
  const rest = items.filter((item) => item.rest);
  const chosen = [...named.slice(0, top), ...rest];
  const largest = Math.max(0, ...chosen.map((item) => item.value));
  return {
    rows: chosen.map((item) => ({
      ...item,
      width: largest > 0 ? item.value / largest : 0,
      share: sum > 0 ? item.value / sum : null,
    })),
    shown: Math.min(top, named.length),
    total: named.length,
    sum,
  };
}

const compareLabels = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
