import { describe, expect, it } from "vitest";
import { appPool, platformPool } from "@/lib/db/pools";
import { createTestDatabase } from "@/lib/testing/db";

const database = await createTestDatabase();

describe("a test database", () => {
  it("is migrated and has the rights of web and worker", async () => {
    const { rows } = await appPool().query("select current_user as role, current_database() as name");
    expect(rows).toEqual([{ role: "attune_app", name: new URL(database.appUrl).pathname.slice(1) }]);
    expect((await appPool().query("select count(*) as tenants from tenants")).rows).toEqual([{ tenants: 0 }]);
    await expect(appPool().query("create table surplus ()")).rejects.toThrow(/permission denied/);
    const platform = await platformPool().query("select current_user as role");
    expect(platform.rows).toEqual([{ role: "attune_platform" }]);
  });

  it("is not shared: a second one is empty", async () => {
    await database.admin("create table surplus ()");
    const other = await createTestDatabase({ expose: false });
    expect(await other.admin("select to_regclass('surplus') as surplus")).toEqual([{ surplus: null }]);
  });
});
