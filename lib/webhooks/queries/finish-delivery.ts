import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant, zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";
import { deliveryStatuses, failureReasons } from "@/lib/webhooks/schema";

/** Locks the endpoint of a delivery, so that its circuit is changed by one attempt after the other. */
export const lockCircuit = defineQuery({
  name: "webhooks.lock-circuit",
  params: z.object({ endpointId: z.guid() }),
  row: z.object({
    failures: zInt,
    openings: zInt,
    pausedUntil: zInstant.nullable(),
    status: z.string(),
    name: z.string(),
  }),
  sql: ({ endpointId }, tenant) => sql`
    select failures, openings, paused_until as "pausedUntil", status, name
    from webhook_endpoints where tenant_id = ${tenant} and id = ${endpointId}::uuid for no key update`,
});

export const setCircuit = defineQuery({
  name: "webhooks.set-circuit",
  params: z.object({
    endpointId: z.guid(),
    failures: z.number().int(),
    openings: z.number().int(),
    pausedUntil: z.date().nullable(),
    succeeded: z.boolean(),
  }),
  row: z.object({}),
  sql: ({ endpointId, failures, openings, pausedUntil, succeeded }, tenant) => sql`
    update webhook_endpoints set failures = ${failures}, openings = ${openings}, paused_until = ${pausedUntil}::timestamptz,
      last_success_at = case when ${succeeded} then now() else last_success_at end,
      last_failure_at = case when ${succeeded} then last_failure_at else now() end
    where tenant_id = ${tenant} and id = ${endpointId}::uuid`,
});

/** Ends a claim. No row comes back when another worker has taken the delivery over; what it does counts then. */
export const finishDelivery = defineQuery({
  name: "webhooks.finish-delivery",
  params: z.object({
    id: z.guid(),
    claim: z.guid(),
    status: z.enum(deliveryStatuses),
    nextAttemptAt: z.date().nullable(),
    lastStatus: z.number().int().nullable(),
    reason: z.enum(failureReasons).nullable(),
    attempted: z.boolean(),
  }),
  row: z.object({ attempts: zInt }),
  sql: ({ id, claim, status, nextAttemptAt, lastStatus, reason, attempted }, tenant) => sql`
    update webhook_deliveries set claim = null, claimed_until = null, status = ${status},
      next_attempt_at = coalesce(${nextAttemptAt}::timestamptz, next_attempt_at),
      finished_at = case when ${status} = 'pending' then null else now() end,
      last_status = ${lastStatus}, last_reason = ${reason},
      attempts = attempts + ${attempted ? 1 : 0}, round_attempts = round_attempts + ${attempted ? 1 : 0}
    where tenant_id = ${tenant} and id = ${id}::uuid and claim = ${claim}::uuid and status = 'pending'
    returning attempts`,
});

export const insertAttempt = defineQuery({
  name: "webhooks.insert-attempt",
  params: z.object({
    deliveryId: z.guid(),
    number: z.number().int(),
    startedAt: z.date(),
    durationMs: z.number().int(),
    outcome: z.enum(["delivered", "failed", "gone", "cancelled"]),
    status: z.number().int().nullable(),
    reason: z.enum(failureReasons).nullable(),
    answer: z.string().nullable(),
  }),
  row: z.object({}),
  sql: ({ deliveryId, number, startedAt, durationMs, outcome, status, reason, answer }, tenant) => sql`
    insert into webhook_attempts (tenant_id, delivery_id, number, started_at, duration_ms, outcome, status, reason, answer)
    values (${tenant}, ${deliveryId}::uuid, ${number}, ${startedAt}, ${durationMs}, ${outcome}, ${status}, ${reason}, ${answer})`,
});

/** Switches an endpoint off because its receiver said that it is gone; what waits for it goes no further. */
export const disableGone = defineQuery({
  name: "webhooks.disable-gone",
  params: z.object({ endpointId: z.guid() }),
  row: z.object({}),
  sql: ({ endpointId }, tenant) => sql`
    update webhook_endpoints set status = 'disabled', disabled_because = 'gone', updated_at = now()
    where tenant_id = ${tenant} and id = ${endpointId}::uuid`,
});
