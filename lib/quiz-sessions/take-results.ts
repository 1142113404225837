import "server-only";
import type { Tenant } from "@/lib/db/directory";
import type { TenantId, TenantSql } from "@/lib/db/tenant";
import { appendEvents } from "@/lib/events/intake";
import { recordRefusals } from "@/lib/quiz-sessions/queries/record-refusals";
import { type ResultVerdict, submitResults } from "@/lib/quiz-sessions/submit-results";

/** Opens a transaction of a tenant; handed in by whoever may. */
export type Transaction = <T>(tenant: TenantId, fn: (db: TenantSql) => Promise<T>) => Promise<T>;

/** Takes in what one of Attune's own connectors brought, and keeps what was refused for people to see. Resolves after the commits. */
export async function takeResults(
  tenant: Tenant,
  records: readonly unknown[],
  source: "nats" | "bridge",
  transaction: Transaction,
  now: Date,
): Promise<ResultVerdict[]> {
  const verdicts = await submitResults(
    tenant,
    records,
    source,
    {
      append: (events) => appendEvents(tenant, events, { source, receivedAt: now }),
      read: (fn) => transaction(tenant.id, fn),
    },
    now,
  );
  const refused = verdicts.flatMap((verdict) =>
    verdict.verdict === "rejected" ? [{ field: verdict.field, reason: verdict.reason, id: verdict.session_id }] : [],
  );
  if (refused.length > 0) await transaction(tenant.id, (db) => recordRefusals(db, source, refused, now));
  return verdicts;
}
