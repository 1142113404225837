import { deriveUrls } from "@/lib/db/roles";
import type { Env } from "@/lib/env";

/** Where a database is reached, and who runs it. */
export interface DatabaseAddress {
  adminUrl: string;
  embedded: boolean;
}

/**
 * The environment of web and worker: the caller's, with the addresses of the two roles they may use. The admin URL is
 * taken out, so that a hole in either cannot reach past row-level security.
 */
export function partEnvironment(
  env: Env,
  database: DatabaseAddress,
  mode: "production" | "development",
): Record<string, string | undefined> {
  const { DATABASE_URL: _admin, ...inherited } = process.env;
  const urls = deriveUrls(database.adminUrl);
  return {
    ...inherited,
    NODE_ENV: mode,
    PORT: String(env.PORT),
    ATTUNE_HOME: env.ATTUNE_HOME,
    ATTUNE_URL: env.ATTUNE_URL,
    ATTUNE_DEMO: process.env.ATTUNE_DEMO ?? (database.embedded ? "1" : "0"),
    ATTUNE_WEBHOOKS_LOOPBACK: process.env.ATTUNE_WEBHOOKS_LOOPBACK ?? (mode === "development" ? "1" : "0"),
    DATABASE_APP_URL: env.DATABASE_APP_URL ?? urls.appUrl,
    DATABASE_PLATFORM_URL: env.DATABASE_PLATFORM_URL ?? urls.platformUrl,
    NEXT_TELEMETRY_DISABLED: "1",
  };
}

/** The same for set-up and commands, which need the admin URL too. */
export function setUpEnvironment(env: Env, database: DatabaseAddress): Record<string, string | undefined> {
  return { ...partEnvironment(env, database, "production"), DATABASE_URL: database.adminUrl };
}
