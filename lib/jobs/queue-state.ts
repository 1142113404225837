import "server-only";
import { z } from "zod";
import { appPool } from "@/lib/db/pools";
import { zInstant, zInt } from "@/lib/db/row";

const queueRow = z.object({
  name: z.string(),
  waiting: zInt,
  active: zInt,
  failed: zInt,
  /** the oldest job that could have begun by now */
  waitingSince: zInstant.nullable(),
  lastDoneAt: zInstant.nullable(),
});
export type QueueState = z.output<typeof queueRow>;

/** Every queue with what waits, runs and failed, by name. Failures are those that will not be tried again by themselves. */
export async function listQueues(): Promise<QueueState[]> {
  const { rows } = await appPool().query(
    `/* jobs.list-queues */ select q.name,
       count(*) filter (where j.state in ('created', 'retry')) as waiting,
       count(*) filter (where j.state = 'active') as active,
       count(*) filter (where j.state = 'failed') as failed,
       min(j.start_after) filter (where j.state in ('created', 'retry') and j.start_after <= now()) as "waitingSince",
       max(j.completed_on) filter (where j.state = 'completed') as "lastDoneAt"
     from pgboss.queue q left join pgboss.job j on j.name = q.name
     where q.name not like '\\_\\_%' group by q.name order by q.name`,
  );
  return rows.map((row) => queueRow.parse(row));
}

const failedRow = z.object({
  id: z.string(),
  queue: z.string(),
  failedAt: zInstant.nullable(),
  attempts: zInt,
  /** first line of what went wrong, without what the job was about */
  message: z.string(),
});
export type FailedJob = z.output<typeof failedRow>;

/** The latest jobs that failed for good. */
export async function listFailedJobs(limit = 50): Promise<FailedJob[]> {
  const { rows } = await appPool().query(
    `/* jobs.list-failed */ select id, name as queue, completed_on as "failedAt", retry_count + 1 as attempts,
       left(split_part(coalesce(output ->> 'message', output #>> '{}', ''), e'\\n', 1), 200) as message
     from pgboss.job where state = 'failed' order by completed_on desc nulls last limit $1`,
    [limit],
  );
  return rows.map((row) => failedRow.parse(row));
}
