import "server-only";
import pg from "pg";
import { databaseUrls } from "@/lib/db/pools";
import { log } from "@/lib/log";

export interface Listener {
  stop(): Promise<void>;
}

interface Handlers {
  onMessage(channel: string, payload: string): void;
  /** Runs after every (re)connection: whatever was notified in between is lost, so callers look for themselves. */
  onConnect?(): void;
}

const slowestRetryMs = 5000;

/** Hears notifications on one connection of its own and reconnects for ever, with growing pauses, until `stop()`. */
export function listen(channels: readonly string[], handlers: Handlers): Listener {
  let stopped = false;
  let client: pg.Client | undefined;
  let retryMs = 250;
  let timer: NodeJS.Timeout | undefined;

  const connect = async () => {
    const made = new pg.Client({
      connectionString: databaseUrls().appUrl,
      application_name: "attune-listen",
      keepAlive: true,
      connectionTimeoutMillis: 5000,
    });
    client = made;
    let lost = false;
    const retry = () => {
      if (lost || stopped) return;
      lost = true;
      made.end().catch(() => {});
      timer = setTimeout(connect, retryMs);
      retryMs = Math.min(retryMs * 2, slowestRetryMs);
    };
    made.on("error", retry);
    made.on("end", retry);
    made.on("notification", ({ channel, payload }) => handlers.onMessage(channel, payload ?? ""));
    try {
      await made.connect();
      for (const channel of channels) await made.query(`listen ${pg.escapeIdentifier(channel)}`);
      retryMs = 250;
      handlers.onConnect?.();
    } catch (error) {
      log.warn({ err: error }, "the database's notifications cannot be heard; trying again");
      retry();
    }
  };
  void connect();

  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await client?.end().catch(() => {});
    },
  };
}
