import { createHmac } from "node:crypto";
import pg from "pg";
import { attuneSecret } from "@/lib/env";

/** Attune's own database roles. Only the first may create or change objects; none may create roles or databases. */
export const databaseRoles = {
  owner: "attune_owner",
  app: "attune_app",
  platform: "attune_platform",
} as const;
const roleNames = Object.values(databaseRoles);

const oldestVersion = 160_000;

export interface RoleUrls {
  /** Migrations only. */
  ownerUrl: string;
  /** Web and worker; row-level security applies. */
  appUrl: string;
  /** Read-only and cross-tenant. */
  platformUrl: string;
}

/**
 * The connection URLs of Attune's roles for the database that `adminUrl` names. Their passwords follow from the password
 * in that URL (or from ATTUNE_SECRET when it has none), so that every process that knows DATABASE_URL knows them.
 */
export function deriveUrls(adminUrl: string): RoleUrls {
  const url = (role: string) => {
    const derived = new URL(adminUrl);
    derived.username = role;
    derived.password = derivePassword(adminUrl, role);
    return derived.toString();
  };
  return {
    ownerUrl: url(databaseRoles.owner),
    appUrl: url(databaseRoles.app),
    platformUrl: url(databaseRoles.platform),
  };
}

/** URLs that web and worker are told to connect with; their passwords are then given instead of derived. */
export interface GivenUrls {
  appUrl?: string;
  platformUrl?: string;
}

function passwordOf(adminUrl: string, role: string, given: GivenUrls): string {
  const told = [given.appUrl, given.platformUrl]
    .filter((url) => url !== undefined)
    .map((url) => new URL(url))
    .find((url) => url.username === role);
  return told ? decodeURIComponent(told.password) : derivePassword(adminUrl, role);
}

function derivePassword(adminUrl: string, role: string): string {
  const key = decodeURIComponent(new URL(adminUrl).password) || attuneSecret();
  return createHmac("sha256", key).update(role).digest("base64url");
}

/**
 * Makes the three roles and the owner's right to build in this database, or puts right what differs. Safe to repeat.
 * @returns one line for each thing that was changed; empty when all was as it should be
 * @throws Error with what to do when the server is too old or the user of `adminUrl` may not create roles
 */
export async function ensureRoles(adminUrl: string, given: GivenUrls = {}): Promise<string[]> {
  const admin = new pg.Client({
    connectionString: adminUrl,
    application_name: "attune-setup",
  });
  await connect(admin, adminUrl);
  try {
    await refuseOldServer(admin);
    // Two starts against one server must not both create the roles; a transaction lock also ends with a lost connection.
    await admin.query("begin");
    await admin.query("select pg_advisory_xact_lock(hashtextextended('attune roles', 0))");
    const changes = await repairRoles(admin, adminUrl, given);
    await grantDatabase(admin);
    await admin.query("commit");
    return changes;
  } catch (error) {
    await admin.query("rollback").catch(() => {});
    throw explain(error, adminUrl);
  } finally {
    await admin.end();
  }
}

async function connect(admin: pg.Client, adminUrl: string): Promise<void> {
  try {
    await admin.connect();
  } catch (error) {
    const { host, pathname } = new URL(adminUrl);
    throw new Error(
      `The database at ${host}${pathname} cannot be reached (DATABASE_URL): ${(error as Error).message}`,
      {
        cause: error,
      },
    );
  }
}

async function refuseOldServer(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ number: number; text: string }>(
    "select current_setting('server_version_num')::int as number, current_setting('server_version') as text",
  );
  const version = rows[0];
  if (!version || version.number < oldestVersion) {
    throw new Error(
      `Attune needs PostgreSQL 16 or newer; DATABASE_URL leads to ${version?.text ?? "an unknown version"}.`,
    );
  }
}

interface RoleRow {
  rolname: string;
  weak: boolean;
  rolcanlogin: boolean;
}

async function repairRoles(admin: pg.Client, adminUrl: string, given: GivenUrls): Promise<string[]> {
  const changes: string[] = [];
  const { rows } = await admin.query<RoleRow>(
    `select rolname, rolcanlogin, rolsuper or rolbypassrls or rolcreatedb or rolcreaterole or rolreplication as weak
     from pg_roles where rolname = any($1)`,
    [roleNames],
  );
  for (const role of roleNames) {
    const existing = rows.find((row) => row.rolname === role);
    const password = passwordOf(adminUrl, role, given);
    if (!existing) {
      await admin.query(`create role ${role} login password ${pg.escapeLiteral(password)}`);
      changes.push(`role ${role} created`);
      continue;
    }
    if (existing.weak) {
      // Only what the role has too much is taken: naming SUPERUSER at all needs a superuser.
      await admin.query(`alter role ${role} nocreatedb nocreaterole`);
      await admin.query(`alter role ${role} nosuperuser nobypassrls noreplication`);
      changes.push(`role ${role} had rights that it must not have; they were taken away`);
    }
    if (!existing.rolcanlogin || !(await canLogIn(adminUrl, role, password))) {
      await admin.query(`alter role ${role} login password ${pg.escapeLiteral(password)}`);
      changes.push(`role ${role} had another password; it was set to the one that Attune uses`);
    }
  }
  return changes;
}

async function canLogIn(adminUrl: string, role: string, password: string): Promise<boolean> {
  const url = new URL(adminUrl);
  Object.assign(url, { username: role, password });
  const client = new pg.Client({ connectionString: url.toString() });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch (error) {
    // The password was right when only the right to connect is missing; that is granted next.
    return (error as { code?: string }).code === "42501";
  }
}

async function grantDatabase(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ name: string }>("select current_database() as name");
  const database = pg.escapeIdentifier(rows[0]?.name ?? "");
  await admin.query(`grant connect, create, temporary on database ${database} to ${databaseRoles.owner}`);
  await admin.query(`grant connect on database ${database} to ${databaseRoles.app}, ${databaseRoles.platform}`);
  await admin.query(`grant usage, create on schema public to ${databaseRoles.owner}`);
  await admin.query("revoke create on schema public from public");
}

function explain(error: unknown, adminUrl: string): unknown {
  if ((error as { code?: string }).code !== "42501") return error;
  return new Error(
    `The user ${new URL(adminUrl).username} of DATABASE_URL may not set up Attune's roles (${(error as Error).message}). ` +
      "Let it be a superuser, or the owner of the database with CREATEROLE. Where the roles already exist, because " +
      "another Attune uses the same server, it must be the user who made them, with the same password.",
    { cause: error },
  );
}
