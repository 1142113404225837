import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant, zInt } from "@/lib/db/row";
import { empty, sql } from "@/lib/db/sql";

export const replyRow = z.object({
  replyId: z.string(),
  author: z.string(),
  body: z.string(),
  receivedAt: zInstant,
  readBy: z.string().nullable(),
  readAt: zInstant.nullable(),
  linkName: z.string(),
  reportVersion: zInt,
  sessionId: z.string(),
  sessionTitle: z.string(),
});
export type ReplyRow = z.output<typeof replyRow>;

/** What readers of shared reports wrote back: what nobody has read yet first, then the newest. */
export const listReplies = defineQuery({
  name: "reports.list-replies",
  params: z.object({ sessionId: z.string().optional(), limit: z.int().min(1).max(200) }),
  row: replyRow,
  sql: ({ sessionId, limit }, tenant) => sql`
    select p.id as "replyId", p.author, p.body, p.received_at as "receivedAt", u.name as "readBy", p.read_at as "readAt",
           l.name as "linkName", r.version as "reportVersion", r.session_id as "sessionId",
           coalesce(r.payload -> 'session' ->> 'title', '') as "sessionTitle"
    from report_replies p
    join report_links l on l.tenant_id = p.tenant_id and l.id = p.link_id
    join reports r on r.tenant_id = l.tenant_id and r.id = l.report_id
    left join users u on u.id = p.read_by
    where p.tenant_id = ${tenant} ${sessionId === undefined ? empty : sql`and r.session_id = ${sessionId}`}
    order by (p.read_at is null) desc, p.received_at desc, p.id desc
    limit ${limit}`,
});
