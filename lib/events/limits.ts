/** What one request, one event and one process may hold. Read on every use, so that a test can narrow a limit. */
export const intakeLimits = {
  /** of a request's body, before and after inflating */
  requestBytes: 1024 * 1024,
  requestEvents: 500,
  /** of one event as JSON */
  eventBytes: 32 * 1024,
  /** objects and arrays inside one another, the event itself being the first */
  eventDepth: 10,
  /** rows that one transaction appends */
  flushEvents: 500,
  /** transactions that run at once in this process, over all tenants; the pool has 10 connections and pages need some */
  flushes: 4,
  /** bodies and events that wait in this process, over all tenants */
  waitingBytes: 48 * 1024 * 1024,
  /** the same of one tenant, so that one sender's flood leaves room for the others */
  waitingBytesOfTenant: 24 * 1024 * 1024,
  /** refilled per key and second, and how much of it can be saved up */
  eventsPerSecond: 50_000,
  eventsBurst: 150_000,
  requestsPerSecond: 10_000,
  requestsBurst: 30_000,
  /** how long a request waits for its commit before it is told to come back */
  answerMs: 20_000,
  /** different mistakes that are kept for a tenant's developers */
  rejectionsKept: 1000,
};
