import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant, zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";
import { readerLocales } from "@/lib/i18n";
import { figuresNow, figuresThen } from "@/lib/reports/queries/figures-now";

/** A living link by the hash of its token, with its report. Expired and revoked links are not found. */
export const findLink = defineQuery({
  name: "reports.find-link",
  params: z.object({ tokenHash: z.instanceof(Buffer), now: z.date() }),
  row: z.object({
    linkId: z.string(),
    linkName: z.string(),
    createdBy: z.string(),
    reportId: z.string(),
    sessionId: z.string(),
    locale: z.enum(readerLocales),
    payload: z.unknown(),
    sections: z.array(z.string()),
    allowDownload: z.boolean(),
    passwordHash: z.string().nullable(),
    passwordVersion: zInt,
    expiresAt: zInstant,
    outdated: z.boolean(),
  }),
  sql: ({ tokenHash, now }, tenant) => sql`
    select l.id as "linkId", l.name as "linkName", l.created_by as "createdBy", l.report_id as "reportId",
           r.session_id as "sessionId", r.locale, r.payload, l.sections, l.allow_download as "allowDownload",
           l.password_hash as "passwordHash", l.password_version as "passwordVersion", l.expires_at as "expiresAt",
           not coalesce(${figuresNow} @> ${figuresThen}, true) as outdated
    from report_links l
    join reports r on r.tenant_id = l.tenant_id and r.id = l.report_id
    left join master_sessions s on s.tenant_id = r.tenant_id and s.session_id = r.session_id
    where l.tenant_id = ${tenant} and l.token_hash = ${tokenHash} and l.revoked_at is null and l.expires_at > ${now}`,
});
