import { describe, expect, it } from "vitest";
import { withTenantSql } from "@/lib/db/tenant";
import { createTestDatabase } from "@/lib/testing/db";
import { createTenant } from "@/lib/testing/factories";
import { createTestKey, rowsOf, send } from "@/lib/testing/ingest";

await createTestDatabase();

const event = (id: string) => ({ id, name: "e", userId: "u" });

async function revoke(tenant: { id: never }, id: string) {
  await withTenantSql(tenant.id, (db) =>
    db.execute("update api_keys set revoked_at = now() where tenant_id = $1 and id = $2", [tenant.id, id]),
  );
}

describe("a key", () => {
  it("is needed, and any other value answers the same 401", async () => {
    const tenant = await createTenant();
    const { value } = await createTestKey(tenant);
    const flipped = value.slice(0, -1) + (value.endsWith("A") ? "B" : "A");
    for (const key of [undefined, "", "nonsense", "atn_short", flipped]) {
      const answer = await send("/api/ingest", event("x"), { key, headers: { origin: "https://app.example" } });
      expect(answer.status).toBe(401);
      expect(answer.body.error.message).toBe("The API key is missing, unknown or revoked.");
      expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    }
    expect(await rowsOf(tenant.id, "analytics.events")).toEqual([]);
  });

  it("may come as Basic user, as Bearer token, or in the body as browsers' SDKs send it", async () => {
    const tenant = await createTenant();
    const { value: key } = await createTestKey(tenant);
    expect((await send("/api/ingest", event("a"), { key })).status).toBe(200);
    expect((await send("/api/ingest", event("b"), { headers: { authorization: `Bearer ${key}` } })).status).toBe(200);
    const plain = { headers: { "content-type": "text/plain", origin: "https://app.example" } };
    const message = { event: "e", userId: "u", messageId: "c", writeKey: key };
    expect((await send("/v1/t", message, plain)).body).toEqual({ success: true });
    expect(
      (await send("/v1/b", { batch: [{ ...message, type: "track", messageId: "d" }], writeKey: key }, plain)).status,
    ).toBe(200);
    expect((await send("/v1/t", { ...message, writeKey: 5 }, plain)).status).toBe(401);
    expect((await rowsOf(tenant.id, "analytics.events")).length).toBe(4);
  });

  it("needs the scope ingest", async () => {
    const tenant = await createTenant();
    const { value: key } = await createTestKey(tenant, ["read"]);
    expect((await send("/api/ingest", event("x"), { key })).status).toBe(403);
  });

  it("that can also read is refused from a browser, because everybody there can see it", async () => {
    const tenant = await createTenant();
    const { value: key } = await createTestKey(tenant, ["ingest", "read"]);
    expect((await send("/api/ingest", event("server"), { key })).status).toBe(200);
    const fromBrowser = await send("/api/ingest", event("browser"), {
      key,
      headers: { origin: "https://app.example" },
    });
    expect([fromBrowser.status, fromBrowser.headers.get("access-control-allow-origin")]).toEqual([403, "*"]);
    expect((await rowsOf(tenant.id, "analytics.events")).length).toBe(1);
  });

  it("fails on the very next request after it was revoked, also while this process still remembers it", async () => {
    const tenant = await createTenant();
    const { value: key, id } = await createTestKey(tenant);
    expect((await send("/api/ingest", event("a"), { key })).status).toBe(200);
    await revoke(tenant as never, id);
    for (const name of ["b", "c"]) {
      const wrong = { id: `${name}-wrong`, name: "practice.au" };
      expect((await send("/api/ingest", [event(name), wrong], { key })).status).toBe(401);
    }
    expect((await send("/v1/track", { event: "e", userId: "u" }, { key })).status).toBe(401);
    expect((await rowsOf(tenant.id, "analytics.events")).length).toBe(1);
    // A dead key cannot write into the list of mistakes either.
    expect(await rowsOf(tenant.id, "analytics.rejections")).toEqual([]);
  });

  it("that is dead takes nothing from the living ones in the same flush, not even an event's id", async () => {
    const tenant = await createTenant();
    const [dead, living] = [await createTestKey(tenant), await createTestKey(tenant)];
    await send("/api/ingest", event("warm-1"), { key: dead.value });
    await send("/api/ingest", event("warm-2"), { key: living.value });
    await revoke(tenant as never, dead.id);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        send("/api/ingest", event(`shared-${at >> 1}`), { key: at % 2 === 0 ? dead.value : living.value }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map((_, at) => (at % 2 === 0 ? 401 : 200)));
    expect(answers.filter(({ body }) => body.accepted === 1).length).toBe(10);
    expect((await rowsOf(tenant.id, "analytics.events")).length).toBe(12);
  });

  it("notes its use", async () => {
    const tenant = await createTenant();
    const { value: key, id } = await createTestKey(tenant);
    await send("/api/ingest", event("x"), { key });
    const keys = await rowsOf<{ id: string; last_used_at: Date | null }>(tenant.id, "api_keys");
    expect(keys.find((one) => one.id === id)?.last_used_at).toBeInstanceOf(Date);
  });

  it("of one tenant writes into that tenant alone, whatever the events say", async () => {
    const [one, other] = [await createTenant(), await createTenant()];
    const { value: key } = await createTestKey(one);
    const event = {
      name: "e",
      userId: "u",
      tenantId: other.id,
      tenant_id: other.id,
      properties: { tenantId: other.id },
    };
    expect((await send("/api/ingest", event, { key })).body.accepted).toBe(1);
    expect((await rowsOf(one.id, "analytics.events")).length).toBe(1);
    expect(await rowsOf(other.id, "analytics.events")).toEqual([]);
  });
});
