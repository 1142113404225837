import "server-only";
import { conflict } from "@/lib/errors";
import { retryFailed } from "@/lib/jobs/queue";

/** Puts a failed job back into its queue. Throws conflict when it has been taken up or cleared away meanwhile. */
export async function retryFailedJob(queue: string, jobId: string): Promise<void> {
  const known = await retryFailed(queue, jobId).catch((error: unknown) => {
    if (error instanceof Error && /queue/i.test(error.message)) return false;
    throw error;
  });
  if (!known) throw conflict("This job is not failed any more. Reload to see where it stands.");
}
