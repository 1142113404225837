import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant, zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";
import { reportLocales } from "@/lib/reports/schema";

/** A living link by the hash of its token, with its report. Expired and revoked links are not found. */
export const findLink = defineQuery({
  name: "reports.find-link",
  params: z.object({ tokenHash: z.instanceof(Buffer), now: z.date() }),
  row: z.object({
    linkId: z.string(),
    reportId: z.string(),
    sessionId: z.string(),
    locale: z.enum(reportLocales),
    payload: z.unknown(),
    sections: z.array(z.string()),
    passwordHash: z.string().nullable(),
    passwordVersion: zInt,
    expiresAt: zInstant,
  }),
  sql: ({ tokenHash, now }, tenant) => sql`
    select l.id as "linkId", l.report_id as "reportId", r.session_id as "sessionId", r.locale, r.payload, l.sections,
           l.password_hash as "passwordHash", l.password_version as "passwordVersion", l.expires_at as "expiresAt"
    from report_links l
    join reports r on r.tenant_id = l.tenant_id and r.id = l.report_id
    where l.tenant_id = ${tenant} and l.token_hash = ${tokenHash} and l.revoked_at is null and l.expires_at > ${now}`,
});
