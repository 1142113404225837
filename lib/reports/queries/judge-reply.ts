import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant, zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

/** Holds a link until the transaction ends, so that a hundred messages at one moment are judged one after the other. */
export const lockLink = defineQuery({
  name: "reports.lock-link",
  params: z.object({ linkId: z.uuid() }),
  row: z.object({ id: z.string() }),
  sql: ({ linkId }, tenant) =>
    sql`select id from report_links where tenant_id = ${tenant} and id = ${linkId} for update`,
});

/**
 * What is known of a visit that wants to write, and how much its link has written already. A statement of its own: one that waited for
 * the lock itself would still see what was there before.
 */
export const judgeReply = defineQuery({
  name: "reports.judge-reply",
  params: z.object({ linkId: z.uuid(), visitId: z.uuid(), body: z.string(), now: z.date() }),
  row: z.object({
    kind: z.enum(["pending", "human", "machine", "team"]).nullable(),
    openedAt: zInstant.nullable(),
    today: zInt,
    ever: zInt,
    same: z.boolean(),
  }),
  sql: ({ linkId, visitId, body, now }, tenant) => sql`
    select v.kind, v.opened_at as "openedAt", wrote.today, wrote.ever, coalesce(wrote.same, false) as same
    from (
      select count(*) filter (where p.received_at > ${now}::timestamptz - interval '1 day') as today, count(*) as ever,
             bool_or(p.visit_id = ${visitId} and p.body = ${body}) as same
      from report_replies p where p.tenant_id = ${tenant} and p.link_id = ${linkId}
    ) wrote
    left join report_opens v on v.tenant_id = ${tenant} and v.id = ${visitId} and v.link_id = ${linkId} and v.format = 'html'
                            and v.opened_at > ${now}::timestamptz - interval '1 day'`,
});
