const hour = 3_600_000;
const day = 24 * hour;
const iso = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/i;

/** Epoch milliseconds of an ISO 8601 text with a zone or of a number of milliseconds; NaN for everything else. */
export function readTime(value: unknown): number {
  if (typeof value === "string") return iso.test(value) ? Date.parse(value) : Number.NaN;
  return typeof value === "number" && Number.isInteger(value) ? value : Number.NaN;
}

export type Occurrence = { at: number } | { field: "time" | "sentAt"; reason: string };

const timeSentence = "must be a time with its zone, like `2026-11-20T18:00:00.000Z`, or epoch milliseconds";

/**
 * When an event happened, in epoch milliseconds by our clock (METRICS.md, Time): `received - (sent - time)`, so that a client's wrong clock
 * does not matter. Without a sent time the time is taken as it is, without a time the event happens on receipt.
 * @param oldestAt the tenant's retention, epoch milliseconds
 */
export function occurredAt(time: unknown, sentAt: unknown, receivedAt: number, oldestAt: number): Occurrence {
  if (time === undefined || time === null) return { at: receivedAt };
  const said = readTime(time);
  if (Number.isNaN(said)) return { field: "time", reason: timeSentence };
  let at = said;
  if (sentAt !== undefined && sentAt !== null) {
    const sent = readTime(sentAt);
    if (Number.isNaN(sent)) return { field: "sentAt", reason: timeSentence };
    at = receivedAt - (sent - said);
  }
  if (at > receivedAt + day)
    return { field: "time", reason: "lies more than 24 hours in the future; check the sender's clock" };
  if (!(at >= oldestAt))
    return { field: "time", reason: "is older than your retention; such an event would be deleted at once" };
  return { at };
}

/** The oldest instant that a retention of so many calendar months keeps. */
export function oldestKept(receivedAt: number, retentionMonths: number): number {
  const date = new Date(receivedAt);
  const dayOfMonth = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - retentionMonths);
  const lastOfMonth = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(dayOfMonth, lastOfMonth));
  return date.getTime();
}
