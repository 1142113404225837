const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** When each attempt is due, counted from the first one of its round. */
export const attemptOffsetsMs: readonly number[] = [
  0,
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
];

/** Up to this much of the waiting time is added by chance, so that what failed together does not come back together. */
const jitter = 0.1;

/** A receiver may ask for patience, but for no more than this. */
export const longestRetryAfterMs = 24 * hour;

/** What could not be sent for so long, because the circuit was open, is given up. */
export const givenUpAfterMs = 7 * 24 * hour;

export interface FailedAttempt {
  /** attempts made in this round, this one included */
  readonly attempts: number;
  readonly firstAttemptAt: Date;
  readonly now: Date;
  /** what the answer's Retry-After asked for */
  readonly retryAfterMs: number | null;
  /** 0 to 1 */
  readonly random: number;
}

/** When a delivery is tried again; null when it has had all its attempts. */
export function nextAttemptAt({ attempts, firstAttemptAt, now, retryAfterMs, random }: FailedAttempt): Date | null {
  const offset = attemptOffsetsMs[attempts];
  if (offset === undefined) return null;
  const planned = firstAttemptAt.getTime() + offset;
  // After a pause (an open circuit, a worker that was down) the plan may have passed: then the step's own wait counts from now.
  const step = offset - (attemptOffsetsMs[attempts - 1] ?? 0);
  const due = planned > now.getTime() ? planned : now.getTime() + Math.min(step, 5 * minute);
  const wait = (due - now.getTime()) * (1 + jitter * random);
  const asked = Math.min(retryAfterMs ?? 0, longestRetryAfterMs);
  return new Date(now.getTime() + Math.max(wait, asked));
}

/** `failures`: attempts that failed since the last success; `openings`: how often the circuit opened since. */
export interface Circuit {
  readonly failures: number;
  readonly openings: number;
  readonly pausedUntil: Date | null;
}

export const closedCircuit: Circuit = { failures: 0, openings: 0, pausedUntil: null };

/** So many failures in a row open the circuit. */
export const failuresToOpen = 5;
const firstPauseMs = 30 * second;
const longestPauseMs = 30 * minute;

/**
 * The circuit after one more failure. Once open, it lets a single delivery through after each pause; when that one fails
 * too, the pause doubles. What waits is held back and loses no attempt.
 */
export function circuitAfterFailure(
  circuit: Circuit,
  { now, random, retryAfterMs }: { now: Date; random: number; retryAfterMs: number | null },
): Circuit {
  const failures = circuit.failures + 1;
  const opens = circuit.openings > 0 || failures >= failuresToOpen;
  // Several were under way when it opened; those that come back meanwhile say nothing new.
  const isOpen = circuit.pausedUntil !== null && circuit.pausedUntil > now;
  const openings = opens && !isOpen ? circuit.openings + 1 : circuit.openings;
  const pause = openings > 0 ? Math.min(firstPauseMs * 2 ** (openings - 1), longestPauseMs) * (1 + jitter * random) : 0;
  const asked = Math.min(retryAfterMs ?? 0, longestRetryAfterMs);
  const until = now.getTime() + Math.max(isOpen ? 0 : pause, asked);
  const kept = circuit.pausedUntil?.getTime() ?? 0;
  const pausedUntil = Math.max(until, kept);
  return { failures, openings, pausedUntil: pausedUntil > now.getTime() ? new Date(pausedUntil) : null };
}

/** `Retry-After` in milliseconds: seconds or a date; null for anything else. */
export function readRetryAfter(value: string | undefined, now: Date): number | null {
  if (!value) return null;
  const text = value.trim();
  if (/^\d{1,9}$/.test(text)) return Math.min(Number(text) * second, longestRetryAfterMs);
  // Only the form that HTTP prescribes: Date.parse alone would take a bare "1" for a year.
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text)) return null;
  const at = Date.parse(text);
  if (Number.isNaN(at)) return null;
  return Math.min(Math.max(at - now.getTime(), 0), longestRetryAfterMs);
}
