import "server-only";
import { createHash } from "node:crypto";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant, zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";
import type { TenantSql } from "@/lib/db/tenant";

const source = z.enum(["gateway", "nats", "bridge", "import"]);

const recordRow = defineQuery({
  name: "quizSessions.record-refusal",
  params: z.object({
    fingerprint: z.guid(),
    source,
    field: z.string(),
    reason: z.string(),
    id: z.string(),
    occurrences: z.int(),
    at: z.date(),
  }),
  row: z.object({}),
  sql: (row, tenant) => sql`
    insert into quiz_refusals as known (tenant_id, fingerprint, source, field, reason, occurrences, first_at, last_at, last_id)
    values (${tenant}, ${row.fingerprint}, ${row.source}, ${row.field}, ${row.reason}, ${row.occurrences}, ${row.at}, ${row.at}, ${row.id})
    on conflict (tenant_id, fingerprint) do update set occurrences = known.occurrences + excluded.occurrences,
      last_at = excluded.last_at, last_id = excluded.last_id`,
});

const forgetOldest = defineQuery({
  name: "quizSessions.forget-refusals",
  params: z.object({ kept: z.int() }),
  row: z.object({}),
  sql: ({ kept }, tenant) => sql`
    delete from quiz_refusals where tenant_id = ${tenant} and fingerprint in (
      select fingerprint from quiz_refusals where tenant_id = ${tenant} order by last_at desc offset ${kept})`,
});

/** What was refused of results that came in, newest first: the place and the reason, never a value. */
export const listRefusals = defineQuery({
  name: "quizSessions.list-refusals",
  params: z.object({ limit: z.int() }),
  row: z.object({
    id: z.string(),
    source,
    field: z.string(),
    reason: z.string(),
    occurrences: zInt,
    lastAt: zInstant,
    lastId: z.string(),
  }),
  sql: ({ limit }, tenant) => sql`
    select fingerprint::text as id, source, field, reason, occurrences, last_at as "lastAt", last_id as "lastId"
    from quiz_refusals where tenant_id = ${tenant} order by last_at desc limit ${limit}`,
});

export interface Refusal {
  readonly field: string;
  readonly reason: string;
  /** the session's id as it was sent, when it had one */
  readonly id: string | null;
}

/** Keeps what was refused, one row for each mistake, so that somebody can put it right. */
export async function recordRefusals(
  db: TenantSql,
  from: z.input<typeof source>,
  refusals: readonly Refusal[],
  at: Date,
): Promise<void> {
  const counted = new Map<string, Refusal & { occurrences: number }>();
  for (const refusal of refusals) {
    const key = `${refusal.field}/${refusal.reason}`;
    counted.set(key, { ...refusal, occurrences: (counted.get(key)?.occurrences ?? 0) + 1 });
  }
  for (const [key, { field, reason, id, occurrences }] of counted) {
    const fingerprint = uuidOf(`${from}/${key}`);
    await recordRow.all(db, { fingerprint, source: from, field, reason, id: printable(id), occurrences, at });
  }
  if (counted.size > 0) await forgetOldest.all(db, { kept: 500 });
}

const printable = (id: string | null) => (id ?? "").replace(/[\p{Cc}\p{Surrogate}]/gu, "").slice(0, 64);

function uuidOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
