import "server-only";
import type { z } from "zod";
import type { TenantDb } from "@/lib/db/tenant";
import { notFound } from "@/lib/errors";
import { pullQuotes } from "@/lib/master-sessions/pull-quotes";
import type { withdrawConsentInput } from "@/lib/reports/schema";

/**
 * Somebody asked operations to take her words back. The quote leaves every report in this transaction, and so every link at its next load;
 * the text leaves the queue. Only a later `practice.consent` of hers can bring it back.
 */
export async function withdrawConsent(
  db: TenantDb,
  { sessionId, eventId }: z.output<typeof withdrawConsentInput>,
  now: Date,
): Promise<{ removedFrom: number }> {
  const { tenantId } = db;
  const [said] = await db.execute(
    `/* reports.find-said */ select 1 as found from session_gratitude
     where tenant_id = $1::uuid and session_id = $2 and event_id = $3::uuid`,
    [tenantId, sessionId, eventId],
  );
  if (!said) throw notFound("text with consent");
  const removedFrom = (await pullQuotes(db, [eventId])).get(eventId) ?? 0;
  const withdrawn = await db.execute(
    `/* reports.withdraw-consent */ update consents
     set withdrawn_at = $3::timestamptz, withdrawn_by = 'operations', stated_at = greatest(stated_at, $3::timestamptz)
     where tenant_id = $1::uuid and event_id = $2::uuid and withdrawn_at is null returning 1 as done`,
    [tenantId, eventId, now.toISOString()],
  );
  if (withdrawn.length === 0) throw notFound("text with consent");
  return { removedFrom };
}
