import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import type { AuditChange } from "@/lib/audit/write-audit";
import type { Prisma } from "@/lib/db/generated/client";
import { secretFor } from "@/lib/env";

interface Entry {
  seq: number;
  at: Date;
  actorId: string;
  action: string;
  targetType: string;
  targetId: string;
  detail: Prisma.JsonValue;
}

/** HMAC-SHA256 over the row and the hash before it, under a key that is not in the database. Keys of `detail` are sorted: jsonb keeps no order. */
function hashOf(entry: Entry, previous: Uint8Array): Buffer {
  const detail = Object.entries((entry.detail ?? {}) as Record<string, unknown>).sort(([a], [b]) => (a < b ? -1 : 1));
  const { seq, at, actorId, action, targetType, targetId } = entry;
  const body = JSON.stringify([seq, at.toISOString(), actorId, action, targetType, targetId, detail]);
  return createHmac("sha256", secretFor("platform-log")).update(previous).update(body).digest();
}

const beginning: Uint8Array = new Uint8Array(32);

/** Appends what a platform admin did to the platform's own log, inside the caller's transaction. */
export async function writePlatformLog(
  transaction: Prisma.TransactionClient,
  actorId: string,
  change: AuditChange,
  at: Date,
): Promise<void> {
  // One after the other, so that every row stands on the one before it.
  await transaction.$executeRawUnsafe("select pg_advisory_xact_lock(hashtext('attune.platform_log'))");
  const last = await transaction.platformEntry.findFirst({
    orderBy: { seq: "desc" },
    select: { seq: true, hash: true },
  });
  const entry: Entry = {
    seq: Number(last?.seq ?? 0) + 1,
    at,
    actorId,
    action: change.action,
    targetType: change.target.type,
    targetId: change.target.id,
    detail: change.detail ?? {},
  };
  const hash = new Uint8Array(hashOf(entry, last?.hash ?? beginning));
  await transaction.platformEntry.create({
    data: { ...entry, seq: BigInt(entry.seq), detail: entry.detail ?? {}, hash },
    select: { seq: true },
  });
}

export type PlatformLogState =
  | { ok: true; entries: number }
  | { ok: false /** the first row that does not fit */; seq: number };

/** Recomputes the chain from its beginning. `rows` ascend by number. */
export function verifyPlatformLog(rows: readonly (Entry & { hash: Uint8Array })[]): PlatformLogState {
  let previous = beginning;
  for (const [index, row] of rows.entries()) {
    const expected = hashOf(row, previous);
    const fits = row.seq === index + 1 && row.hash.length === expected.length && timingSafeEqual(expected, row.hash);
    if (!fits) return { ok: false, seq: index + 1 };
    previous = row.hash;
  }
  return { ok: true, entries: rows.length };
}
