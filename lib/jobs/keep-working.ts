import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import type { Job } from "@/lib/guard/job";
import { workOn } from "@/lib/jobs/queue";
import { log } from "@/lib/log";

const retryMs = 3000;

/** Works on the jobs until `stop()`, beginning as soon as the database can be reached. */
export function keepWorking(jobs: readonly Job[]): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const begin = async () => {
    while (!signal.aborted) {
      try {
        return await workOn(jobs);
      } catch (error) {
        log.warn({ err: error }, "the job queue cannot be opened; trying again");
        await delay(retryMs, undefined, { signal }).catch(() => {});
      }
    }
    return null;
  };
  const begun = begin();
  return {
    async stop() {
      stopping.abort();
      await (await begun)?.stop();
    },
  };
}
