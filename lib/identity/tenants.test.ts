import { beforeAll, describe, expect, it } from "vitest";
import { appPool } from "@/lib/db/pools";
import { withTenantSql } from "@/lib/db/tenant";
import { accessOf } from "@/lib/identity/membership";
import { createTenant } from "@/lib/identity/tenants";
import { createUser } from "@/lib/identity/users";
import { createTestDatabase } from "@/lib/testing/db";

await createTestDatabase();

describe("making tenants and users", () => {
  beforeAll(async () => {
    await createTenant({ slug: "lumen", name: "Lumen House", locale: "de", timeZone: "Europe/Berlin", k: 7 });
  });

  it("starts the tenant's audit chain with it", async () => {
    const tenant = await createTenant({ slug: "north", name: "North" });
    expect(tenant).toMatchObject({ slug: "north", locale: "en", timeZone: "UTC", currency: "EUR", k: 5 });
    const entries = await withTenantSql(tenant.id, (db) =>
      db.execute(`select seq, actor_label, action, target_id, detail from audit_log order by seq`, []),
    );
    expect(entries).toEqual([
      {
        seq: 1,
        actor_label: "Attune",
        action: "tenant.created",
        target_id: tenant.id,
        detail: { slug: "north", name: "North" },
      },
    ]);
  });

  it.each([
    [{ slug: "lumen", name: "Another" }, "conflict", { slug: "slugTaken" }],
    [{ slug: "Lumen!", name: "Another" }, "invalid", { slug: "slugInvalid" }],
    [{ slug: "sign-in", name: "Another" }, "invalid", { slug: "slugReserved" }],
    [{ slug: "okay", name: " " }, "invalid", { name: "nameMissing" }],
    [{ slug: "okay", name: "Okay", timeZone: "Mars/Olympus" }, "invalid", { timeZone: "zoneInvalid" }],
  ])("refuses %o", async (tenant, code, fields) => {
    await expect(createTenant(tenant)).rejects.toMatchObject({ code, fields });
  });

  it("gives an account its memberships, each told in its tenant", async () => {
    const a = await createTenant({ slug: "tide", name: "Tide" });
    const b = await createTenant({ slug: "reef", name: "Reef" });
    const user = await createUser({
      email: "  Ada@Example.ORG ",
      name: "Ada",
      password: "the kettle sings at six",
      memberships: [
        { tenantId: a.id, role: "coach" },
        { tenantId: b.id, role: "finance" },
      ],
    });
    expect(user.email).toBe("ada@example.org");
    expect(await accessOf(user.id, "tide")).toMatchObject({ role: "coach" });
    expect(await accessOf(user.id, "reef")).toMatchObject({ role: "finance" });
    expect(await accessOf(user.id, "lumen")).toBeNull();
    const { rows } = await appPool().query(`select password_hash from users where id = $1`, [user.id]);
    expect(rows[0].password_hash).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/);
    const told = await withTenantSql(b.id, (db) =>
      db.execute(`select action, detail from audit_log where seq = 2`, []),
    );
    expect(told).toEqual([{ action: "member.added", detail: { email: "ada@example.org", role: "finance" } }]);
  });

  it.each([
    [{ email: "ada@example.org", name: "Ada" }, { email: "accountTaken" }],
    [{ email: "nobody", name: "Ada" }, { email: "emailInvalid" }],
    [{ email: "eve@example.org", name: "\u202eevE" }, { name: "nameMissing" }],
    [{ email: "eve@example.org", name: "Eve", password: "short" }, { password: "passwordShort" }],
    [{ email: "eve@example.org", name: "Eve", password: "eve@example.org" }, { password: "passwordContext" }],
  ])("refuses %o", async (user, fields) => {
    await expect(createUser(user)).rejects.toMatchObject({ fields });
  });
});
