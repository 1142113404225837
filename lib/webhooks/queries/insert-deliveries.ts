import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { sql } from "@/lib/db/sql";

const instants = z.array(z.date());

/**
 * One row for each event and each endpoint that listens to it: active, chosen, not older than the endpoint, and personal data only where the
 * tenant opted in. What an endpoint already has of an event is left alone. Returns one row for each delivery made.
 */
export const insertDeliveries = defineQuery({
  name: "webhooks.insert-deliveries",
  params: z.object({
    eventIds: z.array(z.guid()),
    types: z.array(z.string()),
    days: z.array(z.string()),
    seqs: z.array(z.number().int()),
    sessions: z.array(z.string().nullable()),
    occurredAt: instants,
  }),
  row: z.object({ id: z.string() }),
  sql: ({ eventIds, types, days, seqs, sessions, occurredAt }, tenant) => sql`
    insert into webhook_deliveries (tenant_id, id, endpoint_id, event_type, event_id, event_day, event_seq, session_key,
      occurred_at, round_at, next_attempt_at, created_at)
    select ${tenant}::uuid, gen_random_uuid(), endpoint.id, event.type, event.id, event.day, event.seq, event.session,
      event.occurred_at, now(), now(), date_trunc('milliseconds', now())
    from unnest(${eventIds}::uuid[], ${types}::text[], ${days}::date[], ${seqs}::bigint[], ${sessions}::text[],
      ${occurredAt}::timestamptz[]) as event (id, type, day, seq, session, occurred_at)
    join webhook_endpoints as endpoint on endpoint.tenant_id = ${tenant} and endpoint.status = 'active'
      and event.type = any(endpoint.events) and event.seq > endpoint.from_seq
    where endpoint.kind <> 'archetype_scores_webhook' or exists (
      select from webhook_consents as consent where consent.tenant_id = ${tenant} and consent.personal_data)
    order by event.seq
    on conflict (tenant_id, endpoint_id, event_id) do nothing
    returning id`,
});
