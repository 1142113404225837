import "server-only";
import { z } from "zod";
import { reportSources } from "@/lib/attendance-import/schema";
import { defineQuery } from "@/lib/db/query";
import { zInstant, zInt } from "@/lib/db/row";
import { empty, sql } from "@/lib/db/sql";

/** Imported files, newest first: of one session, of one content, one by its id, or all. */
export const listImports = defineQuery({
  name: "attendanceImport.list-imports",
  params: z.object({
    sessionId: z.string().optional(),
    content: z.string().optional(),
    importId: z.string().optional(),
    limit: z.int().min(1).max(200),
  }),
  row: z.object({
    importId: z.string(),
    sessionId: z.string(),
    title: z.string(),
    /** whether the session is there: it is not when the file was all there was of it and was taken back */
    there: z.boolean(),
    source: z.enum(reportSources),
    timeZone: z.string().nullable(),
    people: zInt,
    events: zInt,
    firstAt: zInstant.nullable(),
    lastAt: zInstant.nullable(),
    importedBy: z.string().nullable(),
    importedAt: zInstant,
    withdrawnBy: z.string().nullable(),
    withdrawnAt: zInstant.nullable(),
    /** whether a report of the session was shared, which keeps the import */
    shared: z.boolean(),
  }),
  sql: ({ sessionId, content, importId, limit }, tenant) => sql`
    select i.import_id as "importId", i.session_id as "sessionId", coalesce(nullif(s.title, ''), i.title) as title,
      s.session_id is not null as there, i.source, i.time_zone as "timeZone", i.people, i.events,
      i.first_at as "firstAt", i.last_at as "lastAt", u.name as "importedBy", i.imported_at as "importedAt",
      w.name as "withdrawnBy", i.withdrawn_at as "withdrawnAt",
      exists (select from reports r where r.tenant_id = ${tenant}::uuid and r.session_id = i.session_id) as shared
    from attendance_imports i
    left join master_sessions s on s.tenant_id = i.tenant_id and s.session_id = i.session_id
    left join users u on u.id = i.imported_by
    left join users w on w.id = i.withdrawn_by
    where i.tenant_id = ${tenant}::uuid
      ${sessionId === undefined ? empty : sql`and i.session_id = ${sessionId}`}
      ${content === undefined ? empty : sql`and i.content = ${content}`}
      ${importId === undefined ? empty : sql`and i.import_id = ${importId}`}
    order by i.imported_at desc, i.import_id desc limit ${limit}`,
});
