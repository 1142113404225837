import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

/**
 * What people wrote about somebody whom the log has forgotten: notes and tags of quiz sessions that are gone, leads and decisions about
 * prospects without a session, letters and answers older than the retention. Never what is younger than it.
 */
export const expireDecisions = defineQuery({
  name: "privacy.expire-decisions",
  params: z.object({ before: z.date() }),
  row: z.object({ notes: zInt, tags: zInt, leads: zInt, joins: zInt, letters: zInt, replies: zInt }),
  sql: ({ before }, tenant) => sql`
    with notes as (
      delete from quiz_notes n where n.tenant_id = ${tenant}::uuid and n.created_at < ${before}::timestamptz
        and not exists (select from assess_sessions s where s.tenant_id = ${tenant}::uuid and s.session_id = n.session_id) returning 1
    ), tags as (
      delete from quiz_session_tags t where t.tenant_id = ${tenant}::uuid and t.tagged_at < ${before}::timestamptz
        and not exists (select from assess_sessions s where s.tenant_id = ${tenant}::uuid and s.session_id = t.session_id) returning 1
    ), leads as (
      delete from quiz_lead_overrides o where o.tenant_id = ${tenant}::uuid and o.set_at < ${before}::timestamptz
        and not exists (select from assess_sessions s where s.tenant_id = ${tenant}::uuid and s.prospect_id = o.prospect_id) returning 1
    ), joins as (
      delete from quiz_prospect_joins j where j.tenant_id = ${tenant}::uuid and j.decided_at < ${before}::timestamptz
        and not exists (select from assess_sessions s where s.tenant_id = ${tenant}::uuid and s.prospect_id = j.into_id) returning 1
    ), letters as (
      update mail_messages set recipient_name = '', recipient_email = '', greeting = '…'
      where tenant_id = ${tenant}::uuid and created_at < ${before}::timestamptz and recipient_email <> '' returning 1
    ), replies as (
      delete from report_replies where tenant_id = ${tenant}::uuid and received_at < ${before}::timestamptz returning 1
    )
    select (select count(*) from notes) as notes, (select count(*) from tags) as tags, (select count(*) from leads) as leads,
      (select count(*) from joins) as joins, (select count(*) from letters) as letters, (select count(*) from replies) as replies`,
});
