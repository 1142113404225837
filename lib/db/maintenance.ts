import pg from "pg";

/** How many tenants the database of this URL has; 0 means that nobody has used it yet. */
export async function countTenants(connectionUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: connectionUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ count: number }>("select count(*)::int as count from tenants");
    return rows[0]?.count ?? 0;
  } finally {
    await client.end();
  }
}

/** Drops the database of this URL with everything in it and makes it anew, empty. For development only. */
export async function recreateDatabase(adminUrl: string): Promise<void> {
  const maintenance = new URL(adminUrl);
  const name = pg.escapeIdentifier(decodeURIComponent(maintenance.pathname.slice(1)));
  maintenance.pathname = "/postgres";
  const client = new pg.Client({ connectionString: maintenance.toString() });
  await client.connect();
  try {
    await client.query(`drop database if exists ${name} with (force)`);
    await client.query(`create database ${name} template template0`);
  } finally {
    await client.end();
  }
}

/**
 * Makes the statistics of statements readable, where the server keeps them: the extension in a schema of its own, because its views
 * read with their owner's rights. Returns false where the server has not loaded it or the role may not make extensions; nothing else needs it.
 */
export async function ensureStatementStatistics(adminUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ loaded: boolean }>(
      "select coalesce(current_setting('shared_preload_libraries', true), '') ~ 'pg_stat_statements' as loaded",
    );
    if (!rows[0]?.loaded) return false;
    await client.query("create schema if not exists stats");
    await client.query("create extension if not exists pg_stat_statements schema stats");
    await client.query("grant usage on schema stats to attune_app");
    return true;
  } catch {
    return false;
  } finally {
    await client.end();
  }
}
