import "server-only";
import { compareText, type Moment, readText } from "@/lib/master-sessions/practice-event";

/** One kind of reaction: how many people gave it, and how often it was given. */
export interface ReactionTally {
  readonly kind: string;
  readonly people: number;
  readonly occurrences: number;
}

export interface Reactions {
  /** by people, then occurrences, most first, then by name */
  readonly tallies: readonly ReactionTally[];
  readonly dominant: string | null;
  /** person → how often she reacted */
  readonly ofPerson: ReadonlyMap<string, number>;
  readonly occurrences: number;
}

/** Counts the reactions among the moments given; a reaction that nobody can be named for has no person, but happened. */
export function countReactions(moments: readonly Moment[]): Reactions {
  const kinds = new Map<string, { people: Set<string>; occurrences: number }>();
  const ofPerson = new Map<string, number>();
  let occurrences = 0;
  for (const { kind, event, person } of moments) {
    if (kind !== "practice.reaction") continue;
    const name = readText(event, "kind");
    if (name === null) continue;
    let tally = kinds.get(name);
    if (!tally) {
      tally = { people: new Set(), occurrences: 0 };
      kinds.set(name, tally);
    }
    tally.occurrences++;
    occurrences++;
    if (person === null) continue;
    tally.people.add(person);
    ofPerson.set(person, (ofPerson.get(person) ?? 0) + 1);
  }
  const tallies = [...kinds]
    .map(([kind, tally]) => ({ kind, people: tally.people.size, occurrences: tally.occurrences }))
    .sort((a, b) => b.people - a.people || b.occurrences - a.occurrences || compareText(a.kind, b.kind));
  return { tallies, dominant: dominantOf(tallies), ofPerson, occurrences };
}

/** The reaction of most people if it leads the next by a tenth or more (whole numbers: 10·n₁ ≥ 11·n₂); null = mixed, or none. */
export function dominantOf(tallies: readonly Pick<ReactionTally, "kind" | "people">[]): string | null {
  const [first, second] = [...tallies].sort((a, b) => b.people - a.people);
  if (!first || first.people === 0) return null;
  return 10 * first.people >= 11 * (second?.people ?? 0) ? first.kind : null;
}
