import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { getTenantById } from "@/lib/db/directory";
import { listen } from "@/lib/db/listen";
import { BrokenProjectionError } from "@/lib/events/apply-batch";
import { reasonOf } from "@/lib/events/error-reason";
import { pendingTenants } from "@/lib/events/pending-tenants";
import type { Projection } from "@/lib/events/projection";
import { projectNext } from "@/lib/events/projector";
import { TenantLine } from "@/lib/events/tenant-line";
import { log } from "@/lib/log";

export interface RunningProjector {
  /** Ends after the batches in hand. */
  stop(): Promise<void>;
}

export interface ProjectorOptions {
  projections: readonly Projection[];
  /** tenants that are projected at the same time */
  lanes?: number;
  /** milliseconds between two looks for work that no notification told of */
  pollMs?: number;
}

const shortestRestMs = 50;
const slowestRetryMs = 60_000;
const uuid = /^[0-9a-f-]{36}$/;

/**
 * Keeps the read models of all tenants up to date until `stop()`. Tenants stand in one line; each gets one batch and goes
 * to the end of it, so a long import of one does not keep the others waiting.
 */
export function runProjector({ projections, lanes = 2, pollMs = 1000 }: ProjectorOptions): RunningProjector {
  const line = new TenantLine();
  const failures = new Map<string, number>();
  const stopping = new AbortController();

  const take = async (tenantId: string): Promise<{ restMs: number; again: boolean }> => {
    const startedAt = Date.now();
    try {
      const tenant = await getTenantById(tenantId);
      const step = tenant ? await projectNext(tenant, projections) : { kind: "idle" as const };
      failures.delete(tenantId);
      if (step.kind === "projected" && step.more) return { restMs: 0, again: true };
      // Small batches cost more an event, so a tenant that is up to date rests as long as its batch took.
      return { restMs: Math.max(shortestRestMs, Date.now() - startedAt), again: false };
    } catch (error) {
      const count = (failures.get(tenantId) ?? 0) + 1;
      failures.set(tenantId, count);
      const restMs = Math.min(500 * 2 ** (count - 1), slowestRetryMs);
      const about = error instanceof BrokenProjectionError ? { reason: error.message } : reasonOf(error);
      log.error({ tenant: tenantId, ...about, retryInMs: restMs }, "a batch failed; it is tried again");
      return { restMs, again: true };
    }
  };

  const lane = async () => {
    for (let tenantId = await line.take(); tenantId !== null; tenantId = await line.take()) {
      line.giveBack(tenantId, await take(tenantId));
    }
  };

  // Catches what notifications missed: they are lost while the connection is.
  const poll = async () => {
    while (!stopping.signal.aborted) {
      try {
        for (const { tenantId } of await pendingTenants.all({})) line.add(tenantId);
      } catch (error) {
        log.warn(reasonOf(error), "the projector cannot look for work; trying again");
      }
      await delay(pollMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  };

  const listener = listen(["attune_events"], {
    onMessage: (_, payload) => {
      if (uuid.test(payload)) line.add(payload);
    },
  });
  const running = [poll(), ...Array.from({ length: lanes }, lane)];
  return {
    async stop() {
      stopping.abort();
      line.close();
      await listener.stop();
      await Promise.all(running);
    },
  };
}
