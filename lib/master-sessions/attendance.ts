import "server-only";
import { clip, type Interval, lengthOf } from "@/lib/master-sessions/intervals";
import type { Moment } from "@/lib/master-sessions/practice-event";
import { followPresence, type Presence } from "@/lib/master-sessions/presence";
import type { AttendanceRow, DeviceIntervalsRow } from "@/lib/master-sessions/recap-rows";

/** The hour as the attendance is measured against it, in epoch milliseconds; null = not yet. */
export interface Hour {
  readonly start: number | null;
  readonly end: number | null;
}

export interface Attendance {
  readonly rows: readonly AttendanceRow[];
  readonly deviceRows: readonly DeviceIntervalsRow[];
  /** distinct people ready (before the start) or present (until the end) at the last thing known; 0 after the end */
  readonly presentNow: number;
  /** distinct people who were ready before the start and had not left by then */
  readonly readyBeforeStart: number;
}

/** What is counted elsewhere and shown with the person. */
export interface PersonFigures {
  readonly reactions: ReadonlyMap<string, number>;
  readonly au: ReadonlyMap<string, number>;
}

const partialShare = 0.5;
const stayedShare = 0.8;

/**
 * Who was there and how long, from the moments up to the end. After the start, a person's stretches are cut to the hour; before it they are the
 * time in the lobby. Counted: present at the start or after it. Partial and dropped are judged when the session is over.
 */
export function measureAttendance(moments: readonly Moment[], hour: Hour, figures: PersonFigures): Attendance {
  const presences = followPresence(moments);
  const values = firstValues(moments);
  const rows: AttendanceRow[] = [];
  const deviceRows: DeviceIntervalsRow[] = [];
  let presentNow = 0;
  let readyBeforeStart = 0;
  for (const [actor, presence] of presences) {
    const there = presence.intervals.at(-1)?.[1] === null;
    if (there && hour.end === null) presentNow++;
    if (hour.start !== null && wasReadyBefore(presence.intervals, hour.start)) readyBeforeStart++;
    rows.push({
      actor,
      country: null,
      language: null,
      device: null,
      ...values.get(actor),
      firstReadyAt: new Date(presence.firstReadyAt),
      joins: presence.joins,
      devices: presence.devices.size,
      reactions: figures.reactions.get(actor) ?? 0,
      au: figures.au.get(actor) ?? 0,
      ...stayOf(presence, hour),
    });
    for (const [deviceId, intervals] of presence.devices) {
      const inside = cut(intervals, hour);
      if (inside.length > 0) deviceRows.push({ actor, deviceId, intervals: inside });
    }
  }
  return { rows, deviceRows, presentNow, readyBeforeStart };
}

const cut = (intervals: readonly Interval[], { start, end }: Hour) =>
  start === null ? intervals : clip(intervals, start, end);

const wasReadyBefore = (intervals: readonly Interval[], start: number) =>
  intervals.some(([from, to]) => from < start && (to === null || to >= start));

type Stay = Pick<AttendanceRow, "counted" | "lastLeftAt" | "attendedMs" | "partial" | "dropped" | "intervals">;

function stayOf(presence: Presence, hour: Hour): Stay {
  const intervals = cut(presence.intervals, hour);
  const leftAt = presence.intervals.at(-1)?.[1] ?? null;
  const stay = {
    counted: hour.start !== null && intervals.length > 0,
    lastLeftAt: leftAt === null ? null : new Date(leftAt),
    attendedMs: hour.start === null ? 0 : lengthOf(intervals),
    partial: false,
    dropped: false,
    intervals,
  };
  if (!stay.counted || hour.start === null || hour.end === null) return stay;
  const duration = hour.end - hour.start;
  return {
    ...stay,
    partial: stay.attendedMs < partialShare * duration,
    dropped: leftAt !== null && leftAt < hour.start + stayedShare * duration,
  };
}

type Values = Pick<AttendanceRow, "country" | "language" | "device">;

/** Each person's first country, language and device that is not empty; whoever watched the replay later tells nothing about the hour. */
function firstValues(moments: readonly Moment[]): Map<string, Values> {
  const people = new Map<string, { -readonly [K in keyof Values]: Values[K] }>();
  for (const { person, event, kind } of moments) {
    if (person === null || kind === "practice.replayed") continue;
    let known = people.get(person);
    if (!known) {
      known = { country: null, language: null, device: null };
      people.set(person, known);
    }
    known.country ||= event.country || null;
    known.language ||= event.language || null;
    known.device ||= event.device || null;
  }
  return people;
}
