import { afterEach, describe, expect, it } from "vitest";
import { findBootBreaches } from "@/lib/db/boot-check";
import { createTestDatabase } from "@/lib/testing/db";
import { startProcess } from "@/lib/testing/processes";

const database = await createTestDatabase();
const undo: string[] = [];
afterEach(async () => {
  for (const statement of undo.splice(0)) await database.admin(statement);
});

async function change(statement: string, back: string): Promise<void> {
  undo.push(back);
  await database.admin(statement);
}

async function startWorker(urls: { appUrl: string; platformUrl: string }) {
  const { output, ended } = startProcess(["worker.ts"], {
    DATABASE_APP_URL: urls.appUrl,
    DATABASE_PLATFORM_URL: urls.platformUrl,
  });
  return { status: await ended, stderr: output.stderr };
}

describe("the check at boot", () => {
  it("finds nothing wrong with a database as set-up leaves it", async () => {
    expect(await findBootBreaches()).toEqual([]);
  });

  it.each([
    [
      "alter table people disable row level security",
      "alter table people enable row level security",
      /people has row-level security off/,
    ],
    [
      "alter table people no force row level security",
      "alter table people force row level security",
      /people does not force/,
    ],
    ["create policy leak on people using (true)", "drop policy leak on people", /surplus policy leak/],
    ["create table plain (id int)", "drop table plain", /plain has no tenant_id/],
    ["create view leak as select 1", "drop view leak", /leak is not security_invoker/],
    [
      "alter table people owner to attune_app",
      "alter table people owner to attune_owner",
      /attune_app owns table people/,
    ],
  ])("sees: %s", async (statement, back, breach) => {
    await change(statement, back);
    expect((await findBootBreaches()).join("\n")).toMatch(breach);
  });

  it("ends the worker, which says what is wrong", async () => {
    await change("alter table people no force row level security", "alter table people force row level security");
    const { status, stderr } = await startWorker(database);
    expect(stderr).toContain("public.people does not force row-level security on its owner");
    expect(status).toBe(1);
  });

  it("ends a worker that was given the administrator's rights", async () => {
    const { status, stderr } = await startWorker({ ...database, appUrl: database.adminUrl });
    expect(stderr).toMatch(/web and worker connect as attune_admin where they must be attune_app/);
    expect(status).toBe(1);
  });
});
