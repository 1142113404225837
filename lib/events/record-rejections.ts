import "server-only";
import type { TenantSql } from "@/lib/db/tenant";
import type { Submission } from "@/lib/events/append";
import { intakeLimits } from "@/lib/events/limits";
import { uuidOf } from "@/lib/events/normalise";
import { bareArray, textArray } from "@/lib/events/pg-array";

interface RejectionRow {
  fingerprint: string;
  keyId: string | null;
  name: string;
  field: string;
  reason: string;
  occurrences: number;
  messageId: string;
}

/** Keeps what was sent wrong, one row for each key, name, field and reason, for the tenant's developers to read. */
export async function recordRejections(
  db: TenantSql,
  submissions: readonly Submission[],
  keyIds: ReadonlyMap<string | null, string | null>,
): Promise<void> {
  const rows = countRejections(submissions, keyIds);
  if (rows.length === 0) return;
  await db.execute(
    `/* events.record-rejections */
     insert into analytics.rejections as known
       (tenant_id, fingerprint, key_id, name, field, reason, occurrences, first_at, last_at, last_message_id)
     select $1::uuid, fingerprint, key_id, name, field, reason, occurrences, now(), now(), message_id
     from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::text[])
       as rejected (fingerprint, key_id, name, field, reason, occurrences, message_id)
     on conflict (tenant_id, fingerprint) do update set
       occurrences = known.occurrences + excluded.occurrences,
       last_at = excluded.last_at,
       last_message_id = excluded.last_message_id`,
    [
      db.tenantId,
      bareArray(rows.map(({ fingerprint }) => fingerprint)),
      bareArray(rows.map(({ keyId }) => keyId)),
      textArray(rows.map(({ name }) => name)),
      textArray(rows.map(({ field }) => field)),
      textArray(rows.map(({ reason }) => reason)),
      bareArray(rows.map(({ occurrences }) => occurrences)),
      textArray(rows.map(({ messageId }) => messageId)),
    ],
  );
  // A sender that makes up a new name for every event must not fill the table: the latest mistakes stay.
  await db.execute(
    `/* events.forget-rejections */ delete from analytics.rejections where tenant_id = $1 and fingerprint in (
       select fingerprint from analytics.rejections where tenant_id = $1 order by last_at desc, fingerprint offset $2)`,
    [db.tenantId, intakeLimits.rejectionsKept],
  );
}

/** Ids that look like ids; anything else could be a person's words. */
const messageIdOf = (id: string | null) => (id !== null && /^[\w.:-]{1,100}$/.test(id) ? id : "");

function countRejections(
  submissions: readonly Submission[],
  keyIds: ReadonlyMap<string | null, string | null>,
): RejectionRow[] {
  const rows = new Map<string, RejectionRow>();
  for (const { keyHash, refused } of submissions) {
    const keyId = keyIds.get(keyHash);
    if (keyId === undefined) continue;
    for (const { name, givenId, issues } of refused) {
      for (const { field, reason } of issues) {
        const fingerprint = uuidOf(JSON.stringify([keyId, name, field, reason]));
        const messageId = messageIdOf(givenId);
        const row = rows.get(fingerprint);
        if (row) Object.assign(row, { occurrences: row.occurrences + 1, messageId });
        else rows.set(fingerprint, { fingerprint, keyId, name, field, reason, occurrences: 1, messageId });
      }
    }
  }
  return [...rows.values()]
    .slice(-intakeLimits.rejectionsKept)
    .sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
}
