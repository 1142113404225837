import { beforeEach, describe, expect, it, vi } from "vitest";
import { getTenantBySlug } from "@/lib/db/directory";
import { withTenant, withTenantSql } from "@/lib/db/tenant";
import { recallIngestKey } from "@/lib/identity/ingest-key";
import { createKey } from "@/lib/identity/keys";
import { accessOf, isShutOut } from "@/lib/identity/membership";
import { monthOver } from "@/lib/identity/monthly-events";
import { viewerOfToken } from "@/lib/identity/session";
import {
  changeLimits,
  createTenantAsPlatform,
  decidePlatformAdmin,
  disableAccount,
  requestPlatformAdmin,
  revokePlatformAdmin,
  signOutAccount,
  suspendTenant,
} from "@/lib/platform/actions";
import { listAccounts, listAdminRequests } from "@/lib/platform/queries/list-accounts";
import { readPlatformLog } from "@/lib/platform/queries/list-platform-log";
import { listTenantUsage } from "@/lib/platform/queries/list-tenant-usage";
import { type Actor, asPlatformAdmin, asRole, joinAs, makeTenant, makeUser, reloadTenant } from "@/lib/testing/as-role";
import { createTestDatabase } from "@/lib/testing/db";
import { requestAs } from "@/lib/testing/fake-next-headers";

vi.mock("next/headers", () => import("@/lib/testing/fake-next-headers"));
vi.mock("next/navigation", () => import("@/lib/testing/fake-next-navigation"));

const database = await createTestDatabase();
const as = (actor: Actor) => requestAs(actor, { host: "localhost:3000", origin: "http://localhost:3000" });
let admin: Actor;

beforeEach(async () => {
  await database.admin("update users set platform_admin = false where platform_admin");
  admin = await asPlatformAdmin();
  as(admin);
});

const auditOf = (tenantId: Parameters<typeof withTenantSql>[0]) =>
  withTenantSql(tenantId, (db) =>
    db.execute<{ action: string }>("select action from audit_log where tenant_id = $1 order by seq", [tenantId]),
  ).then((rows) => rows.map((row) => row.action));

describe("organisations", () => {
  it("are made with an invitation for their first admin, and both logs say so", async () => {
    const slug = `made-${Date.now().toString(36)}`;
    const made = await createTenantAsPlatform({
      slug,
      name: "Made Here",
      adminEmail: "first@people.example",
      locale: "de",
      timeZone: "Asia/Kathmandu",
    });
    expect(made).toMatchObject({ ok: true, data: { link: expect.stringMatching(/\/de\/invite\/[\w-]{65}$/) } });
    const tenant = await getTenantBySlug(slug);
    expect(tenant).toMatchObject({ name: "Made Here", timeZone: "Asia/Kathmandu", suspendedAt: null });
    expect(await auditOf(tenant!.id)).toEqual(["tenant.created", "member.invited"]);
    expect((await readPlatformLog()).entries[0]).toMatchObject({ action: "tenant.created", actorId: admin.user.id });
    const again = await createTenantAsPlatform({ slug, name: "Again", adminEmail: "x@people.example" });
    expect(again).toMatchObject({ ok: false, error: { code: "conflict", fields: { slug: "slugTaken" } } });
  });

  it("let nobody in and take nothing in while they are suspended, and go on afterwards", async () => {
    const tenant = await makeTenant();
    const member = await asRole(tenant, "coach");
    const { value } = await withTenant(tenant.id, (db) =>
      createKey(db, { name: "k", scopes: ["ingest"], createdBy: null }),
    );
    expect(await suspendTenant({ slug: tenant.slug, suspended: true })).toMatchObject({ ok: true });
    expect(await accessOf(member.user.id, tenant.slug)).toBeNull();
    expect(await isShutOut(member.user.id, tenant.slug)).toBe(true);
    expect(await isShutOut(admin.user.id, tenant.slug)).toBe(false);
    expect((await recallIngestKey(value))?.tenant.suspendedAt).toBeInstanceOf(Date);
    await suspendTenant({ slug: tenant.slug, suspended: false });
    expect(await accessOf(member.user.id, tenant.slug)).toMatchObject({ role: "coach" });
    expect((await auditOf(tenant.id)).filter((action) => /suspended|resumed/.test(action))).toEqual([
      "tenant.suspended",
      "tenant.resumed",
    ]);
  });

  it("have no more active members than their limit, and events of a month up to theirs", async () => {
    const tenant = await makeTenant({ timeZone: "Pacific/Auckland" });
    await asRole(tenant, "admin");
    await changeLimits({ slug: tenant.slug, memberLimit: 2, monthlyEventLimit: 100, inResearch: false });
    await asRole(tenant, "coach");
    const third = await makeUser();
    await expect(joinAs(tenant, third, "coach")).rejects.toMatchObject({ fields: { "": "memberLimit" } });

    const limited = await reloadTenant(tenant);
    const now = new Date("2026-11-30T12:00:00Z"); // already December in Auckland
    const count = (day: string, events: number) =>
      withTenantSql(tenant.id, (db) =>
        db.execute("insert into event_days (tenant_id, day, name, events) values ($1, $2, 'x', $3)", [
          tenant.id,
          day,
          events,
        ]),
      );
    await count("2026-11-30", 5000);
    expect(await monthOver(limited, now)).toBeNull();
    await count("2026-12-01", 100);
    expect(await monthOver(limited, now)).toBe(Date.parse("2026-12-31T11:00:00Z"));
    const usage = (await listTenantUsage.all({ now })).find((one) => one.slug === tenant.slug);
    expect(usage).toMatchObject({ eventsThisMonth: 100, monthlyEventLimit: 100, memberLimit: 2, inResearch: false });
  });
});

