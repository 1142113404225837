import "server-only";
import { eventJobs } from "@/lib/events/jobs";
import type { Job } from "@/lib/guard/job";
import { purgeIdentity } from "@/lib/identity/jobs";
import { detectAnomalies } from "@/lib/master-sessions/jobs";
import { projections } from "@/lib/projections";

/** Every job there is. Set-up makes a queue for each, and the worker works on all of them. */
export const jobs: readonly Job[] = [...eventJobs(projections), purgeIdentity, detectAnomalies];
