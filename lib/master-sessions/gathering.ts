import type { Gathering } from "@/lib/master-sessions/schema";

/**
 * How a number of people is said where others read it (METRICS.md, "display"): under the tenant's threshold without a
 * figure, from 200 on rounded down to the hundred when the tenant wants that, otherwise exactly.
 */
export function gatheringOf(
  people: number,
  { lowCountThreshold, roundUpCounts }: { lowCountThreshold: number; roundUpCounts: boolean },
): Gathering {
  if (people === 0) return { display: "none", shown: null };
  if (people < lowCountThreshold) return { display: "small-circle", shown: null };
  if (roundUpCounts && people >= 200) return { display: "at-least", shown: Math.floor(people / 100) * 100 };
  return { display: "exact", shown: people };
}