describe("accounts", () => {
  it("show names and e-mails of colleagues and of what was typed in full only", async () => {
    const tenant = await makeTenant();
    const stranger = await asRole(tenant, "coach", { email: "ada.stranger@people.example", name: "Ada Stranger" });
    const find = async (q: string) => (await listAccounts({ viewerId: admin.user.id, q, before: null }))[0];
    expect(await find(tenant.slug)).toMatchObject({ masked: true, name: "", email: "a…@….example" });
    expect(await find("ADA.stranger@people.example")).toMatchObject({ masked: false, name: "Ada Stranger" });
    expect(await find("ada.stranger")).toBeUndefined();
    await joinAs(tenant, admin.user, "finance");
    const shown = await listAccounts({ viewerId: admin.user.id, q: tenant.slug, before: null });
    expect(shown.find((one) => one.id === stranger.user.id)).toMatchObject({
      masked: false,
      organisations: [tenant.slug],
    });
  });

  it("lose their sessions when they are disabled or signed out, and their organisations read of it", async () => {
    const tenant = await makeTenant();
    const member = await asRole(tenant, "coach");
    expect(await signOutAccount({ userId: member.user.id })).toEqual({ ok: true, data: { sessions: 1 } });
    expect(await viewerOfToken(member.token)).toBeNull();
    const other = await asRole(tenant, "operations");
    await disableAccount({ userId: other.user.id, disabled: true });
    expect(await viewerOfToken(other.token)).toBeNull();
    expect((await auditOf(tenant.id)).filter((action) => action.startsWith("account."))).toEqual([
      "account.signed-out",
      "account.disabled",
    ]);
    expect(await disableAccount({ userId: admin.user.id, disabled: true })).toMatchObject({ ok: false });
  });

  it("become platform admins when a second one agrees, and the last one stays", async () => {
    const user = await makeUser();
    const asked = await requestPlatformAdmin({ email: user.email });
    if (!asked.ok) throw new Error(asked.error.message);
    const { requestId } = asked.data;
    const refused = await decidePlatformAdmin({ requestId, grant: true });
    expect(refused).toMatchObject({ ok: false, error: { fields: { "": "secondAdminNeeded" } } });
    expect(await requestPlatformAdmin({ email: user.email })).toMatchObject({ ok: false, error: { code: "conflict" } });
    await expect(
      database.admin(
        "update platform_admin_requests set decided_by = requested_by, decided_at = now(), granted = true",
      ),
    ).rejects.toThrow(/check/);

    const second = await asPlatformAdmin();
    as(second);
    expect((await listAdminRequests(second.user.id))[0]).toMatchObject({ email: user.email, grantable: true });
    expect(await decidePlatformAdmin({ requestId, grant: true })).toMatchObject({ ok: true });
    expect(await decidePlatformAdmin({ requestId, grant: true })).toMatchObject({ ok: false });
    for (const one of [user, admin.user]) await revokePlatformAdmin({ userId: one.id });
    expect(await revokePlatformAdmin({ userId: second.user.id })).toMatchObject({
      ok: false,
      error: { fields: { "": "lastPlatformAdmin" } },
    });
  });
});

describe("the platform's log", () => {
  it("is whole until somebody edits or cuts it from outside", async () => {
    const tenant = await makeTenant();
    for (const suspended of [true, false]) await suspendTenant({ slug: tenant.slug, suspended });
    const whole = await readPlatformLog();
    expect(whole.state).toMatchObject({ ok: true });
    const seq = whole.entries[1]?.seq;
    await database.admin("update platform_log set detail = detail || '{\"x\": 1}' where seq = $1", [seq]);
    expect((await readPlatformLog()).state).toEqual({ ok: false, seq });
    await database.admin("update platform_log set detail = detail - 'x' where seq = $1", [seq]);
    expect((await readPlatformLog()).state).toMatchObject({ ok: true });
  });
});
