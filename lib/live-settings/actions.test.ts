import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Tenant } from "@/lib/db/directory";
import { withTenantSql } from "@/lib/db/tenant";
import { setAnonymousVisitors, setEmbedOrigins } from "@/lib/live-settings/actions";
import { forgetEmbedOrigins, frameAncestorsOf } from "@/lib/live-settings/frame-ancestors";
import { readLiveSettings } from "@/lib/live-settings/queries/read-live-settings";
import { asRole, makeTenant } from "@/lib/testing/as-role";
import { createTestDatabase } from "@/lib/testing/db";
import { requestAs } from "@/lib/testing/fake-next-headers";

vi.mock("next/headers", () => import("@/lib/testing/fake-next-headers"));
vi.mock("next/navigation", () => import("@/lib/testing/fake-next-navigation"));
await createTestDatabase();
let tenant: Tenant;
let other: Tenant;
let session: string;

const openRoom = (of: Tenant, sessionId: string) =>
  withTenantSql(of.id, (db) =>
    db.execute(`insert into live_rooms (tenant_id, session_id) values ($1, $2)`, [of.id, sessionId]),
  );
const framed = (search = "embed=1", path = `/ar/live/${session}`) => {
  forgetEmbedOrigins();
  return frameAncestorsOf(path, new URLSearchParams(search));
};
const kept = async () => (await withTenantSql(tenant.id, (db) => readLiveSettings.all(db, {})))[0] ?? null;
const told = () =>
  withTenantSql(tenant.id, (db) =>
    db.execute<{ action: string; detail: unknown }>(
      `select action, detail from audit_log where action like 'live.%' order by seq`,
      [],
    ),
  );

beforeEach(async () => {
  [tenant, other] = [await makeTenant(), await makeTenant()];
  session = `circle ${randomUUID()}`;
  await openRoom(tenant, session);
  requestAs(await asRole(tenant, "admin"));
});

describe("who may embed", () => {
  it("is nobody, then who is listed, on the one page that is made for it, and it is told", async () => {
    expect(await framed()).toEqual([]);
    await setEmbedOrigins({ tenant: tenant.slug, origins: "https://lumen.example\nhttp://localhost:3000" });
    const listed = ["https://lumen.example", "http://localhost:3000"];
    expect(await framed()).toEqual(listed);
    expect(await framed("embed=1", `/en/live/${encodeURIComponent(session)}`)).toEqual(listed);
    expect(await framed(`embed=1&tenant=${tenant.slug}`)).toEqual(listed);
    for (const [search, path] of [
      ["", `/en/live/${session}`],
      ["embed=2", `/en/live/${session}`],
      ["embed=1", `/en/live/${session}/more`],
      ["embed=1", `/hi/live/${session}`],
      ["embed=1", `/en/${tenant.slug}`],
      ["embed=1", "/en/live/nothing"],
      ["embed=1", "/en/live/%E0%A4%A"],
      [`embed=1&tenant=${other.slug}`, `/en/live/${session}`],
    ] as const) {
      expect(await framed(search, path), `${path}?${search}`).toEqual([]);
    }
    await setEmbedOrigins({ tenant: tenant.slug, origins: "https://lumen.example" });
    expect(await told()).toEqual([
      { action: "live.origins-changed", detail: { added: listed, removed: [] } },
      { action: "live.origins-changed", detail: { added: [], removed: ["http://localhost:3000"] } },
    ]);
  });

  it("is decided by the slug where two tenants use one id, and by nobody without it", async () => {
    await setEmbedOrigins({ tenant: tenant.slug, origins: "https://lumen.example" });
    await openRoom(other, session);
    expect(await framed()).toEqual([]);
    expect(await framed(`embed=1&tenant=${other.slug}`)).toEqual([]);
    expect(await framed(`embed=1&tenant=${tenant.slug}`)).toEqual(["https://lumen.example"]);
  });

  it("keeps nothing of a list with a mistake and names each by its line", async () => {
    await setEmbedOrigins({ tenant: tenant.slug, origins: "https://lumen.example" });
    const refused = await setEmbedOrigins({ tenant: tenant.slug, origins: "https://a.example\nhttp://b.example\n*" });
    expect(refused).toMatchObject({
      ok: false,
      error: { code: "invalid", fields: { "origins.2": "onlyHttps", "origins.3": "noWildcard" } },
    });
    const many = Array.from({ length: 51 }, (_, index) => `https://${index}.example`).join("\n");
    expect(await setEmbedOrigins({ tenant: tenant.slug, origins: many })).toMatchObject({
      error: { fields: { origins: "tooMany" } },
    });
    expect(await kept()).toEqual({ anonymous: true, allowedOrigins: ["https://lumen.example"] });
  });
});

describe("visitors without a token", () => {
  it("are admitted or not without touching the list, and only a change is told", async () => {
    await setEmbedOrigins({ tenant: tenant.slug, origins: "https://lumen.example" });
    for (const allowed of [false, false, true]) await setAnonymousVisitors({ tenant: tenant.slug, allowed });
    expect(await kept()).toEqual({ anonymous: true, allowedOrigins: ["https://lumen.example"] });
    expect((await told()).map(({ action }) => action).slice(1)).toEqual([
      "live.anonymous-refused",
      "live.anonymous-allowed",
    ]);
  });
});
