import "server-only";
import { tooMany } from "@/lib/errors";
import { type Share, shares } from "@/lib/live/limits";

interface Bucket {
  left: number;
  /** epoch milliseconds of the last refill */
  at: number;
}

const held = globalThis as { attuneLiveBuckets?: Map<string, Bucket> };
held.attuneLiveBuckets ??= new Map();
const buckets = held.attuneLiveBuckets;

const mostBuckets = 50_000;

/** Counts a request against one person's share of its kind. Throws `tooMany` with the seconds until the next one fits. */
export function spendShare(share: Share, who: string, now: number): void {
  const { perSecond, burst } = shares[share];
  const key = `${share} ${who}`;
  const before = buckets.get(key);
  const refilled = before ? before.left + (Math.max(0, now - before.at) / 1000) * perSecond : burst;
  const bucket = { left: Math.min(burst, refilled), at: now };
  const fits = bucket.left >= 1;
  if (fits) bucket.left--;
  // Whoever was heard of least recently is forgotten first; her bucket has been full for longest.
  buckets.delete(key);
  buckets.set(key, bucket);
  if (buckets.size > mostBuckets) buckets.delete(buckets.keys().next().value ?? "");
  if (!fits)
    throw tooMany(Math.ceil((1 - bucket.left) / perSecond), "That was too often in a short time. Wait a moment.");
}

/** Forgets everybody's share (tests). */
export const forgetShares = (): void => buckets.clear();
