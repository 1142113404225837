import type { Attendance } from "@/lib/master-sessions/attendance";
import { Audience } from "@/lib/master-sessions/intervals";
import type { Reactions } from "@/lib/master-sessions/reactions";
import type { TotalsRow } from "@/lib/master-sessions/recap-rows";

const minuteMs = 60_000;
/** The curve has at most a day of minutes: an end that was forgotten for a week must not make a row of ten thousand. */
export const curveMinutes = 1440;

export interface Given {
  readonly gratitudeTexts: number;
  readonly gratitudePeople: number;
  readonly au: number;
}

/** The figures of an ended session (METRICS.md, "Master sessions and presence"). `start` ≤ `end`, epoch milliseconds. */
export function sumUp(
  start: number,
  end: number,
  attendance: Attendance,
  reactions: Reactions,
  given: Given,
): TotalsRow {
  const counted = attendance.rows.filter((row) => row.counted);
  const audience = new Audience(counted.map((row) => row.intervals));
  const peak = audience.peak();
  const halfTimeAt = start + Math.floor((end - start) / 2);
  const minutes = Math.min(Math.floor((end - start) / minuteMs) + 1, curveMinutes);
  const joins = counted.reduce((sum, row) => sum + row.joins, 0);
  const distinct = (field: "country" | "language") => new Set(counted.map((row) => row[field]).filter(Boolean)).size;
  return {
    frozenAt: new Date(end),
    startedAt: new Date(start),
    endedAt: new Date(end),
    total: counted.length,
    readyBeforeStart: attendance.readyBeforeStart,
    peak: peak?.people ?? 0,
    peakAt: peak ? new Date(peak.at) : null,
    halfTime: audience.countAt([halfTimeAt])[0] ?? 0,
    halfTimeAt: new Date(halfTimeAt),
    attendedMs: counted.reduce((sum, row) => sum + row.attendedMs, 0),
    partialPeople: counted.filter((row) => row.partial).length,
    droppedPeople: counted.filter((row) => row.dropped).length,
    joins,
    dedupeAdjustments: joins - counted.length,
    countries: distinct("country"),
    languages: distinct("language"),
    reactingPeople: counted.filter((row) => row.reactions > 0).length,
    reactions: reactions.occurrences,
    dominantReaction: reactions.dominant,
    ...given,
    audienceCurve: audience.countAt(Array.from({ length: minutes }, (_, minute) => start + minute * minuteMs)),
  };
}
