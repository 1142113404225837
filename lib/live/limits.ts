/** What one person, one process and one silence may be. Read on every use, so that a test can narrow a limit. */
export const liveLimits = {
  /** how often clients should send a heartbeat */
  heartbeatMs: 10_000,
  /** a connection without a heartbeat for this long has gone (METRICS.md, "live now") */
  silentMs: 20_000,
  /** how often the worker looks for connections that fell silent */
  sweepMs: 2000,
  /** how often the worker looks for sessions that nobody ended */
  closeMs: 30_000,
  /** how long after its planned end a session that nobody ended is left open */
  graceMs: 30 * 60_000,
  /** the duration of a session that states none */
  durationMinutes: 60,
  /** after the end, gratitude is taken this long */
  gratitudeMs: 24 * 3_600_000,
  /** people who watch through this process */
  viewers: 5000,
  /** sessions that this process follows at once */
  rooms: 500,
  /** a room stays in memory this long after its last viewer or request */
  lingerMs: 30_000,
  /** the shortest and the longest time between two frames */
  frameMs: 250,
  slowFrameMs: 500,
  pingMs: 15_000,
  /** bytes of a request's body; a gratitude is longer than anything else */
  bodyBytes: 8 * 1024,
  gratitudeBytes: 64 * 1024,
  /** reactions of this long ago still glow */
  recentMs: 10_000,
  /** a token may be valid this long, and a clock this wrong */
  tokenS: 24 * 3600,
  toleranceS: 300,
  /** how long a process trusts what it knows of a live key */
  keyMs: 2000,
};

/** Refilled a second, and how much can be saved up: a person's share of each kind of request. */
export const shares = {
  presence: { perSecond: 1, burst: 10 },
  heartbeat: { perSecond: 1 / 3, burst: 6 },
  react: { perSecond: 4, burst: 10 },
  gratitude: { perSecond: 3 / 60, burst: 3 },
  /** devices without a cookie, per address: many people may sit behind one */
  device: { perSecond: 5, burst: 300 },
} as const;
export type Share = keyof typeof shares;
