import "server-only";
import type { ReportSource } from "@/lib/attendance-import/schema";
import type { TenantSql } from "@/lib/db/tenant";

export interface ImportRecord {
  readonly importId: string;
  readonly sessionId: string;
  readonly title: string;
  readonly source: ReportSource;
  readonly content: string;
  readonly zone: string;
  readonly people: number;
  readonly events: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** Notes an import. The same one again changes nothing: an import that was interrupted after its commit is noted when it is repeated. */
export async function noteImport(db: TenantSql, record: ImportRecord, by: string, now: Date): Promise<void> {
  await db.execute(
    `/* attendance-import.note */ insert into attendance_imports
       (tenant_id, import_id, session_id, title, source, content, time_zone, people, events, first_at, last_at, imported_by, imported_at)
     values ($1::uuid, $2, $3, $4, $5, $6, $7, $8::int, $9::int, $10::timestamptz, $11::timestamptz, $12::uuid, $13::timestamptz) on conflict do nothing`,
    [
      db.tenantId,
      record.importId,
      record.sessionId,
      record.title,
      record.source,
      record.content,
      record.zone,
      record.people,
      record.events,
      record.firstAt,
      record.lastAt,
      by,
      now,
    ],
  );
}

/** Marks an import as taken back. */
export async function markWithdrawn(db: TenantSql, importId: string, by: string, now: Date): Promise<void> {
  await db.execute(
    `/* attendance-import.withdraw */ update attendance_imports set withdrawn_by = $3::uuid, withdrawn_at = $4::timestamptz
     where tenant_id = $1::uuid and import_id = $2 and withdrawn_at is null`,
    [db.tenantId, importId, by, now],
  );
}

/** Imports and reports of one session wait for each other: a report is shared either before an import is taken back, or after. */
export async function lockSession(db: TenantSql, sessionId: string): Promise<void> {
  await db.execute("/* attendance-import.lock */ select pg_advisory_xact_lock(hashtextextended($1::text, 0))::text", [
    `${db.tenantId}/${sessionId}`,
  ]);
}
