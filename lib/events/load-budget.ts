import "server-only";
import { tooMany, unavailable } from "@/lib/errors";
import { intakeLimits } from "@/lib/events/limits";

interface Bucket {
  events: number;
  requests: number;
  /** epoch milliseconds of the last refill */
  at: number;
}

interface Load {
  bytes: number;
  byTenant: Map<string, number>;
  buckets: Map<string, Bucket>;
}

const held = globalThis as { attuneIntakeLoad?: Load };
held.attuneIntakeLoad ??= { bytes: 0, byTenant: new Map(), buckets: new Map() };
const load: Load = held.attuneIntakeLoad;

const mostBuckets = 10_000;

/** Room for one request's events. */
export interface Room {
  /** Makes somebody else responsible: the returned function gives the room back, and `leave` does nothing any more. */
  handOver(): () => void;
  /** Gives the room back unless it was handed over. */
  leave(): void;
}

/**
 * Takes room for a request's body until its events are committed. Throws `unavailable` when this process holds as much as it may,
 * `tooMany` when one tenant does.
 */
export function reserve(tenant: string, bytes: number): Room {
  const ofTenant = load.byTenant.get(tenant) ?? 0;
  if (load.bytes + bytes > intakeLimits.waitingBytes) {
    throw unavailable(1, "More events are waiting than this server may hold. Send them again in a moment.");
  }
  if (ofTenant + bytes > intakeLimits.waitingBytesOfTenant) {
    throw tooMany(1, "More of your events are waiting than one sender may have. Send them again in a moment.");
  }
  load.bytes += bytes;
  load.byTenant.set(tenant, ofTenant + bytes);
  let handedOver = false;
  const release = () => {
    load.bytes -= bytes;
    const left = (load.byTenant.get(tenant) ?? 0) - bytes;
    if (left > 0) load.byTenant.set(tenant, left);
    else load.byTenant.delete(tenant);
  };
  return {
    handOver: () => {
      handedOver = true;
      return release;
    },
    leave: () => {
      if (!handedOver) release();
    },
  };
}

/** Bytes that are reserved in this process now. */
export const reservedBytes = (): number => load.bytes;

/** Counts a request and its events against its key's share of a second. Throws `tooMany` with the seconds until they fit. */
export function spend(keyHash: string, events: number, now: number): void {
  const { eventsPerSecond, eventsBurst, requestsPerSecond, requestsBurst } = intakeLimits;
  const before = load.buckets.get(keyHash);
  const elapsed = before ? Math.max(0, now - before.at) / 1000 : 0;
  const bucket = {
    events: before ? Math.min(eventsBurst, before.events + elapsed * eventsPerSecond) : eventsBurst,
    requests: before ? Math.min(requestsBurst, before.requests + elapsed * requestsPerSecond) : requestsBurst,
    at: now,
  };
  const waitS = Math.max((events - bucket.events) / eventsPerSecond, (1 - bucket.requests) / requestsPerSecond);
  if (waitS <= 0) {
    bucket.events -= events;
    bucket.requests -= 1;
  }
  // The key used least recently goes first; its bucket has been full for longest.
  load.buckets.delete(keyHash);
  load.buckets.set(keyHash, bucket);
  if (load.buckets.size > mostBuckets) load.buckets.delete(load.buckets.keys().next().value ?? "");
  if (waitS > 0)
    throw tooMany(Math.max(1, Math.ceil(waitS)), "This key sends more than its share. Send these events again later.");
}
