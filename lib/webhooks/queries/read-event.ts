import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

/** One event of the log, by its place in it. */
export const readEvent = defineQuery({
  name: "webhooks.read-event",
  params: z.object({ day: z.string(), seq: z.number().int() }),
  row: z.object({
    eventId: z.string(),
    name: z.string(),
    occurredAt: zInstant,
    actor: z.string().nullable(),
    sessionKey: z.string().nullable(),
    language: z.string().nullable(),
    properties: z.record(z.string(), z.unknown()),
  }),
  sql: ({ day, seq }, tenant) => sql`
    select event_id as "eventId", name, occurred_at as "occurredAt", actor, session_key as "sessionKey", language, properties
    from analytics.events where tenant_id = ${tenant} and day = ${day}::date and seq = ${seq}`,
});

/** What is known of a person under any of her actors: the latest non-empty of each. */
export const readPerson = defineQuery({
  name: "webhooks.read-person",
  params: z.object({ actors: z.array(z.guid()) }),
  row: z.object({ userId: z.string().nullable(), name: z.string().nullable(), email: z.string().nullable() }),
  sql: ({ actors }, tenant) => sql`
    select (array_agg(user_id order by last_seen_at desc) filter (where user_id <> ''))[1] as "userId",
      (array_agg(name order by last_seen_at desc) filter (where name <> ''))[1] as name,
      (array_agg(email order by last_seen_at desc) filter (where email <> ''))[1] as email
    from people where tenant_id = ${tenant} and actor = any(${actors}::uuid[]) having count(*) > 0`,
});
