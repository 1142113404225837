import "server-only";
import { createHash } from "node:crypto";
import { isSealed, sealOf } from "@/lib/audit/audit-seal";
import type { TenantDb, TenantSql } from "@/lib/db/tenant";

export type AuditActor =
  | { kind: "user"; id: string; label: string }
  | { kind: "key"; id: string; label: string }
  | { kind: "system"; label: string }
  | { kind: "visitor"; label: string };

export interface AuditChange {
  /** `noun.past-participle`, for example `report.shared` */
  action: string;
  target: { type: string; id: string };
  /** what changed, without secrets or texts of participants */
  detail?: Record<string, string | number | boolean | null | string[]>;
}

/** Written by the chain itself when its end was changed behind its back; the chain never verifies again. */
export const tamperedAction = "audit.found-tampered";

/** The bytes that a row's hash covers, in one fixed order; verification rebuilds them from the stored row. */
export function auditDigest(row: {
  tenantId: string;
  seq: number;
  at: Date;
  actorKind: string;
  actorId: string | null;
  actorLabel: string;
  action: string;
  targetType: string;
  targetId: string;
  detail: unknown;
  previousHash: Uint8Array;
}): Buffer {
  const body = JSON.stringify([
    row.tenantId,
    row.seq,
    row.at.toISOString(),
    row.actorKind,
    row.actorId,
    row.actorLabel,
    row.action,
    row.targetType,
    row.targetId,
    canonicalDetail(row.detail),
  ]);
  return createHash("sha256").update(row.previousHash).update(body).digest();
}

/** A detail with its keys in order, because jsonb keeps none: what hashes and seals are taken over. */
export function canonicalDetail(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonicalDetail);
  if (value && typeof value === "object") {
    return Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, canonicalDetail(inner)]);
  }
  return value;
}

/** What stands before the first entry. */
export const genesisHash: Buffer = Buffer.alloc(32);

interface Head {
  seq: number;
  hash: Uint8Array;
}

type Tenant = TenantDb | TenantSql;

/** Appends an entry to the tenant's chain inside the caller's transaction, so that change and entry stand or fall together. */
export async function writeAudit(db: Tenant, actor: AuditActor, change: AuditChange, at = new Date()): Promise<void> {
  const { head, intact } = await lockHead(db);
  // Going on as if nothing had happened would seal a cut-off chain again, so the finding becomes part of the chain.
  const from = intact ? head : await append(db, head, { kind: "system", label: "Attune" }, foundTampered, at);
  const end = await append(db, from, actor, change, at);
  await db.execute(
    `/* audit.move-head */ update audit_heads set last_seq = $2::bigint, last_hash = $3::bytea, seal = $4::bytea
     where tenant_id = $1::uuid`,
    [db.tenantId, end.seq, end.hash, bytes(sealOf({ tenantId: db.tenantId, lastSeq: end.seq, lastHash: end.hash }))],
  );
}

const foundTampered: AuditChange = { action: tamperedAction, target: { type: "audit", id: "chain" } };

/** A copy that owns its memory: drivers would send the whole pool that a small Buffer lies in. */
const bytes = (value: Uint8Array) => new Uint8Array(value);

async function lockHead(db: Tenant): Promise<{ head: Head; intact: boolean }> {
  const { tenantId } = db;
  const inserted = await db.execute(
    `/* audit.add-head */ insert into audit_heads (tenant_id, last_seq, last_hash, seal)
     values ($1::uuid, 0, $2::bytea, $3::bytea) on conflict (tenant_id) do nothing returning tenant_id::text`,
    [tenantId, bytes(genesisHash), bytes(sealOf({ tenantId, lastSeq: 0, lastHash: genesisHash }))],
  );
  const [row] = await db.execute<{ last_seq: bigint | number; last_hash: Uint8Array; seal: Uint8Array }>(
    `/* audit.lock-head */ select last_seq, last_hash, seal from audit_heads where tenant_id = $1::uuid for update`,
    [tenantId],
  );
  if (!row) throw new Error("The audit chain has no head.");
  const head = { seq: Number(row.last_seq), hash: bytes(row.last_hash) };
  const intact = inserted.length === 1 || isSealed({ tenantId, lastSeq: head.seq, lastHash: head.hash }, row.seal);
  return { head, intact };
}

async function append(db: Tenant, head: Head, actor: AuditActor, change: AuditChange, at: Date): Promise<Head> {
  const row = {
    tenantId: db.tenantId,
    seq: head.seq + 1,
    at,
    actorKind: actor.kind,
    actorId: "id" in actor ? actor.id : null,
    actorLabel: actor.label,
    action: change.action,
    targetType: change.target.type,
    targetId: change.target.id,
    detail: change.detail ?? {},
    previousHash: bytes(head.hash),
  };
  const hash = bytes(auditDigest(row));
  await db.execute(
    `/* audit.append */ insert into audit_log (tenant_id, seq, at, actor_kind, actor_id, actor_label, action, target_type, target_id,
       detail, previous_hash, hash)
     values ($1::uuid, $2::bigint, $3::timestamptz, $4, $5, $6, $7, $8, $9, $10::jsonb, $11::bytea, $12::bytea)`,
    [
      row.tenantId,
      row.seq,
      row.at.toISOString(),
      row.actorKind,
      row.actorId,
      row.actorLabel,
      row.action,
      row.targetType,
      row.targetId,
      JSON.stringify(row.detail),
      row.previousHash,
      hash,
    ],
  );
  return { seq: row.seq, hash };
}
