import "server-only";
import { listImports } from "@/lib/attendance-import/queries/list-imports";
import type { TenantSql } from "@/lib/db/tenant";

export interface GoneSession {
  readonly title: string;
  readonly by: string | null;
  readonly at: Date;
}

/** A session of which nothing is left because its file was taken back; null for one that is there, and for one that never was. */
export async function goneSession(db: TenantSql, sessionId: string): Promise<GoneSession | null> {
  const last = await listImports.first(db, { sessionId, limit: 1 });
  if (!last || last.there || !last.withdrawnAt) return null;
  return { title: last.title || sessionId, by: last.withdrawnBy, at: last.withdrawnAt };
}
