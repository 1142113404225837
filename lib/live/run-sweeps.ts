import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { getTenantById, listTenants } from "@/lib/db/directory";
import { reasonOf } from "@/lib/events/error-reason";
import { liveLimits } from "@/lib/live/limits";
import { pulsingTenants } from "@/lib/live/queries/heartbeats";
import { closeOverdue, sweepSilent } from "@/lib/live/sweep";
import { log } from "@/lib/log";

/** Looks for silent connections and overdue sessions until `stop()`, which waits for the look in hand. */
export function runSweeps(): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;

  const every = async (ms: number, what: string, look: () => Promise<void>) => {
    while (!signal.aborted) {
      await look().catch((error: unknown) =>
        log.warn(reasonOf(error), `${what} could not be looked for; trying again`),
      );
      await delay(ms, undefined, { signal }).catch(() => {});
    }
  };

  const silent = async () => {
    for (const { tenantId } of await pulsingTenants.all({})) {
      if (signal.aborted) return;
      const tenant = await getTenantById(tenantId);
      const swept = tenant ? await sweepSilent(tenant, new Date()) : 0;
      if (swept > 0) log.debug({ tenant: tenant?.slug, swept }, "connections fell silent");
    }
  };

  const overdue = async () => {
    for (const tenant of await listTenants()) {
      if (signal.aborted) return;
      const closed = await closeOverdue(tenant, new Date());
      if (closed > 0) log.info({ tenant: tenant.slug, closed }, "sessions that nobody ended were closed");
    }
  };

  const running = [
    every(liveLimits.sweepMs, "silent connections", silent),
    every(liveLimits.closeMs, "overdue sessions", overdue),
  ];
  return {
    async stop() {
      stopping.abort();
      await Promise.all(running);
    },
  };
}
