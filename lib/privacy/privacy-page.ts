import "server-only";
import type { TenantSql } from "@/lib/db/tenant";
import { listRequests } from "@/lib/privacy/queries/requests";

/** The requests of a tenant as its page shows them. */
export async function readRequests(db: TenantSql, userId: string) {
  return (await listRequests.all(db, {})).map((row) => ({
    id: row.id,
    kind: row.kind,
    state: row.state,
    askedBy: row.askedByName,
    askedAt: row.askedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    events: row.counts.events ?? 0,
    own: row.askedBy === userId,
  }));
}
