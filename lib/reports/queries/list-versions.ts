import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant, zInt } from "@/lib/db/row";
import { empty, sql } from "@/lib/db/sql";
import { readerLocales } from "@/lib/i18n";
import { figuresNow, figuresThen } from "@/lib/reports/queries/figures-now";

const figures = z.record(z.string(), z.union([z.number(), z.string()]));

/** The frozen reports of a session, newest first, each with the figures it rests on and those of now. */
export const listVersions = defineQuery({
  name: "reports.list-versions",
  params: z.object({ sessionId: z.string(), version: z.int().optional() }),
  row: z.object({
    reportId: z.string(),
    version: zInt,
    locale: z.enum(readerLocales),
    payload: z.unknown(),
    createdAt: zInstant,
    createdBy: z.string().nullable(),
    quotes: zInt,
    links: zInt,
    figuresThen: figures,
    figuresNow: figures.nullable(),
  }),
  sql: ({ sessionId, version }, tenant) => sql`
    select r.id as "reportId", r.version, r.locale, r.payload, r.created_at as "createdAt", u.name as "createdBy",
           (select count(*) from report_quotes q where q.tenant_id = r.tenant_id and q.report_id = r.id) as quotes,
           (select count(*) from report_links l where l.tenant_id = r.tenant_id and l.report_id = r.id) as links,
           ${figuresThen} as "figuresThen", ${figuresNow} as "figuresNow"
    from reports r
    left join users u on u.id = r.created_by
    left join master_sessions s on s.tenant_id = r.tenant_id and s.session_id = r.session_id
    where r.tenant_id = ${tenant} and r.session_id = ${sessionId} ${version === undefined ? empty : sql`and r.version = ${version}`}
    order by r.version desc
    limit 100`,
});
