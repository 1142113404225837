import "server-only";
import { sql } from "@/lib/db/sql";

/**
 * Everybody a report of the tenant was given to since a day, and whether a person has opened it: one link is one recipient. Left out are
 * links that were taken back before anybody had read them, and those whose only way out, a message, has not arrived anywhere.
 */
export const recipientsSince = (tenant: string, since: Date) => sql`(
  select l.id, l.created_at, r.session_id, o.opened_at, coalesce(o.seconds, 0) as seconds
  from report_links l
  join reports r on r.tenant_id = l.tenant_id and r.id = l.report_id
  cross join lateral (
    select min(v.confirmed_at) as opened_at, sum(v.visible_seconds) as seconds
    from report_opens v where v.tenant_id = l.tenant_id and v.link_id = l.id and v.kind = 'human' and v.format = 'html'
  ) o
  where l.tenant_id = ${tenant} and l.created_at >= ${since}
    and (o.opened_at is not null
      or (l.revoked_at is null and coalesce((
        select bool_or(m.state in ('sent', 'delivered')) from mail_messages m where m.tenant_id = l.tenant_id and m.link_id = l.id
      ), true))))`;
