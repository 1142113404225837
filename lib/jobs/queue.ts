import "server-only";
import PgBoss from "pg-boss";
import type { z } from "zod";
import { databaseUrls } from "@/lib/db/pools";
import type { Job } from "@/lib/guard/job";
import { log } from "@/lib/log";

// pg-boss's tables are made by the set-up as attune_owner; at run time it only sends and fetches.
const options = () => ({
  connectionString: databaseUrls().appUrl,
  application_name: "attune-queue",
  schema: "pgboss",
  migrate: false,
  max: 2,
});

const held = globalThis as { attuneQueue?: Promise<PgBoss> };

async function open(config: object): Promise<PgBoss> {
  const boss = new PgBoss({ ...options(), ...config });
  boss.on("error", (error) => log.warn({ err: error }, "queue"));
  try {
    await boss.start();
    return boss;
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => {});
    throw error;
  }
}

async function sender(): Promise<PgBoss> {
  held.attuneQueue ??= open({ supervise: false, schedule: false }).catch((error: unknown) => {
    // The next one to send tries anew: a database that was away once must not close the queue for good.
    held.attuneQueue = undefined;
    throw error;
  });
  return held.attuneQueue;
}

/** Queues a job. Three attempts with growing pauses. */
export async function enqueue<S extends z.ZodType>(job: Job<S>, data: z.input<S>): Promise<void> {
  const boss = await sender();
  await boss.send(job.name, job.schema.parse(data) as object, { retryLimit: 3, retryBackoff: true, retryDelay: 5 });
}

/** Puts a job that failed for good back into its queue. False when there is no such failed job. */
export async function retryFailed(queue: string, id: string): Promise<boolean> {
  const boss = await sender();
  const found = await boss.getJobById(queue, id);
  if (found?.state !== "failed") return false;
  await boss.retry(queue, id);
  return true;
}

/** Ends the connection that `enqueue` opened (tests, commands, shutdown). */
export async function closeQueue(): Promise<void> {
  const opened = held.attuneQueue;
  held.attuneQueue = undefined;
  await (await opened?.catch(() => null))?.stop({ graceful: false });
}

/** Runs the given jobs in this process until `stop()`, and keeps their schedules. */
export async function workOn(jobs: readonly Job[]): Promise<{ stop(): Promise<void> }> {
  const boss = await open({});
  const stop = () => boss.stop({ graceful: true, timeout: 5000 });
  try {
    for (const job of jobs) {
      await boss.work(job.name, { pollingIntervalSeconds: 2 }, async ([message]) => {
        if (message) await run(job, message.data);
      });
      if (job.schedule) await boss.schedule(job.name, job.schedule, {});
    }
  } catch (error) {
    await stop().catch(() => {});
    throw error;
  }
  return { stop };
}

async function run(job: Job, data: unknown): Promise<void> {
  try {
    await job.run(data);
  } catch (error) {
    log.error({ err: error, job: job.name }, "a job failed");
    throw error;
  }
}
