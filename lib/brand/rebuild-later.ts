import "server-only";
import { z } from "zod";
import type { TenantId } from "@/lib/db/tenant";
import type { Job } from "@/lib/guard/job";
import { enqueue } from "@/lib/jobs/queue";

/** The worker's job under its name: the web process sends it and carries none of the code that does it. */
export const rebuild: Job<z.ZodObject<{ tenantId: z.ZodUUID }>> = {
  name: "events.rebuild",
  schema: z.object({ tenantId: z.uuid() }),
  async run() {
    throw new Error("This job is done by the worker.");
  },
};

/** Has the tenant's read models made anew by the worker. Readers see the old ones until it is done. */
export async function rebuildLater(tenantId: TenantId): Promise<void> {
  await enqueue(rebuild, { tenantId });
}
