import "server-only";
import { z } from "zod";
import { getTenantById, listTenants } from "@/lib/db/directory";
import { job } from "@/lib/guard/job";
import { draftEndedSessions } from "@/lib/reports/drafts";

/** Begins the reports of sessions that have ended; of one tenant when it is named, else of all. */
export const draftReports = job(
  { name: "reports.draft", schema: z.object({ tenantId: z.uuid().optional() }), schedule: "* * * * *" },
  async ({ tenant: inTenant, now }, { tenantId }) => {
    const one = tenantId ? await getTenantById(tenantId) : null;
    for (const tenant of tenantId ? (one ? [one] : []) : await listTenants()) {
      await inTenant(tenant.id, (db) => draftEndedSessions(db, tenant, now));
    }
  },
);
