import type { TestProject } from "vitest/node";
import { startTestServer } from "@/lib/testing/template-server";

declare module "vitest" {
  export interface ProvidedContext {
    /** Superuser URL of the migrated database that test databases are cloned from. */
    templateUrl: string;
  }
}

/** One server for the whole run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { server, remove } = await startTestServer();
  project.provide("templateUrl", server.adminUrl);
  return remove;
}
