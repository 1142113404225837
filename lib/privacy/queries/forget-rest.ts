import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

const ids = z.array(z.string());
const gone = z.object({ gone: zInt });

/** Deliveries of her events: what was not sent yet is not sent any more, and what receivers answered is forgotten. */
export const forgetDeliveries = defineQuery({
  name: "privacy.forget-deliveries",
  params: z.object({ eventIds: ids, sessionIds: ids }),
  row: gone,
  sql: ({ eventIds, sessionIds }, tenant) => sql`
    with gone as (
      delete from webhook_deliveries where tenant_id = ${tenant}::uuid
        and (event_id = any(${eventIds}::uuid[]) or session_key = any(${sessionIds}::text[])) returning 1
    ) select count(*) as gone from gone`,
});

/** Notices that lead to a quiz session or prospect of hers. */
export const forgetNotices = defineQuery({
  name: "privacy.forget-notices",
  params: z.object({ needles: ids }),
  row: gone,
  sql: ({ needles }, tenant) => sql`
    with gone as (
      delete from notifications n where n.tenant_id = ${tenant}::uuid
        and exists (select from unnest(${needles}::text[]) as needle where position(needle in n.href || n.params::text) > 0) returning 1
    ) select count(*) as gone from gone`,
});

/** Saved views whose address looks for her; answers what they were called. */
export const forgetViews = defineQuery({
  name: "privacy.forget-views",
  params: z.object({ needles: ids }),
  row: z.object({ name: z.string() }),
  sql: ({ needles }, tenant) => sql`
    delete from quiz_views v where v.tenant_id = ${tenant}::uuid
      and exists (select from unnest(${needles}::text[]) as needle where position(needle in lower(v.search || ' ' || v.name)) > 0)
    returning name`,
});

/** Finished files that may name her pseudonym are taken away; one that is being made begins anew. */
export const forgetExports = defineQuery({
  name: "privacy.forget-exports",
  params: z.object({ now: z.date() }),
  row: gone,
  sql: ({ now }, tenant) => sql`
    with ended as (
      update export_jobs set state = case when state = 'done' then 'expired' else 'queued' end, lease_until = null,
        expires_at = least(expires_at, ${now}::timestamptz)
      where tenant_id = ${tenant}::uuid and content = 'attendees' and state in ('done', 'running') returning id
    ), gone as (
      delete from export_chunks where tenant_id = ${tenant}::uuid and export_id in (select id from ended) returning 1
    ) select count(*) as gone from ended`,
});

/** Letters to her lose name and address, what waits is not sent, what she answered goes, and nobody can write to her any more. */
export const forgetLetters = defineQuery({
  name: "privacy.forget-letters",
  params: z.object({ emails: ids, now: z.date() }),
  row: gone,
  sql: ({ emails, now }, tenant) => sql`
    with letters as (
      update mail_messages set recipient_name = '', recipient_email = '', greeting = '…', next_attempt_at = null, lease_until = null,
        state = case when state in ('queued', 'sending', 'outbox') then 'cancelled' else state end,
        settled_at = case when state in ('queued', 'sending', 'outbox') then ${now}::timestamptz else settled_at end
      where tenant_id = ${tenant}::uuid and lower(recipient_email) = any(${emails}::text[]) returning link_id
    ), contacts as (
      delete from master_contacts where tenant_id = ${tenant}::uuid and email = any(${emails}::text[])
    ), replies as (
      delete from report_replies where tenant_id = ${tenant}::uuid and link_id in (select link_id from letters)
    ), named as (
      update report_links set name = '…' where tenant_id = ${tenant}::uuid and id in (select link_id from letters)
    ) select count(*) as gone from letters`,
});

/** Words that name her, out of what the team wrote elsewhere. */
export const forgetWordsOfTeam = defineQuery({
  name: "privacy.forget-words",
  params: z.object({ words: ids }),
  row: gone,
  sql: ({ words }) => sql`select forget_words(${words}::text[]) as gone`,
});
