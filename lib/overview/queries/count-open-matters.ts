import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

/** What waits for a person: counts of the last two weeks (texts with consent that nobody read, ended sessions without a report) and of now. */
export const countOpenMatters = defineQuery({
  name: "overview.count-open-matters",
  params: z.object({ since: z.date(), now: z.date() }),
  row: z.object({
    unreadQuotes: zInt,
    unreadQuotesSession: z.string().nullable(),
    unsharedSessions: zInt,
    unsharedSession: z.string().nullable(),
    rejections: zInt,
    openInvitations: zInt,
    members: zInt,
    ingestKeys: zInt,
    events: zInt,
    sharedReports: zInt,
  }),
  sql: ({ since, now }, tenant) => sql`
    with unread as (
      select g.session_id, g.said_at
      from session_gratitude g
      join consents c on c.tenant_id = g.tenant_id and c.event_id = g.event_id and c.withdrawn_at is null
      where g.tenant_id = ${tenant} and g.said_at >= ${since}
        and not exists (select from quote_reviews v where v.tenant_id = g.tenant_id and v.event_id = g.event_id)
    ), unshared as (
      select t.session_id, t.ended_at
      from session_totals t
      where t.tenant_id = ${tenant} and t.ended_at >= ${since}
        and not exists (select from reports r where r.tenant_id = t.tenant_id and r.session_id = t.session_id)
    )
    select
      (select count(*) from unread) as "unreadQuotes",
      (select session_id from unread order by said_at desc limit 1) as "unreadQuotesSession",
      (select count(*) from unshared) as "unsharedSessions",
      (select session_id from unshared order by ended_at desc limit 1) as "unsharedSession",
      (select count(*) from analytics.rejections where tenant_id = ${tenant} and last_at >= ${since}) as rejections,
      (select count(*) from invitations where tenant_id = ${tenant} and accepted_at is null and revoked_at is null
         and expires_at > ${now}) as "openInvitations",
      (select count(*) from memberships where tenant_id = ${tenant} and disabled_at is null) as members,
      (select count(*) from api_keys where tenant_id = ${tenant} and revoked_at is null and 'ingest' = any(scopes)) as "ingestKeys",
      (select coalesce(max(last_seq), 0) from analytics.log_heads where tenant_id = ${tenant}) as events,
      (select count(*) from report_links where tenant_id = ${tenant}) as "sharedReports"`,
});
