import { beforeEach, expect, it, vi } from "vitest";
import type { Tenant } from "@/lib/db/directory";
import { withTenantSql } from "@/lib/db/tenant";
import { createLiveKeyAction, revokeLiveKeyAction } from "@/lib/live/live-key-actions";
import { kidOf, recallLiveKey } from "@/lib/live/live-keys";
import { listLiveKeys } from "@/lib/live/queries/live-keys";
import { asRole, makeTenant } from "@/lib/testing/as-role";
import { createTestDatabase } from "@/lib/testing/db";
import { requestAs } from "@/lib/testing/fake-next-headers";

vi.mock("next/headers", () => import("@/lib/testing/fake-next-headers"));
vi.mock("next/navigation", () => import("@/lib/testing/fake-next-navigation"));
const database = await createTestDatabase();
let tenant: Tenant;

beforeEach(async () => {
  tenant = await makeTenant();
  requestAs(await asRole(tenant, "admin", { name: "Leonie" }));
});

const list = () => withTenantSql(tenant.id, (db) => listLiveKeys.all(db, {}));
const told = () =>
  withTenantSql(tenant.id, (db) => db.execute("select action, detail from audit_log order by seq desc limit 1", []));

it.each(["HS256", "EdDSA"] as const)(
  "a live key (%s) is shown once, listed, told, and ends when it is revoked",
  async (algorithm) => {
    const result = await createLiveKeyAction({ tenant: tenant.slug, name: " Members’ app ", algorithm });
    if (!result.ok) throw new Error(result.error.message);
    const { id, kid, secret } = result.data;
    expect(await list()).toMatchObject([{ id, name: "Members’ app", algorithm, createdBy: "Leonie", revokedAt: null }]);
    expect(await told()).toEqual([{ action: "live-key.created", detail: { name: "Members’ app", algorithm } }]);
    // Neither as it is shown nor as bytes does the database or the audit log hold what signs.
    const [row] = await database.admin<{ all: string }>(
      `select row_to_json(k)::text || (select string_agg(detail::text, '') from audit_log) as all from live_keys k where id = $1`,
      [id],
    );
    expect(row?.all).not.toContain(secret);
    expect(row?.all).not.toContain(Buffer.from(secret, "base64url").toString("hex"));

    expect(await recallLiveKey(kid)).toMatchObject({ id, algorithm });
    expect(await revokeLiveKeyAction({ tenant: tenant.slug, keyId: id })).toMatchObject({ ok: true });
    // In this process at once.
    expect(await recallLiveKey(kid)).toBeNull();
    expect(await told()).toEqual([{ action: "live-key.revoked", detail: { name: "Members’ app" } }]);
    expect(await revokeLiveKeyAction({ tenant: tenant.slug, keyId: id })).toMatchObject({
      ok: false,
      error: { code: "not-found" },
    });
  },
);

it("a sealed secret opens for its own tenant and key only", async () => {
  const result = await createLiveKeyAction({ tenant: tenant.slug, name: "app", algorithm: "HS256" });
  if (!result.ok) throw new Error(result.error.message);
  const neighbour = await makeTenant();
  await database.admin("update live_keys set tenant_id = $1 where id = $2", [neighbour.id, result.data.id]);
  expect(await recallLiveKey(kidOf(neighbour.id, result.data.id))).toBeNull();
});
