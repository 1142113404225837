import "server-only";
import type { Tenant } from "@/lib/db/directory";
import { appendEvents } from "@/lib/events/intake";

/**
 * Fixes the end of a session: called after a report about it was shared. From then on neither a late nor a corrected `practice.ended`
 * moves it, so that what was shared and what Attune shows stay the same. Only the first seal counts; calling again is harmless.
 */
export async function sealSession(
  tenant: Pick<Tenant, "id" | "retentionMonths">,
  sessionId: string,
  endedAt: Date,
): Promise<void> {
  const event = {
    id: `sealed/${tenant.id}/${sessionId}`,
    name: "practice.sealed",
    properties: { sessionId, endedAt: endedAt.toISOString() },
  };
  await appendEvents(tenant, [event], { source: "seal" });
}
