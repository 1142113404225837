// Runs in a process of its own, because it needs the whole of lib and the start does not: prepares the database that
// DATABASE_URL names and reports to its parent. With --demo=if-empty a database without tenants gets the demo; with
// --demo=resume an interrupted demo is completed.
import { existsSync } from "node:fs";
import { countTenants } from "@/lib/db/maintenance";
import { prepareDatabase } from "./prepare-database";

/** What it tells its parent: that the demo is being written, and in the end what came of it. */
export type SetUpMessage = { seeding: true } | { outcome: SetUpOutcome };

export interface SetUpOutcome {
  /** One line for each thing that was changed. */
  changes: string[];
  tenants: number;
}

const adminUrl = process.env.DATABASE_URL ?? "";
// The user of DATABASE_URL need not be able to read what attune_owner owns.
const appUrl = process.env.DATABASE_APP_URL ?? "";
const demo = process.argv.find((argument) => argument.startsWith("--demo="))?.slice("--demo=".length);
const seedFile = new URL("../../prisma/seed/demo.ts", import.meta.url);

try {
  await setUp();
  // The seed's pools would hold the process open.
  process.exit(0);
} catch (error) {
  // What was written for the person at the terminal needs no stack; a defect of ours does.
  console.error(error instanceof Error && error.constructor !== Error ? error.stack : (error as Error).message);
  process.exit(1);
}

async function setUp(): Promise<void> {
  const changes = await prepareDatabase(adminUrl);
  if (existsSync(seedFile) && (demo === "resume" || (demo === "if-empty" && (await countTenants(appUrl)) === 0))) {
    await tell({ seeding: true });
    const { seedDemo } = (await import(seedFile.href)) as { seedDemo: () => Promise<void> };
    await seedDemo();
  }
  await tell({ outcome: { changes, tenants: await countTenants(appUrl) } });
}

function tell(message: SetUpMessage): Promise<void> {
  return new Promise((done) => {
    if (process.send) process.send(message, () => done());
    else done();
  });
}
