import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, inject } from "vitest";
import { closePools } from "@/lib/db/pools";
import { databaseRoles, deriveUrls, type RoleUrls } from "@/lib/db/roles";
import { resetEnv } from "@/lib/env";

export interface TestDatabase extends RoleUrls {
  /** The superuser, for what no role of Attune may do: planting, looking behind row-level security. */
  adminUrl: string;
  /** Runs one statement as the superuser. */
  admin<R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<R[]>;
}

/**
 * A fresh, migrated, empty database for one test file, dropped after it. Call it at the top of the file, before anything
 * connects: it points the environment of this process at the database, with the rights that web and worker have.
 * With `expose: false` the environment stays as it is, for a second database beside the first.
 */
export async function createTestDatabase({ expose = true }: { expose?: boolean } = {}): Promise<TestDatabase> {
  const templateUrl = inject("templateUrl");
  const name = `test_${process.pid}_${randomBytes(4).toString("hex")}`;
  const maintenanceUrl = withDatabase(templateUrl, "postgres");
  await run(
    maintenanceUrl,
    `create database ${name} template ${new URL(templateUrl).pathname.slice(1)} strategy file_copy`,
  );
  await run(maintenanceUrl, `grant create on database ${name} to ${databaseRoles.owner}`);

  const adminUrl = withDatabase(templateUrl, name);
  const urls = deriveUrls(adminUrl);
  if (expose) {
    // The admin URL is left out as it is for web and worker: what a test can do, they can do.
    delete process.env.DATABASE_URL;
    process.env.DATABASE_APP_URL = urls.appUrl;
    process.env.DATABASE_PLATFORM_URL = urls.platformUrl;
    process.env.ATTUNE_SECRET ??= randomBytes(32).toString("hex");
    process.env.LOG_LEVEL ??= "silent";
    // Modules that were imported before this line may have parsed the environment already.
    resetEnv();
  }
  const admin = new pg.Pool({ connectionString: adminUrl, max: 1 });
  admin.on("error", () => {});
  afterAll(async () => {
    if (expose) await closePools();
    await admin.end();
    await run(maintenanceUrl, `drop database ${name} with (force)`);
  });
  return {
    adminUrl,
    ...urls,
    admin: async <R extends pg.QueryResultRow>(text: string, values?: unknown[]) =>
      (await admin.query<R>(text, values)).rows,
  };
}

function withDatabase(connectionUrl: string, name: string): string {
  const url = new URL(connectionUrl);
  url.pathname = `/${name}`;
  return url.toString();
}

async function run(connectionString: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
