import "server-only";
import { listen } from "@/lib/db/listen";
import { log } from "@/lib/log";
import { draftReports } from "@/lib/reports/jobs";

const uuid = /^[0-9a-f-]{36}$/;

/**
 * Begins reports soon after their sessions end instead of at the next minute: looks at a tenant some seconds after its log grew, at
 * most once in that time. What it misses, the schedule of the job finds.
 */
export function watchEnded({ waitMs = 4000 }: { waitMs?: number } = {}): { stop(): Promise<void> } {
  const waiting = new Map<string, NodeJS.Timeout>();
  const running = new Set<Promise<void>>();
  const look = (tenantId: string) => {
    waiting.delete(tenantId);
    const run = draftReports
      .run({ tenantId })
      .catch((error: unknown) =>
        log.warn({ err: error, tenant: tenantId }, "reports could not be drafted; trying again"),
      )
      .finally(() => running.delete(run));
    running.add(run);
  };
  const listener = listen(["attune_events"], {
    onMessage: (_, tenantId) => {
      if (uuid.test(tenantId) && !waiting.has(tenantId)) waiting.set(tenantId, setTimeout(look, waitMs, tenantId));
    },
  });
  return {
    async stop() {
      await listener.stop();
      for (const timer of waiting.values()) clearTimeout(timer);
      await Promise.all(running);
    },
  };
}
