import type { LiveState } from "@/lib/live/schema";

type Reactions = LiveState["reactions"];

/** How many words may begin to drift with one piece of news, however many were sent: a crowd is a tide, not a storm. */
const most = 5;

/** What was felt between two states: a few kinds, each about as often as it was sent, all kinds before any a second time. */
export function newFeelings(before: Reactions, after: Reactions): string[] {
  const known = new Map(before.map(({ kind, occurrences }) => [kind, occurrences]));
  const rises = after
    .map(({ kind, occurrences }) => ({ kind, rise: occurrences - (known.get(kind) ?? 0) }))
    .filter(({ rise }) => rise > 0);
  const chosen: string[] = [];
  for (let round = 0; chosen.length < most; round++) {
    const still = rises.filter(({ rise }) => rise > round);
    if (still.length === 0) break;
    chosen.push(...still.slice(0, most - chosen.length).map(({ kind }) => kind));
  }
  return chosen;
}
