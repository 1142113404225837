import "server-only";
import { type Moment, type PracticeKind, readNumber, readText } from "@/lib/master-sessions/practice-event";

/** What a session is called, and when it is or was. */
export interface Header {
  readonly masterId: string | null;
  readonly title: string;
  readonly language: string | null;
  readonly version: string | null;
  readonly scheduledAt: Date | null;
  readonly durationMinutes: number | null;
  /** set while the session is off the calendar: never together with `startedAt` */
  readonly cancelledAt: Date | null;
  /** set exactly when the session has begun */
  readonly startedAt: Date | null;
  /** set exactly when the session has begun and is over; never before `startedAt` */
  readonly endedAt: Date | null;
}

/** A master's name as one schedule event gave it. */
export interface Naming {
  readonly masterId: string;
  readonly name: string;
  readonly namedAt: Date;
}

/**
 * The header of a session from its moments in order. The latest schedule event counts whole. The start is the earliest
 * `practice.started`, the end the earliest `practice.ended` at or after it: an end before the start belongs to something that
 * never began, and whatever is said about start and end after the end changes nothing.
 *
 * A session that nobody ended has the end at which Attune closed it (`practice.closed`), for as long as no `practice.ended` says better;
 * a seal (`practice.sealed`), once there is one, decides over both (docs/decisions/0213).
 *
 * When the start was lost but an end is known, the scheduled start stands in for it, and without a usable schedule the first "I'm
 * ready"; without any of them the session stays scheduled. A start without an end is a session that goes on.
 *
 * A cancellation holds until a later schedule event or an actual `practice.started`: whoever gathered all the same was there. Nothing
 * stands in for the start of a cancelled session.
 */
export function readHeader(moments: readonly Moment[]): Header {
  const schedule = moments.findLast((moment) => moment.kind === "practice.scheduled")?.event;
  const scheduledAt = schedule ? readInstant(readText(schedule, "startsAt")) : null;
  const duration = schedule ? readNumber(schedule, "durationMinutes") : null;
  const cancelledAt = readCancellation(moments);
  const { start, end } = readBounds(moments, scheduledAt, cancelledAt !== null);
  return {
    masterId: schedule ? readText(schedule, "masterId") : null,
    title: (schedule && readText(schedule, "title")) ?? "",
    language: schedule ? readText(schedule, "language") : null,
    version: schedule ? readText(schedule, "version") : null,
    scheduledAt: toDate(scheduledAt),
    durationMinutes: duration === null ? null : Math.min(Math.max(Math.round(duration), 0), longestMinutes),
    cancelledAt: toDate(start === null ? cancelledAt : null),
    startedAt: toDate(start),
    endedAt: toDate(end),
  };
}

/** A year: nothing longer is meant, and the column is an integer. */
const longestMinutes = 525_600;

/** An instant that the database can hold as well; anything else is none. */
function readInstant(text: string | null): number | null {
  const at = Date.parse(text ?? "");
  return at >= 0 && at < Date.UTC(10_000, 0) ? at : null;
}

const toDate = (at: number | null) => (at === null ? null : new Date(at));

/** When the session was called off, if it has not been scheduled again since. */
function readCancellation(moments: readonly Moment[]): number | null {
  const last = moments.findLast(({ kind }) => kind === "practice.scheduled" || kind === "practice.cancelled");
  return last?.kind === "practice.cancelled" ? last.at : null;
}

function readBounds(moments: readonly Moment[], scheduledAt: number | null, cancelled: boolean) {
  const firstOf = (kind: PracticeKind) => moments.find((moment) => moment.kind === kind)?.at ?? null;
  const firstAfter = (kind: PracticeKind, at: number) =>
    moments.find((moment) => moment.kind === kind && moment.at >= at)?.at ?? null;
  const sealedAt = readSeal(moments);
  const endAfter = (at: number) => {
    if (sealedAt !== null && sealedAt >= at) return sealedAt;
    return firstAfter("practice.ended", at) ?? firstAfter("practice.closed", at);
  };

  const start = firstOf("practice.started");
  if (start !== null) return { start, end: endAfter(start) };
  if (cancelled) return { start: null, end: null };
  for (const stand of [scheduledAt, firstOf("practice.ready")]) {
    const end = stand === null ? null : endAfter(stand);
    if (end !== null) return { start: stand, end };
  }
  return { start: null, end: null };
}

/** The end that was fixed when a report was shared, by the first seal. */
function readSeal(moments: readonly Moment[]): number | null {
  const seal = moments.find(({ kind }) => kind === "practice.sealed");
  return seal ? readInstant(readText(seal.event, "endedAt")) : null;
}

/** Every name that the session's schedule ever gave a master, with the latest time it did. Which one holds is decided over all sessions. */
export function readNamings(moments: readonly Moment[]): Naming[] {
  const latest = new Map<string, Naming>();
  for (const { kind, at, event } of moments) {
    if (kind !== "practice.scheduled") continue;
    const masterId = readText(event, "masterId");
    const name = readText(event, "masterName");
    if (masterId === null || name === null) continue;
    latest.set(JSON.stringify([masterId, name]), { masterId, name, namedAt: new Date(at) });
  }
  return [...latest.values()];
}
