/** Minutes to wait after each attempt that came to nothing; after the last one the message has failed. */
const pausesInMinutes = [1, 5, 15, 60, 240] as const;

/** Attempts that a message is given. */
export const mailAttempts = pausesInMinutes.length + 1;

/** When a message is tried again after its nth attempt (1, 2, …), or null when that was the last. */
export function nextAttemptAfter(attempts: number, now: Date): Date | null {
  const minutes = pausesInMinutes[attempts - 1];
  return minutes === undefined ? null : new Date(now.getTime() + minutes * 60_000);
}
