import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { checkBoot } from "@/lib/db/catalogue";
import { appPool, platformPool } from "@/lib/db/pools";
import { readCatalogue } from "@/lib/db/read-catalogue";

/** A wall between tenants is missing in this database; nothing may be served from it. */
export class UnsafeDatabaseError extends Error {
  constructor(readonly breaches: readonly string[]) {
    super(
      `Attune does not start on this database, because its walls between tenants do not stand:\n  ${breaches.join("\n  ")}`,
    );
    this.name = "UnsafeDatabaseError";
  }
}

/** What is wrong with the roles that this process connects as, and with the walls around tenants. Empty when all is well. */
export async function findBootBreaches(): Promise<string[]> {
  const breaches: string[] = [];
  for (const [pool, wanted] of [
    [appPool(), "attune_app"],
    [platformPool(), "attune_platform"],
  ] as const) {
    const { rows } = await pool.query<{ role: string }>("select current_user as role");
    const role = rows[0]?.role;
    if (role !== wanted) breaches.push(`web and worker connect as ${role} where they must be ${wanted}`);
  }
  const catalogue = await readCatalogue(async (text, values) => (await appPool().query(text, [...values])).rows);
  return [...breaches, ...checkBoot(catalogue)];
}

/**
 * Ends the process, with a message that names each breach, when a wall between tenants is missing. A database that
 * cannot be reached yet is waited for: what was not checked is not served.
 * @param patienceMs how long to wait for the database
 */
export async function requireSafeDatabase(patienceMs = 60_000): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    try {
      const breaches = await findBootBreaches();
      if (breaches.length > 0) refuse(new UnsafeDatabaseError(breaches).message);
      return;
    } catch (error) {
      if (Date.now() > deadline) refuse(`The database cannot be reached: ${(error as Error).message}`);
      await delay(500);
    }
  }
}

function refuse(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
