import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant, zInt } from "@/lib/db/row";
import { empty, sql } from "@/lib/db/sql";
import { figuresNow, figuresThen } from "@/lib/reports/queries/figures-now";

export const reportLinkRow = z.object({
  linkId: z.string(),
  reportId: z.string(),
  reportVersion: zInt,
  sessionId: z.string(),
  sessionTitle: z.string(),
  masterName: z.string().nullable(),
  name: z.string(),
  sections: z.array(z.string()),
  hasPassword: z.boolean(),
  allowDownload: z.boolean(),
  outdated: z.boolean(),
  createdAt: zInstant,
  createdBy: z.string().nullable(),
  expiresAt: zInstant,
  revokedAt: zInstant.nullable(),
  humanOpens: zInt,
  machineOpens: zInt,
  teamOpens: zInt,
  pdfDownloads: zInt,
  firstOpenedAt: zInstant.nullable(),
  /** seconds that people have looked at it, all visits together */
  readSeconds: zInt,
  /** parts that any of them has reached */
  partsSeen: z.array(z.string()),
});
export type ReportLinkRow = z.infer<typeof reportLinkRow>;

/**
 * Share links with their opens, newest first, a page at a time. Human: the page ran script and stayed visible for 3 s, or was
 * interacted with. Machine: everything else that fetched it, but for the own team.
 */
export const listLinks = defineQuery({
  name: "reports.list-links",
  params: z.object({
    sessionId: z.string().optional(),
    before: z.object({ createdAt: z.date(), linkId: z.uuid() }).optional(),
    limit: z.int().min(1).max(200),
  }),
  row: reportLinkRow,
  sql: ({ sessionId, before, limit }, tenant) => sql`
    select l.id as "linkId", l.report_id as "reportId", r.version as "reportVersion", r.session_id as "sessionId",
           coalesce(r.payload->'session'->>'title', '') as "sessionTitle", r.payload->'session'->>'masterName' as "masterName",
           l.name, l.sections, l.password_hash is not null as "hasPassword",
           l.allow_download as "allowDownload", not coalesce(${figuresNow} @> ${figuresThen}, true) as outdated,
           l.created_at as "createdAt", u.name as "createdBy", l.expires_at as "expiresAt", l.revoked_at as "revokedAt",
           o.human as "humanOpens", o.machine as "machineOpens", o.team as "teamOpens", o.pdf as "pdfDownloads",
           o.first_human as "firstOpenedAt", o.seconds as "readSeconds",
           array(select distinct part from report_opens v, unnest(v.parts_seen) part
                 where v.tenant_id = l.tenant_id and v.link_id = l.id order by part) as "partsSeen"
    from report_links l
    join reports r on r.tenant_id = l.tenant_id and r.id = l.report_id
    left join users u on u.id = l.created_by
    left join master_sessions s on s.tenant_id = r.tenant_id and s.session_id = r.session_id
    cross join lateral (
      select count(*) filter (where kind = 'human' and format = 'html') as human,
             count(*) filter (where kind in ('machine', 'pending') and format = 'html') as machine,
             count(*) filter (where kind = 'team') as team,
             count(*) filter (where kind = 'human' and format = 'pdf') as pdf,
             min(confirmed_at) filter (where kind = 'human' and format = 'html') as first_human,
             coalesce(sum(visible_seconds) filter (where kind = 'human'), 0) as seconds
      from report_opens where tenant_id = l.tenant_id and link_id = l.id
    ) o
    where l.tenant_id = ${tenant}
      ${sessionId === undefined ? empty : sql`and r.session_id = ${sessionId}`}
      ${before ? sql`and (l.created_at, l.id) < (${before.createdAt}, ${before.linkId}::uuid)` : empty}
    order by l.created_at desc, l.id desc
    limit ${limit}`,
});
