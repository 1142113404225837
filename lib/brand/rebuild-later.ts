import "server-only";
import type { TenantId } from "@/lib/db/tenant";
import { enqueue } from "@/lib/jobs/queue";
import { jobs } from "@/lib/jobs/registry";

/** Has the tenant's read models made anew by the worker. Readers see the old ones until it is done. */
export async function rebuildLater(tenantId: TenantId): Promise<void> {
  const rebuild = jobs.find((job) => job.name === "events.rebuild");
  if (!rebuild) throw new Error("There is no job events.rebuild.");
  await enqueue(rebuild, { tenantId });
}
