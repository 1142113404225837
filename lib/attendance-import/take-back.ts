import "server-only";
import { listImports } from "@/lib/attendance-import/queries/list-imports";
import { lockSession, markWithdrawn } from "@/lib/attendance-import/store-import";
import type { Tenant } from "@/lib/db/directory";
import type { TenantSql } from "@/lib/db/tenant";
import { conflict, notFound, unavailable } from "@/lib/errors";
import { appendEvents } from "@/lib/events/intake";

export interface TakenBack {
  readonly importId: string;
  readonly sessionId: string;
  readonly title: string;
  readonly people: number;
  /** whether nothing is left of the session, because the file was all there was */
  readonly gone: boolean;
}

/**
 * Takes an import back: an event says that what came from the file counts no more, and every read model follows it. The log keeps what
 * came in. Refused once a report of the session was shared, because what people were shown must stay what Attune shows. Pressing again
 * after an interruption finishes what was begun.
 */
export async function takeImportBack(
  db: TenantSql,
  tenant: Tenant,
  importId: string,
  by: string,
  now: Date,
): Promise<TakenBack> {
  const known = await listImports.first(db, { importId, limit: 1 });
  if (!known) throw notFound("import");
  await lockSession(db, known.sessionId);
  const found = await listImports.first(db, { importId, limit: 1 });
  if (!found || found.withdrawnAt) throw conflict("withdrawn");
  if (found.shared) throw conflict("shared");
  const { sessionId, title, people } = found;
  const event = {
    id: `withdrawn/${tenant.id}/${importId}`,
    name: "practice.import-withdrawn",
    properties: { sessionId, importId },
  };
  const [verdict] = await appendEvents(tenant, [event], { source: "attendance-import", whole: true });
  if (verdict?.verdict !== "accepted" && verdict?.verdict !== "duplicate") throw unavailable(5);
  await markWithdrawn(db, importId, by, now);
  return { importId, sessionId, title, people, gone: sessionId === importId };
}
