import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zBytes, zDay, zInstant, zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";
import { webhookKinds } from "@/lib/webhooks/schema";

/** Deliveries of one endpoint that are under way at the same time. */
export const perEndpoint = 4;

/**
 * Takes deliveries that are due into one worker's hands: rows are locked and skipped where another has them, and marked for `leaseMs`, after
 * which whoever comes takes them over from a worker that died. An endpoint whose circuit was open gets a single one, to try it.
 */
export const claimDeliveries = defineQuery({
  name: "webhooks.claim-deliveries",
  params: z.object({ claim: z.guid(), limit: z.number().int().positive(), leaseMs: z.number().int().positive() }),
  row: z.object({
    id: z.string(),
    endpointId: z.string(),
    kind: z.enum(webhookKinds),
    url: z.string(),
    secretSealed: zBytes,
    previousSealed: zBytes.nullable(),
    personalData: z.boolean(),
    eventType: z.string(),
    eventId: z.string(),
    eventDay: zDay.nullable(),
    eventSeq: zInt.nullable(),
    sessionKey: z.string().nullable(),
    occurredAt: zInstant,
    attempts: zInt,
    roundAttempts: zInt,
    roundAt: zInstant,
    firstAttemptAt: zInstant.nullable(),
  }),
  sql: ({ claim, limit, leaseMs }, tenant) => sql`
    with ready as (
      select endpoint.id, case when endpoint.openings > 0 then 1 else ${perEndpoint}::int end - (
        select count(*) from webhook_deliveries as held where held.tenant_id = ${tenant} and held.endpoint_id = endpoint.id
          and held.status = 'pending' and held.claimed_until > now())::int as room
      from webhook_endpoints as endpoint
      where endpoint.tenant_id = ${tenant} and endpoint.status = 'active'
        and (endpoint.paused_until is null or endpoint.paused_until <= now())
    ), picked as (
      select delivery.id from ready cross join lateral (
        select id from webhook_deliveries as due
        where due.tenant_id = ${tenant} and due.endpoint_id = ready.id and due.status = 'pending'
          and due.next_attempt_at <= now() and (due.claimed_until is null or due.claimed_until <= now())
        order by due.next_attempt_at, due.id limit greatest(ready.room, 0) for update skip locked
      ) as delivery
      limit ${limit}
    )
    update webhook_deliveries as delivery
    set claim = ${claim}::uuid, claimed_until = now() + make_interval(secs => ${leaseMs / 1000}),
      first_attempt_at = coalesce(delivery.first_attempt_at, now())
    from picked, webhook_endpoints as endpoint
    where delivery.tenant_id = ${tenant} and delivery.id = picked.id
      and endpoint.tenant_id = ${tenant} and endpoint.id = delivery.endpoint_id
    returning delivery.id, delivery.endpoint_id as "endpointId", endpoint.kind, endpoint.url,
      endpoint.secret_sealed as "secretSealed",
      case when endpoint.previous_until > now() then endpoint.previous_sealed end as "previousSealed",
      exists (select from webhook_consents as consent where consent.tenant_id = ${tenant} and consent.personal_data) as "personalData",
      delivery.event_type as "eventType", delivery.event_id as "eventId", delivery.event_day as "eventDay",
      delivery.event_seq as "eventSeq", delivery.session_key as "sessionKey", delivery.occurred_at as "occurredAt",
      delivery.attempts, delivery.round_attempts as "roundAttempts", delivery.round_at as "roundAt",
      delivery.first_attempt_at as "firstAttemptAt"`,
});
