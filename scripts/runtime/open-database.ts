import { type EmbeddedServer, ensureEmbedded } from "@/lib/db/embedded";
import type { Env } from "@/lib/env";
import type { DatabaseAddress } from "./environment";

export interface OpenDatabase extends DatabaseAddress {
  server: EmbeddedServer | null;
}

/** The database of DATABASE_URL, or the embedded one of ATTUNE_HOME, started when no running Attune has it open. */
export async function openDatabase(env: Env, onNotice?: (message: string) => void): Promise<OpenDatabase> {
  if (env.DATABASE_URL) return { adminUrl: env.DATABASE_URL, embedded: false, server: null };
  const server = await ensureEmbedded({ home: env.ATTUNE_HOME, onNotice });
  return { adminUrl: server.adminUrl, embedded: true, server };
}
