import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

/** More than this is not sent again at once. */
export const replayLimit = 10_000;

const anew = sql`status = 'pending', finished_at = null, round = round + 1, round_attempts = 0, round_at = now(),
  first_attempt_at = null, next_attempt_at = now(), claim = null, claimed_until = null`;

/** Sends one delivery again, under the same webhook-id. One that still waits is sent now. */
export const replayOne = defineQuery({
  name: "webhooks.replay-one",
  params: z.object({ id: z.guid() }),
  row: z.object({ id: z.string(), endpointId: z.string() }),
  sql: ({ id }, tenant) => sql`
    update webhook_deliveries set ${anew} where tenant_id = ${tenant} and id = ${id}::uuid
      and (claimed_until is null or claimed_until <= now())
    returning id, endpoint_id as "endpointId"`,
});

/** Sends again what was made for an endpoint in a time, oldest first and at most `replayLimit`, under the same webhook-ids. */
export const replayRange = defineQuery({
  name: "webhooks.replay-range",
  params: z.object({ endpointId: z.guid(), from: z.date(), to: z.date(), statuses: z.array(z.string()) }),
  row: z.object({ id: z.string() }),
  sql: ({ endpointId, from, to, statuses }, tenant) => sql`
    update webhook_deliveries set ${anew} where tenant_id = ${tenant} and id in (
      select id from webhook_deliveries where tenant_id = ${tenant} and endpoint_id = ${endpointId}::uuid
        and created_at >= ${from} and created_at < ${to} and status = any(${statuses}::text[]) and event_seq is not null
      order by created_at, id limit ${replayLimit})
    returning id`,
});

/** Makes a delivery of no event of the log, to try an endpoint. */
export const insertTest = defineQuery({
  name: "webhooks.insert-test",
  params: z.object({ id: z.guid(), endpointId: z.guid(), type: z.string() }),
  row: z.object({ id: z.string(), createdAt: zInstant }),
  sql: ({ id, endpointId, type }, tenant) => sql`
    insert into webhook_deliveries (tenant_id, id, endpoint_id, event_type, event_id, occurred_at, round_at, next_attempt_at, created_at)
    values (${tenant}, ${id}::uuid, ${endpointId}::uuid, ${type}, ${id}::uuid, now(), now(), now(), date_trunc('milliseconds', now()))
    returning id, created_at as "createdAt"`,
});
