import { type Scale, scaleFor } from "@/components/charts/prepare/scale";
import { type Position, runs } from "@/components/charts/prepare/time-series";

export interface AudienceMinute {
  /** minutes since the start; negative before it */
  minute: number;
  present: number | null;
}

export interface AudienceMark {
  kind: "start" | "half" | "peak" | "end";
  minute: number;
  present: number | null;
  x: number;
  /** which side of its line the label stands on: marks that are close lean apart */
  anchor: "start" | "end";
  /** too close to the mark before for a narrow screen to show both labels */
  crowded: boolean;
}

export interface PreparedAudience {
  scale: Scale;
  points: ReadonlyArray<AudienceMinute & Position>;
  stretches: Position[][];
  marks: AudienceMark[];
  /** round minutes for the axis */
  labelled: Array<{ minute: number; x: number }>;
}

/**
 * The presence curve of a session by minute. The marks are start, half-time, end and the peak; a peak that falls on
 * another mark takes its place, and close neighbours lean apart, so that no two labels lie on each other.
 */
export function prepareAudience(
  minutes: readonly AudienceMinute[],
  {
    durationMinutes,
    peakMinute,
    peakPresent = null,
    halfPresent = null,
  }: {
    durationMinutes: number;
    peakMinute: number | null;
    /** the stored peak, which may lie between two full minutes and above both */
    peakPresent?: number | null;
    /** the stored figure of half-time, which need not be a full minute either */
    halfPresent?: number | null;
  },
): PreparedAudience {
  const sorted = [...minutes].sort((a, b) => a.minute - b.minute);
  const first = Math.min(0, sorted[0]?.minute ?? 0);
  const last = Math.max(durationMinutes, sorted.at(-1)?.minute ?? 0, first + 1);
  const x = (minute: number) => (minute - first) / (last - first);
  const scale = scaleFor([...sorted.map((point) => point.present), peakPresent]);
  const points = sorted.map((point) => ({
    ...point,
    x: x(point.minute),
    y: point.present === null ? null : 1 - scale.share(point.present),
  }));
  const presentAt = (minute: number) => sorted.find((point) => point.minute === minute)?.present ?? null;
  const fixed = [
    { kind: "start" as const, minute: 0 },
    { kind: "half" as const, minute: Math.round(durationMinutes / 2) },
    { kind: "end" as const, minute: durationMinutes },
  ];
  const peak = peakMinute ?? peakOf(sorted);
  const near = (minute: number) => peak !== null && Math.abs(x(minute) - x(peak)) < 0.03;
  const marks = [
    ...fixed.filter((mark) => !near(mark.minute)),
    ...(peak === null ? [] : [{ kind: "peak" as const, minute: peak }]),
  ];
  return {
    scale,
    points,
    stretches: runs(points.map(({ x, y }) => ({ x, y }))),
    marks: leanApart(
      marks
        .map((mark) => ({
          ...mark,
          present:
            { peak: peakPresent, half: halfPresent, start: null, end: null }[mark.kind] ?? presentAt(mark.minute),
          x: x(mark.minute),
        }))
        .sort((a, b) => a.minute - b.minute),
    ),
    labelled: roundMinutes(first, last).map((minute) => ({ minute, x: x(minute) })),
  };
}

/** At most seven minutes from `first` to `last` that are as round as a clock's. */
function roundMinutes(first: number, last: number): number[] {
  const step = [1, 2, 5, 10, 15, 20, 30, 60, 120].find((size) => (last - first) / size <= 7) ?? 240;
  const begin = Math.ceil(first / step) * step;
  return Array.from({ length: Math.floor((last - begin) / step) + 1 }, (_, index) => begin + index * step);
}

/** The share of the width that a label needs to itself, on a wide and on a narrow screen. */
const room = 0.12;
const narrowRoom = 0.32;

function leanApart(marks: ReadonlyArray<Omit<AudienceMark, "anchor" | "crowded">>): AudienceMark[] {
  return marks.map((mark, index) => {
    const before = marks[index - 1];
    const after = marks[index + 1];
    const leansBack = mark.x > 1 - room || (mark.x > room && after !== undefined && after.x - mark.x < room);
    // The peak is what one looks for: it keeps its label, and so do the ends.
    const crowded =
      mark.kind === "half" && [before, after].some((near) => near && Math.abs(near.x - mark.x) < narrowRoom);
    return { ...mark, anchor: leansBack ? "end" : "start", crowded };
  });
}

/** The first minute with the most people; null without any. */
function peakOf(points: readonly AudienceMinute[]): number | null {
  let best: AudienceMinute | null = null;
  for (const point of points) {
    if (point.present !== null && point.present > 0 && point.present > (best?.present ?? 0)) best = point;
  }
  return best?.minute ?? null;
}
