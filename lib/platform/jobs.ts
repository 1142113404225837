import "server-only";
import { z } from "zod";
import { type Job, job } from "@/lib/guard/job";
import { log } from "@/lib/log";
import { publishCohorts } from "@/lib/platform/publish-cohorts";

/** Every night, and as soon as an organisation joins or leaves research. */
export const publishCohortsJob = job(
  { name: "platform.publish-cohorts", schema: z.object({}), schedule: "40 2 * * *" },
  async ({ now }) => {
    log.info(await publishCohorts(now), "cohorts are published");
  },
);

export const platformJobs: readonly Job[] = [publishCohortsJob];
