/** How many attempts a key may make before each further one has to wait. */
export interface ThrottleLimit {
  free: number;
  /** seconds of the first wait; each further one is twice as long */
  firstWaitS: number;
  longestWaitS: number;
  /** seconds without an attempt after which the count starts anew */
  forgetS: number;
}

export const throttleLimits = {
  /** one account (known or not): five attempts, then half a minute, a minute, … a quarter of an hour */
  account: { free: 5, firstWaitS: 30, longestWaitS: 900, forgetS: 3600 },
  /** one address, behind which a whole house may sit */
  address: { free: 30, firstWaitS: 30, longestWaitS: 900, forgetS: 3600 },
  /** one shared report with a password */
  link: { free: 10, firstWaitS: 30, longestWaitS: 900, forgetS: 3600 },
} as const satisfies Record<string, ThrottleLimit>;

export type ThrottleKind = keyof typeof throttleLimits;

/** Seconds that the key is closed for after its n-th attempt in a row; 0 while attempts are free. */
export function waitAfter(attempts: number, limit: ThrottleLimit): number {
  if (attempts < limit.free) return 0;
  return Math.min(limit.longestWaitS, limit.firstWaitS * 2 ** Math.min(attempts - limit.free, 20));
}
