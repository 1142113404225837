import "server-only";
import { z } from "zod";
import { getTenantById, listTenants } from "@/lib/db/directory";
import { notFound } from "@/lib/errors";
import type { Projection } from "@/lib/events/projection";
import { rebuildTenant } from "@/lib/events/rebuild";
import { applyRetention, compactLedger, dropOldPartitions, ensurePartitionsAhead } from "@/lib/events/retention";
import { type Job, job } from "@/lib/guard/job";
import { log } from "@/lib/log";

/** The log's own jobs. They are handed the projections, because only the composition knows them all. */
export function eventJobs(projections: readonly Projection[]): Job[] {
  return [
    job({ name: "events.partitions", schema: z.object({}), schedule: "7 * * * *" }, async () => {
      const made = await ensurePartitionsAhead();
      if (made > 0) log.info({ made }, "partitions of the log made ahead");
    }),

    job({ name: "events.retention", schema: z.object({}), schedule: "20 3 * * *" }, async () => {
      for (const tenant of await listTenants()) {
        const deleted = await applyRetention(tenant, projections);
        if (deleted > 0) log.info({ tenant: tenant.slug, deleted }, "events older than the retention deleted");
      }
      const dropped = await dropOldPartitions();
      if (dropped > 0) log.info({ dropped }, "partitions of the log dropped");
    }),

    job({ name: "events.compact-ledger", schema: z.object({}), schedule: "50 3 * * *" }, async () => {
      for (const tenant of await listTenants()) await compactLedger(tenant);
    }),

    // Sent when what read models are made of changes other than by an event: the tenant's time zone, a repaired projection.
    job({ name: "events.rebuild", schema: z.object({ tenantId: z.uuid() }) }, async (_, { tenantId }) => {
      const tenant = await getTenantById(tenantId);
      if (!tenant) throw notFound("tenant");
      const events = await rebuildTenant(tenant, projections);
      log.info({ tenant: tenant.slug, events }, "read models rebuilt");
    }),
  ];
}
