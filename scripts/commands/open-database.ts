import { existsSync } from "node:fs";
import { join } from "node:path";
import type { EmbeddedServer } from "@/lib/db/embedded";

export interface CommandDatabase {
  /** Connection of the administrator; null when this environment knows the app role only. */
  adminUrl: string | null;
  embedded: boolean;
  /** Ends what was started for the command. */
  close(): Promise<void>;
}

/**
 * Finds the database of a command and points this process's environment at it, before anything reads it: DATABASE_URL or
 * DATABASE_APP_URL as given, else the embedded server of ATTUNE_HOME. That one is started when no running Attune has it
 * open.
 * @param create whether an embedded database may be made when there is none; null is returned when there is none then
 * @param update whether one that was started for the command is brought up to date, because nobody else did
 *  */
export async function openDatabase({
  create,
  update,
  say,
}: {
  create: boolean;
  update: boolean;
  say: (line: string) => void;
}): Promise<CommandDatabase | null> {
  // Whatever a command prints on stdout is its result; the log would stand in between.
  process.env.LOG_LEVEL = "silent";
  const { DATABASE_URL, DATABASE_APP_URL } = process.env;
  if (DATABASE_URL || DATABASE_APP_URL) {
    return { adminUrl: DATABASE_URL || null, embedded: false, close: async () => {} };
  }
  const { parseEnv } = await import("@/lib/env");
  const home = parseEnv(process.env).ATTUNE_HOME;
  if (!create && !existsSync(join(home, "postgres.json"))) return null;
  const { ensureEmbedded } = await import("@/lib/db/embedded");
  const server = await ensureEmbedded({ home, onNotice: say });
  process.env.DATABASE_URL = server.adminUrl;
  try {
    if (server.startedByUs && update) await prepare(server);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { adminUrl: server.adminUrl, embedded: true, close: () => server.stop() };
}

async function prepare(server: EmbeddedServer): Promise<void> {
  const { prepareDatabase } = await import("@/scripts/runtime/prepare-database");
  await prepareDatabase(server.adminUrl);
}

/** Ends every connection of this process, so that it can end by itself. */
export async function closeConnections(): Promise<void> {
  const [{ closeConnections: close }, { closeQueue }] = await Promise.all([
    import("@/lib/db/close-connections"),
    import("@/lib/jobs/queue"),
  ]);
  await closeQueue();
  await close();
}
