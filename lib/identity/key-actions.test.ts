import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Tenant } from "@/lib/db/directory";
import { withTenantSql } from "@/lib/db/tenant";
import { listKeys } from "@/lib/identity/api-keys";
import { createApiKey, revokeApiKey } from "@/lib/identity/key-actions";
import { authenticateKey } from "@/lib/identity/keys";
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

async function made(scopes: ("ingest" | "read")[]) {
  const result = await createApiKey({ tenant: tenant.slug, name: " Website ", scopes });
  if (!result.ok) throw new Error(result.error.message);
  return result.data;
}
const list = () => withTenantSql(tenant.id, (db) => listKeys.all(db, {}));

describe("an API key", () => {
  it("is shown once, kept as a hash, listed by its end, and told", async () => {
    const { id, value } = await made(["read", "ingest"]);
    expect(value).toMatch(/^atn_[\w-]{65}$/);
    expect(await list()).toMatchObject([
      {
        id,
        name: "Website",
        prefix: `atn_…${value.slice(-4)}`,
        scopes: ["read", "ingest"],
        createdBy: "Leonie",
        lastUsedAt: null,
      },
    ]);
    const rows = await database.admin(
      `select row_to_json(k)::text || (select string_agg(detail::text, '') from audit_log) as all from api_keys k`,
    );
    expect(JSON.stringify(rows)).not.toContain(value.slice(26));
    const [entry] = await withTenantSql(tenant.id, (db) =>
      db.execute(`select action, detail from audit_log order by seq desc limit 1`, []),
    );
    expect(entry).toEqual({
      action: "key.created",
      detail: { name: "Website", scopes: ["read", "ingest"], ending: value.slice(-4) },
    });
  });

  it("opens its own tenant until it is revoked, and its use is noted", async () => {
    const { id, value } = await made(["read"]);
    expect(await authenticateKey(value)).toMatchObject({ id, scopes: ["read"], tenant: { slug: tenant.slug } });
    expect((await list())[0]?.lastUsedAt).toBeInstanceOf(Date);
    expect(await revokeApiKey({ tenant: tenant.slug, keyId: id })).toMatchObject({ ok: true });
    expect(await authenticateKey(value)).toBeNull();
    expect(await revokeApiKey({ tenant: tenant.slug, keyId: id })).toMatchObject({ error: { code: "not-found" } });
    expect((await list())[0]?.revokedAt).toBeInstanceOf(Date);
  });

  it("of another tenant cannot be revoked", async () => {
    const { id, value } = await made(["ingest"]);
    const other = await makeTenant();
    requestAs(await asRole(other, "admin"));
    expect(await revokeApiKey({ tenant: other.slug, keyId: id })).toMatchObject({ error: { code: "not-found" } });
    expect(await authenticateKey(value)).not.toBeNull();
  });

  it.each([
    [{ name: " ", scopes: ["read"] }, { name: "nameMissing" }],
    [{ name: "x".repeat(81), scopes: ["read"] }, { name: "nameTooLong" }],
    [{ name: "Website", scopes: [] }, { scopes: "scopeMissing" }],
    [{ name: "Website", scopes: ["admin"] }, { "scopes.0": expect.any(String) }],
  ])("needs a name and something it may do: %o", async (input, fields) => {
    const result = await createApiKey({ tenant: tenant.slug, ...input } as Parameters<typeof createApiKey>[0]);
    expect(result).toMatchObject({ ok: false, error: { code: "invalid", fields } });
  });
});
