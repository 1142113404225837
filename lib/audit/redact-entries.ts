import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { canonicalDetail } from "@/lib/audit/write-audit";
import type { TenantSql } from "@/lib/db/tenant";
import { secretFor } from "@/lib/env";

/** What stands where somebody was named who has been erased. */
export const redactedWord = "erased";

interface Redacted {
  readonly tenantId: string;
  readonly seq: number;
  readonly hash: Uint8Array;
  readonly targetId: string;
  readonly detail: unknown;
}

/**
 * Seals a redaction under a key that is not in the database. The entry keeps the hash of what it said, so the chain holds; that its words
 * are others now, and which, only Attune can have signed.
 */
export function redactionSeal({ tenantId, seq, hash, targetId, detail }: Redacted): Buffer {
  return createHmac("sha256", secretFor("audit-redaction"))
    .update(JSON.stringify([tenantId, seq, Buffer.from(hash).toString("hex"), targetId, canonicalDetail(detail)]))
    .digest();
}

export function isRedaction(entry: Redacted, seal: Uint8Array): boolean {
  const expected = redactionSeal(entry);
  return seal.length === expected.length && timingSafeEqual(expected, seal);
}

/**
 * Takes the given texts (ids, addresses, names) out of what the audit log says happened to what. Who did it and when stays. The caller
 * writes an entry of its own in the same transaction that says that this happened.
 * @returns how many entries were redacted
 */
export async function redactEntries(db: TenantSql, needles: readonly string[]): Promise<number> {
  const wanted = [...new Set(needles.map((needle) => needle.toLowerCase()).filter((needle) => needle.length > 3))];
  if (wanted.length === 0) return 0;
  const rows = await db.execute<{
    seq: number | bigint;
    targetId: string;
    detail: unknown;
    hash: Uint8Array;
  }>(
    `/* audit.find-named */ select seq, target_id as "targetId", detail, hash from audit_log
     where tenant_id = $1::uuid and exists (
       select from unnest($2::text[]) as needle where position(needle in lower(target_id || ' ' || detail::text)) > 0)`,
    [db.tenantId, wanted],
  );
  const clean = cleanerOf(wanted);
  for (const row of rows) {
    const entry = {
      tenantId: db.tenantId,
      seq: Number(row.seq),
      hash: row.hash,
      targetId: clean(row.targetId) as string,
      detail: clean(row.detail),
    };
    await db.execute("/* audit.redact */ select redact_audit_entry($1::bigint, $2, $3::jsonb, $4::bytea)", [
      entry.seq,
      entry.targetId,
      JSON.stringify(entry.detail),
      new Uint8Array(redactionSeal(entry)),
    ]);
  }
  return rows.length;
}

/** A text that holds one of the needles says nothing else worth keeping. */
function cleanerOf(needles: readonly string[]) {
  const clean = (value: unknown): unknown => {
    if (typeof value === "string")
      return needles.some((needle) => value.toLowerCase().includes(needle)) ? redactedWord : value;
    if (Array.isArray(value)) return value.map(clean);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [clean(key) as string, clean(inner)]));
  };
  return clean;
}
