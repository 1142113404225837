import "server-only";
import { z } from "zod";
import { getTenantById, listTenants } from "@/lib/db/directory";
import { notFound } from "@/lib/errors";
import { ensureCursor } from "@/lib/events/cursor";
import { job } from "@/lib/guard/job";
import { enqueue } from "@/lib/jobs/queue";
import { log } from "@/lib/log";
import { expireDecisions } from "@/lib/privacy/queries/expire-decisions";
import { expireFiles, listDueRequests } from "@/lib/privacy/queries/requests";
import { runRequest } from "@/lib/privacy/run-request";

/** Does one request. */
export const runPrivacyRequest = job(
  { name: "privacy.run", schema: z.object({ tenantId: z.uuid(), requestId: z.uuid() }) },
  async (ctx, given) => {
    const tenant = await getTenantById(given.tenantId);
    if (!tenant) throw notFound("tenant");
    await ensureCursor(tenant.id);
    await runRequest((fn) => ctx.tenantSql(tenant.id, fn), tenant, given.requestId);
  },
);

/** Every minute: requests that a worker left behind are taken up again, and copies whose day is over are deleted. */
export const sweepPrivacyRequests = job(
  { name: "privacy.sweep", schema: z.object({}), schedule: "* * * * *" },
  async ({ now, tenantSql }) => {
    for (const { id: tenantId } of await listTenants()) {
      const due = await tenantSql(tenantId, async (db) => {
        await expireFiles.all(db, { before: now });
        return listDueRequests.all(db, { now });
      });
      for (const { id: requestId } of due) await enqueue(runPrivacyRequest, { tenantId, requestId });
    }
  },
);

/** After the log's retention: what people wrote about those whom the log has forgotten goes too. */
export const expirePrivacy = job(
  { name: "privacy.retention", schema: z.object({}), schedule: "40 3 * * *" },
  async ({ now, tenantSql }) => {
    for (const { id, slug, retentionMonths } of await listTenants()) {
      const before = new Date(now);
      before.setUTCMonth(before.getUTCMonth() - retentionMonths);
      const gone = await tenantSql(id, (db) => expireDecisions.first(db, { before }));
      if (gone && Object.values(gone).some((count) => count > 0)) {
        log.info({ tenant: slug, ...gone }, "what was written about people whom retention has taken is deleted");
      }
    }
  },
);

export const privacyJobs = [runPrivacyRequest, sweepPrivacyRequests, expirePrivacy] as const;
