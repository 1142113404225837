import "server-only";
import { z } from "zod";
import { isSealed } from "@/lib/audit/audit-seal";
import { isRedaction } from "@/lib/audit/redact-entries";
import { auditDigest, genesisHash, tamperedAction } from "@/lib/audit/write-audit";
import { defineQuery } from "@/lib/db/query";
import { zBytes, zInstant, zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";
import type { TenantSql } from "@/lib/db/tenant";

export type ChainFault =
  /** the entry's bytes are not those that its hash was made of */
  | "edited"
  /** one or more entries before this one are gone */
  | "missing"
  /** entries at the end are gone, or were put there by something other than Attune */
  | "truncated"
  /** the end of the chain was not sealed by this installation */
  | "unsealed"
  /** the chain does not begin with the making of the tenant */
  | "beginning"
  /** an earlier entry says that the end had been changed from outside */
  | "tampered";

export type ChainState =
  | { ok: true; entries: number; firstAt: Date; lastAt: Date; lastHash: string }
  | {
      ok: false;
      fault: ChainFault /** the first entry that does not fit */;
      seq: number /** how many before it do */;
      intact: number;
    };

const readChain = defineQuery({
  name: "audit.read-chain",
  params: z.object({ after: z.number().int(), limit: z.number().int() }),
  row: z.object({
    tenantId: z.string(),
    seq: zInt,
    at: zInstant,
    finer: z.boolean(),
    actorKind: z.string(),
    actorId: z.string().nullable(),
    actorLabel: z.string(),
    action: z.string(),
    targetType: z.string(),
    targetId: z.string(),
    detail: z.unknown(),
    previousHash: zBytes,
    hash: zBytes,
    redactionSeal: zBytes.nullable(),
  }),
  // Instants are hashed in milliseconds, so a change of the microseconds has to be looked for by itself.
  sql: ({ after, limit }, tenant) => sql`
    select tenant_id as "tenantId", seq, at, at <> date_trunc('milliseconds', at) as finer, actor_kind as "actorKind",
      actor_id as "actorId", actor_label as "actorLabel", action, target_type as "targetType", target_id as "targetId",
      detail, previous_hash as "previousHash", hash, redaction_seal as "redactionSeal"
    from audit_log where tenant_id = ${tenant} and seq > ${after} order by seq limit ${limit}`,
});

const readHead = defineQuery({
  name: "audit.read-head",
  params: z.object({}),
  row: z.object({ lastSeq: zInt, lastHash: zBytes, seal: zBytes, beyond: z.boolean() }),
  sql: (_, tenant) => sql`
    select last_seq as "lastSeq", last_hash as "lastHash", seal,
      exists (select from audit_log l where l.tenant_id = h.tenant_id and l.seq > h.last_seq) as beyond
    from audit_heads h where h.tenant_id = ${tenant}`,
});

/** The number of the chain's last entry: how long a verification would take. */
export async function chainLength(db: TenantSql): Promise<number> {
  return (await readHead.first(db, {}))?.lastSeq ?? 0;
}

/**
 * Recomputes the whole chain of a tenant, oldest entry first, and compares its end with the sealed one. Tells the first place
 * where it does not hold. Run it in one transaction; entries that are written meanwhile are not looked at.
 */
export async function verifyChain(db: TenantSql, batch = 1000): Promise<ChainState> {
  const head = await readHead.first(db, {});
  let previous = genesisHash;
  let seq = 0;
  let firstAt: Date | null = null;
  let lastAt: Date | null = null;
  const broken = (fault: ChainFault, at: number): ChainState => ({
    ok: false,
    fault,
    seq: at,
    intact: Math.max(0, at - 1),
  });
  while (head) {
    const rows = await readChain.all(db, { after: seq, limit: batch });
    for (const row of rows) {
      if (row.seq > head.lastSeq) break;
      if (row.seq !== seq + 1) return broken("missing", seq + 1);
      // A redacted entry cannot give its hash again; that Attune itself took a person out of it is signed instead.
      const holds = row.redactionSeal ? isRedaction(row, row.redactionSeal) : auditDigest(row).equals(row.hash);
      if (row.finer || !row.previousHash.equals(previous) || !holds) return broken("edited", row.seq);
      if (row.seq === 1 && row.action !== "tenant.created") return broken("beginning", 1);
      if (row.action === tamperedAction) return broken("tampered", row.seq);
      previous = row.hash;
      seq = row.seq;
      firstAt ??= row.at;
      lastAt = row.at;
    }
    if (rows.length < batch || seq >= head.lastSeq) break;
  }
  if (!head || !firstAt || !lastAt) return broken("beginning", 1);
  if (seq !== head.lastSeq || !previous.equals(head.lastHash) || head.beyond) return broken("truncated", seq + 1);
  if (!isSealed({ tenantId: db.tenantId, lastSeq: seq, lastHash: head.lastHash }, head.seal))
    return broken("unsealed", seq + 1);
  return { ok: true, entries: seq, firstAt, lastAt, lastHash: previous.toString("hex") };
}
