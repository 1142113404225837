import "server-only";
import type { TenantSql } from "@/lib/db/tenant";
import type { LogEvent } from "@/lib/events/log-event";

/**
 * Masters whom a withdrawn import had named are what the rest of the log calls them, and gone when nothing else names them. Reads every
 * schedule of those masters, which is slow and rare.
 */
export async function renameMasters(db: TenantSql, batch: readonly LogEvent[]): Promise<void> {
  const sessions = batch.flatMap(({ name, sessionKey }) =>
    name === "practice.import-withdrawn" && sessionKey !== null ? [sessionKey] : [],
  );
  if (sessions.length === 0) return;
  const named = await db.execute<{ masterId: string }>(
    `/* master-sessions.masters-of-withdrawn */ select distinct properties ->> 'masterId' as "masterId" from analytics.events
     where tenant_id = $1 and session_key = any($2::text[]) and name = 'practice.scheduled'
       and day in (select day from session_days where tenant_id = $1 and session_id = any($2::text[]))`,
    [db.tenantId, sessions],
  );
  const masterIds = named.map(({ masterId }) => masterId);
  if (masterIds.length === 0) return;
  await db.execute(
    "/* master-sessions.unname */ delete from masters where tenant_id = $1 and master_id = any($2::text[])",
    [db.tenantId, masterIds],
  );
  // The session is looked up by its id, so that only the log's index of sessions is read; what it says now has no withdrawn part.
  await db.execute(
    `/* master-sessions.rename */ insert into masters (tenant_id, master_id, name, named_at)
     select distinct on (1, 2) event.tenant_id, event.properties ->> 'masterId', event.properties ->> 'masterName', event.occurred_at
     from analytics.events event
     join master_sessions session on session.tenant_id = event.tenant_id and session.session_id = event.session_key
     where event.tenant_id = $1 and event.name = 'practice.scheduled' and event.properties ->> 'masterId' = any($2::text[])
       and not exists (
         select from analytics.events withdrawn
         where withdrawn.tenant_id = $1 and withdrawn.session_key = event.session_key and withdrawn.name = 'practice.import-withdrawn'
           and withdrawn.properties ->> 'importId' = event.properties ->> 'importId')
     order by 1, 2, event.occurred_at desc, event.properties ->> 'masterName' collate "C" desc
     on conflict do nothing`,
    [db.tenantId, masterIds],
  );
}
