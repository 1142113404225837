import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Tenant } from "@/lib/db/directory";
import { withTenantSql } from "@/lib/db/tenant";
import { changeRole, disableMember, enableMember } from "@/lib/identity/member-actions";
import { listMembers } from "@/lib/identity/members";
import { accessOf } from "@/lib/identity/membership";
import { type Actor, asRole, disableAccount, joinAs, makeTenant, makeUser } from "@/lib/testing/as-role";
import { createTestDatabase } from "@/lib/testing/db";
import { requestAs } from "@/lib/testing/fake-next-headers";

vi.mock("next/headers", () => import("@/lib/testing/fake-next-headers"));
vi.mock("next/navigation", () => import("@/lib/testing/fake-next-navigation"));
await createTestDatabase();

let tenant: Tenant;
let slug: string;
let admin: Actor;

beforeEach(async () => {
  tenant = await makeTenant();
  slug = tenant.slug;
  admin = await asRole(tenant, "admin");
  requestAs(admin);
});

const lastEntry = async () => {
  const rows = await withTenantSql(tenant.id, (db) =>
    db.execute<{ action: string }>(
      `select actor_id, action, target_id, detail from audit_log order by seq desc limit 1`,
      [],
    ),
  );
  return rows[0];
};

describe("members", () => {
  it("get another role, at once and in the audit log", async () => {
    const member = await asRole(tenant, "finance");
    const result = await changeRole({ tenant: slug, userId: member.user.id, role: "coach" });
    expect(result).toMatchObject({ ok: true, data: { from: "finance", to: "coach", changed: true } });
    expect(await accessOf(member.user.id, slug)).toMatchObject({ role: "coach" });
    expect(await lastEntry()).toEqual({
      actor_id: admin.user.id,
      action: "member.role-changed",
      target_id: member.user.id,
      detail: { email: member.user.email, from: "finance", to: "coach" },
    });
    const again = await changeRole({ tenant: slug, userId: member.user.id, role: "coach" });
    expect(again).toMatchObject({ ok: true, data: { changed: false } });
    expect((await lastEntry())?.action).toBe("member.role-changed");
  });

  it("are shut out at once and come back with the role they had", async () => {
    const member = await asRole(tenant, "operations");
    await disableMember({ tenant: slug, userId: member.user.id });
    expect(await accessOf(member.user.id, slug)).toBeNull();
    expect((await lastEntry())?.action).toBe("member.disabled");
    await enableMember({ tenant: slug, userId: member.user.id });
    expect(await accessOf(member.user.id, slug)).toMatchObject({ role: "operations" });
  });

  it("of another tenant are not there", async () => {
    const foreign = await asRole(await makeTenant(), "coach");
    for (const change of [
      changeRole({ tenant: slug, userId: foreign.user.id, role: "admin" }),
      disableMember({ tenant: slug, userId: foreign.user.id }),
      disableMember({ tenant: slug, userId: crypto.randomUUID() }),
    ]) {
      expect(await change).toMatchObject({
        ok: false,
        error: { code: "not-found", message: "There is no such member." },
      });
    }
  });

  it("are listed page by page and found by a part of name or e-mail", async () => {
    await asRole(tenant, "coach", { email: "b@people.example", name: "Berta Søndergård" });
    await asRole(tenant, "coach", { email: "a@people.example", name: "Anton" });
    await asRole(await makeTenant(), "coach", { email: "c@people.example", name: "Foreign Berta" });
    const read = (cursor: string | null, q: string) =>
      withTenantSql(tenant.id, (db) => listMembers.all(db, { cursor, q }));
    expect((await read(null, "")).map(({ email }) => email)).toEqual([
      "a@people.example",
      "b@people.example",
      admin.user.email,
    ]);
    expect((await read("a@people.example", "")).map(({ email }) => email)).toEqual([
      "b@people.example",
      admin.user.email,
    ]);
    expect((await read(null, "SØNDER")).map(({ name }) => name)).toEqual(["Berta Søndergård"]);
    expect(await read(null, "100%_")).toEqual([]);
  });
});

describe("the last active admin", () => {
  const refused = { ok: false, error: { code: "conflict", fields: { "": "lastAdmin" } } };

  it("can neither step down nor be disabled", async () => {
    await asRole(tenant, "coach");
    expect(await changeRole({ tenant: slug, userId: admin.user.id, role: "coach" })).toMatchObject(refused);
    expect(await disableMember({ tenant: slug, userId: admin.user.id })).toMatchObject(refused);
    expect(await changeRole({ tenant: slug, userId: admin.user.id, role: "admin" })).toMatchObject({ ok: true });
    expect(await accessOf(admin.user.id, slug)).toMatchObject({ role: "admin" });
  });

  it("is not backed by disabled admins, nor by admins whose account is closed", async () => {
    const disabled = await asRole(tenant, "admin");
    await disableMember({ tenant: slug, userId: disabled.user.id });
    await disableAccount((await asRole(tenant, "admin")).user);
    expect(await changeRole({ tenant: slug, userId: admin.user.id, role: "coach" })).toMatchObject(refused);
    await enableMember({ tenant: slug, userId: disabled.user.id });
    expect(await changeRole({ tenant: slug, userId: admin.user.id, role: "coach" })).toMatchObject({ ok: true });
  });

  it("is not backed by an admin of another tenant", async () => {
    const other = await makeTenant();
    await joinAs(other, await makeUser(), "admin");
    expect(await disableMember({ tenant: slug, userId: admin.user.id })).toMatchObject(refused);
  });

  it("stays when two admins take each other's rights at the same moment, ten times", async () => {
    for (let round = 0; round < 10; round += 1) {
      const pair = await makeTenant();
      const one = await asRole(pair, "admin");
      const two = await asRole(pair, "admin");
      requestAs(one);
      const outcomes = await Promise.all([
        changeRole({ tenant: pair.slug, userId: two.user.id, role: "coach" }),
        round % 2
          ? disableMember({ tenant: pair.slug, userId: one.user.id })
          : changeRole({ tenant: pair.slug, userId: one.user.id, role: "finance" }),
      ]);
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
      const left = await Promise.all([one, two].map(({ user }) => accessOf(user.id, pair.slug)));
      expect(left.filter((access) => access?.role === "admin")).toHaveLength(1);
    }
  });
});
