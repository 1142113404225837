/** A group and its people. The key "" stands for those of whom it is not known. */
export interface Group {
  readonly key: string;
  readonly people: number;
}

/** A group that may leave; the key null is "Other". */
export interface ShownGroup {
  readonly key: string | null;
  readonly people: number;
}

/**
 * What may be shown of groups that divide `total` people, each person being in one: groups under `k` people are merged into Other. Where a
 * reader could work out a merged group all the same, the next smallest is merged too, and whatever is as large as that one, because
 * a choice between equals would tell. He may know the total, which groups there are, `k` and this rule; a merged group is safe
 * when more than one size of it fits what is shown. It is not when
 *
 * - it is alone in Other, or Other is itself under `k`;
 * - each merged group must have exactly one person, or exactly k − 1, for the sum to come out.
 *
 * Once a larger group was merged on top, the sizes could as well be distributed otherwise, and nothing is certain. When nothing is left to
 * merge, Other is everybody and says no more than the total; under `k` people nothing is shown at all.
 *
 * People in no row count as those of whom it is not known (key ""), a group like the others. Merging that row and Other afterwards is safe.
 * @returns groups by size, largest first, Other last; at most one Other
 */
export function suppressSmallGroups(rows: readonly Group[], total: number, k: number): ShownGroup[] {
  const groups = withTheRest(rows, total).sort(bySize);
  const merged = groups.filter((group) => group.people < k);
  const kept = groups.slice(merged.length);
  while (kept.length > 0 && !isSafe(merged, k)) {
    const size = kept[0]?.people;
    merged.push(...kept.splice(0, kept.filter((group) => group.people === size).length));
  }
  const shown: ShownGroup[] = kept.reverse().map(({ key, people }) => ({ key, people }));
  const other = sumOf(merged);
  return other >= k ? [...shown, { key: null, people: other }] : shown;
}

function withTheRest(rows: readonly Group[], total: number): Group[] {
  const named = rows.filter((row) => row.key !== "" && row.people > 0);
  const rest = Math.max(total - sumOf(named), 0);
  return rest > 0 ? [...named, { key: "", people: rest }] : named;
}

/** Smallest first; the key only makes the order certain. */
const bySize = (a: Group, b: Group) => a.people - b.people || (a.key < b.key ? -1 : 1);

const sumOf = (groups: readonly Group[]) => groups.reduce((sum, group) => sum + group.people, 0);

/** Whether Other, made of these groups (in order of size), gives none of them away. */
function isSafe(merged: readonly Group[], k: number): boolean {
  const smallest = merged[0];
  const largest = merged.at(-1);
  if (!smallest || !largest) return true;
  if (merged.length === 1 || sumOf(merged) < k) return false;
  return largest.people >= k || (largest.people > 1 && smallest.people < k - 1);
}
