import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { secretFor } from "@/lib/env";

export interface AuditEnd {
  tenantId: string;
  lastSeq: number;
  lastHash: Uint8Array;
}

/**
 * Seals the end of a chain: HMAC-SHA256 under a key that is not in the database. The entries' own hashes are plain, so that
 * an export can be checked by anybody; the seal is what somebody who can write to every table still cannot make.
 */
export function sealOf({ tenantId, lastSeq, lastHash }: AuditEnd): Buffer {
  return createHmac("sha256", secretFor("audit-seal")).update(`${tenantId}/${lastSeq}/`).update(lastHash).digest();
}

export function isSealed(end: AuditEnd, seal: Uint8Array): boolean {
  const expected = sealOf(end);
  return seal.length === expected.length && timingSafeEqual(expected, seal);
}
