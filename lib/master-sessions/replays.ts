import "server-only";
import { type Moment, readNumber } from "@/lib/master-sessions/practice-event";

/** One person's replay of a session; only people who played enough of it have one. */
export interface Replay {
  readonly secondsPlayed: number;
  readonly completed: boolean;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

export const leastReplaySeconds = 30;
const completedShare = 0.95;

/**
 * The replay of each person who played at least 30 s. `secondsPlayed` is how many different seconds of the replay a client has played so
 * far, so a person's events are reports of one growing figure and the greatest counts: adding them up would count the same
 * seconds again each time she returns to the beginning. Completed = one report of 95 % of the length or more.
 */
export function countReplays(moments: readonly Moment[]): Map<string, Replay> {
  const people = new Map<string, { seconds: number; completed: boolean; first: number; last: number }>();
  for (const { kind, event, person, at } of moments) {
    if (kind !== "practice.replayed" || person === null) continue;
    const length = Math.max(0, readNumber(event, "durationSeconds") ?? 0);
    const claimed = Math.max(0, readNumber(event, "secondsPlayed") ?? 0);
    const seconds = length > 0 ? Math.min(claimed, length) : claimed;
    const completed = length > 0 && seconds >= completedShare * length;
    const known = people.get(person);
    if (!known) people.set(person, { seconds, completed, first: at, last: at });
    else {
      known.seconds = Math.max(known.seconds, seconds);
      known.completed ||= completed;
      known.last = at;
    }
  }
  return new Map(
    [...people]
      .filter(([, { seconds }]) => seconds >= leastReplaySeconds)
      .map(([person, { seconds, completed, first, last }]) => [
        person,
        { secondsPlayed: seconds, completed, firstAt: new Date(first), lastAt: new Date(last) },
      ]),
  );
}
