import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant, zInt } from "@/lib/db/row";
import { empty, sql } from "@/lib/db/sql";
import { deliverySearch, deliveryStatuses, failureReasons } from "@/lib/webhooks/schema";

export const deliveryRow = z.object({
  id: z.string(),
  endpointId: z.string(),
  endpointName: z.string(),
  eventType: z.string(),
  sessionKey: z.string().nullable(),
  status: z.enum(deliveryStatuses),
  attempts: zInt,
  lastStatus: zInt.nullable(),
  lastReason: z.enum(failureReasons).nullable(),
  createdAt: zInstant,
  nextAttemptAt: zInstant,
  finishedAt: zInstant.nullable(),
});
export type Delivery = z.output<typeof deliveryRow>;

const columns = sql`d.id, d.endpoint_id as "endpointId", e.name as "endpointName", d.event_type as "eventType",
  d.session_key as "sessionKey", d.status, d.attempts, d.last_status as "lastStatus", d.last_reason as "lastReason",
  d.created_at as "createdAt", d.next_attempt_at as "nextAttemptAt", d.finished_at as "finishedAt"`;

/**
 * Deliveries, the newest first. The search looks for a delivery's id (with or without `msg_`), a session, the status of an answer, and
 * words in the answers.
 */
export const listDeliveries = defineQuery({
  name: "webhooks.list-deliveries",
  params: deliverySearch
    .omit({ cursor: true, delivery: true })
    .extend({ before: z.object({ at: z.date(), id: z.guid() }).nullable(), limit: z.number().int().min(1).max(500) }),
  row: deliveryRow,
  sql: ({ endpoint, status, type, q, before, limit }, tenant) => sql`
    select ${columns} from webhook_deliveries as d
    join webhook_endpoints as e on e.tenant_id = ${tenant} and e.id = d.endpoint_id
    where d.tenant_id = ${tenant}
      ${endpoint ? sql`and d.endpoint_id = ${endpoint}::uuid` : empty}
      ${status ? sql`and d.status = ${status}` : empty}
      ${type ? sql`and d.event_type = ${type}` : empty}
      ${
        q
          ? sql`and (d.id::text = replace(${q}, 'msg_', '') or d.session_key = ${q} or d.last_status::text = ${q} or exists (
              select from webhook_attempts as a where a.tenant_id = ${tenant} and a.delivery_id = d.id
                and (a.status::text = ${q} or position(lower(${q}) in lower(coalesce(a.answer, ''))) > 0)))`
          : empty
      }
      ${before ? sql`and (d.created_at, d.id) < (${before.at}, ${before.id}::uuid)` : empty}
    order by d.created_at desc, d.id desc limit ${limit}`,
});

export const getDelivery = defineQuery({
  name: "webhooks.get-delivery",
  params: z.object({ id: z.guid() }),
  row: deliveryRow,
  sql: ({ id }, tenant) => sql`
    select ${columns} from webhook_deliveries as d
    join webhook_endpoints as e on e.tenant_id = ${tenant} and e.id = d.endpoint_id
    where d.tenant_id = ${tenant} and d.id = ${id}::uuid`,
});

/** The deliveries of one quiz session, oldest first: what its page shows. */
export const listSessionDeliveries = defineQuery({
  name: "webhooks.list-session-deliveries",
  params: z.object({ sessionKey: z.string() }),
  row: deliveryRow,
  sql: ({ sessionKey }, tenant) => sql`
    select ${columns} from webhook_deliveries as d
    join webhook_endpoints as e on e.tenant_id = ${tenant} and e.id = d.endpoint_id
    where d.tenant_id = ${tenant} and d.session_key = ${sessionKey} order by d.created_at, d.id limit 200`,
});

export const listAttempts = defineQuery({
  name: "webhooks.list-attempts",
  params: z.object({ deliveryId: z.guid() }),
  row: z.object({
    number: zInt,
    startedAt: zInstant,
    durationMs: zInt,
    outcome: z.enum(["delivered", "failed", "gone", "cancelled"]),
    status: zInt.nullable(),
    reason: z.enum(failureReasons).nullable(),
    answer: z.string().nullable(),
  }),
  sql: ({ deliveryId }, tenant) => sql`
    select number, started_at as "startedAt", duration_ms as "durationMs", outcome, status, reason, answer
    from webhook_attempts where tenant_id = ${tenant} and delivery_id = ${deliveryId}::uuid order by number desc limit 100`,
});
export type Attempt = z.output<typeof listAttempts.row>;
