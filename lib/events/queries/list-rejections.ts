import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant, zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

/**
 * What known events did wrong, latest first: one row for each key, name, field and reason, with how often. `name` is empty when an event
 * had none, `keyName` null for imports and for keys that are gone. No value that was sent is in it.
 */
export const listRejections = defineQuery({
  name: "events.list-rejections",
  params: z.object({ limit: z.number().int().min(1).max(1000).default(100) }),
  row: z.object({
    fingerprint: z.string(),
    keyId: z.string().nullable(),
    keyName: z.string().nullable(),
    name: z.string(),
    field: z.string(),
    reason: z.string(),
    occurrences: zInt,
    firstAt: zInstant,
    lastAt: zInstant,
    lastMessageId: z.string(),
  }),
  sql: ({ limit }, tenant) => sql`
    select r.fingerprint, r.key_id as "keyId", k.name as "keyName", r.name, r.field, r.reason, r.occurrences,
           r.first_at as "firstAt", r.last_at as "lastAt", r.last_message_id as "lastMessageId"
    from analytics.rejections r
    left join api_keys k on k.tenant_id = r.tenant_id and k.id = r.key_id
    where r.tenant_id = ${tenant}
    order by r.last_at desc, r.fingerprint
    limit ${limit}`,
});
