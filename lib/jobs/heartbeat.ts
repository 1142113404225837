import "server-only";
import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { appPool } from "@/lib/db/pools";
import { log } from "@/lib/log";

/** A worker that has not been seen for this long counts as gone. */
export const workerGoneAfterMs = 15_000;
const beatMs = 5000;

/** Says every 5 seconds that this worker lives, until `stop()`, which takes it out of the list at once. */
export function startHeartbeat(): { stop(): Promise<void> } {
  const id = `${hostname().slice(0, 60)}/${process.pid}/${randomUUID().slice(0, 8)}`;
  const startedAt = new Date();
  // Who was killed could not take itself out of the list; the next to come does.
  let first = true;
  const beat = async () => {
    try {
      if (first) await appPool().query("delete from worker_heartbeats where seen_at < now() - interval '1 day'");
      first = false;
      await appPool().query(
        `insert into worker_heartbeats (worker_id, started_at, seen_at) values ($1, $2, now())
         on conflict (worker_id) do update set seen_at = excluded.seen_at`,
        [id, startedAt],
      );
    } catch (error) {
      log.warn({ err: error }, "the heartbeat did not reach the database");
    }
  };
  void beat();
  const timer = setInterval(beat, beatMs);
  return {
    async stop() {
      clearInterval(timer);
      await appPool()
        .query("delete from worker_heartbeats where worker_id = $1", [id])
        .catch(() => {});
    },
  };
}
