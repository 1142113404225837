import "server-only";
import { z } from "zod";
import { auditSearchSchema } from "@/lib/audit/audit-search";
import { defineQuery } from "@/lib/db/query";
import { zInstant, zInt } from "@/lib/db/row";
import { empty, sql } from "@/lib/db/sql";

export const auditEntryRow = z.object({
  seq: zInt,
  at: zInstant,
  actorKind: z.enum(["user", "key", "system", "visitor"]),
  actorId: z.string().nullable(),
  actorLabel: z.string(),
  action: z.string(),
  targetType: z.string(),
  targetId: z.string(),
  detail: z.record(z.string(), z.unknown()),
  hash: z.string(),
});

export type AuditEntry = z.output<typeof auditEntryRow>;

const searchParams = auditSearchSchema.extend({ timeZone: z.string() });

/** The conditions of a search, used by the list, its export and its count alike. */
function matching({ q, action, actor, from, to, timeZone }: z.output<typeof searchParams>) {
  return sql`
    ${action ? sql`and action = ${action}` : empty}
    ${actor ? sql`and (actor_id = ${actor} or (actor_id is null and actor_kind = ${actor}))` : empty}
    ${from ? sql`and at >= (${from}::date::timestamp at time zone ${timeZone})` : empty}
    ${to ? sql`and at < ((${to}::date + 1)::timestamp at time zone ${timeZone})` : empty}
    ${
      q
        ? sql`and position(lower(${q}) in lower(concat_ws(' ', action, target_type, target_id, actor_label, detail::text))) > 0`
        : empty
    }`;
}

/** Entries that match, the newest first, before `cursor` (a sequence number). */
export const listEntries = defineQuery({
  name: "audit.list-entries",
  params: searchParams.extend({ cursor: z.number().int().nullable(), limit: z.number().int().min(1).max(5000) }),
  row: auditEntryRow,
  sql: (params, tenant) => sql`
    select seq, at, actor_kind as "actorKind", actor_id as "actorId", actor_label as "actorLabel", action,
      target_type as "targetType", target_id as "targetId", detail, encode(hash, 'hex') as hash
    from audit_log where tenant_id = ${tenant} ${matching(params)}
      ${params.cursor === null ? empty : sql`and seq < ${params.cursor}`}
    order by seq desc limit ${params.limit}`,
});

/** The actions that occur in the tenant's log, by name: a loose index scan, so that a long log costs no more than a short one. */
export const listActions = defineQuery({
  name: "audit.list-actions",
  params: z.object({}),
  row: z.object({ action: z.string() }),
  sql: (_, tenant) => sql`
    with recursive found as (
      (select action from audit_log where tenant_id = ${tenant} order by action limit 1)
      union all
      select (select l.action from audit_log l where l.tenant_id = ${tenant} and l.action > f.action order by l.action limit 1)
      from found f where f.action is not null)
    select action from found where action is not null`,
});

/** Who occurs in the log's last two thousand entries, by label: a choice to filter by, not a register. */
export const listActors = defineQuery({
  name: "audit.list-actors",
  params: z.object({}),
  row: z.object({ actor: z.string(), kind: z.enum(["user", "key", "system", "visitor"]), label: z.string() }),
  sql: (_, tenant) => sql`
    select distinct on (label, actor) coalesce(actor_id, actor_kind) as actor, actor_kind as kind, actor_label as label
    from (select * from audit_log where tenant_id = ${tenant} order by seq desc limit 2000) recent
    order by label, actor limit 200`,
});
