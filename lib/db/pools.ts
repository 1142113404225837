import "server-only";
import pg from "pg";
import { deriveUrls } from "@/lib/db/roles";
import { env } from "@/lib/env";

// date stays 'YYYY-MM-DD' (a Date would shift with the process's zone); int8 and numeric become numbers.
const types = new pg.TypeOverrides();
types.setTypeParser(1082, (value: string) => value);
types.setTypeParser(20, Number);
types.setTypeParser(1700, Number);

function makePool(connectionString: string, name: string, max: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    types,
    application_name: name,
    connectionTimeoutMillis: 5000,
    idleTimeoutMillis: 30_000,
  });
  // An idle connection that dies (a database restart) must not end the process; the next query opens a new one.
  pool.on("error", () => undefined);
  // One that dies in somebody's hands tells that caller through the query; as an event that nobody hears it would end the process.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

interface Pools {
  app?: pg.Pool;
  platform?: pg.Pool;
}
// Next may load this module more than once in one process; there must be one set of pools.
const held = globalThis as { attunePools?: Pools };
held.attunePools ??= {};
const pools = held.attunePools;

/** Connections of the role attune_app (RLS applies). At most 10 in a process. */
export function appPool(): pg.Pool {
  pools.app ??= makePool(databaseUrls().appUrl, "attune-app", 10);
  return pools.app;
}

/** Connections of the role attune_platform (read-only, cross-tenant rollups and pseudonymised views). */
export function platformPool(): pg.Pool {
  pools.platform ??= makePool(databaseUrls().platformUrl, "attune-platform", 2);
  return pools.platform;
}

/** The addresses that this process connects with. Throws when neither DATABASE_URL nor DATABASE_APP_URL is set. */
export function databaseUrls(): { appUrl: string; platformUrl: string } {
  const { DATABASE_URL, DATABASE_APP_URL, DATABASE_PLATFORM_URL } = env();
  if (DATABASE_APP_URL && DATABASE_PLATFORM_URL) {
    return { appUrl: DATABASE_APP_URL, platformUrl: DATABASE_PLATFORM_URL };
  }
  if (!DATABASE_URL) throw new Error("DATABASE_URL is not set. `npm start` sets it for the embedded database.");
  const derived = deriveUrls(DATABASE_URL);
  return { appUrl: DATABASE_APP_URL ?? derived.appUrl, platformUrl: DATABASE_PLATFORM_URL ?? derived.platformUrl };
}

/** Ends every connection of this process (tests, commands, shutdown). */
export async function closePools(): Promise<void> {
  const open = [pools.app, pools.platform];
  pools.app = undefined;
  pools.platform = undefined;
  await Promise.all(open.map((pool) => pool?.end()));
}
