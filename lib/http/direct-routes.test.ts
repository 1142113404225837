import { readdirSync } from "node:fs";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import type { NextConfig } from "next";
import { afterAll, describe, expect, it } from "vitest";
import { directRoutes } from "@/app/direct-routes";
import { serveDirectly } from "@/lib/http/direct-routes";
import { bareHeaders } from "@/lib/http/security-headers";
import { closeRooms } from "@/lib/live/hub";
import { createTestDatabase } from "@/lib/testing/db";
import { createTenant } from "@/lib/testing/factories";
import { createTestKey } from "@/lib/testing/ingest";
import { scheduleSession } from "@/lib/testing/live";
// @ts-expect-error configuration is not typed
import config from "@/next.config.mjs";

await createTestDatabase();
const tenant = await createTenant();
const server = createServer((_, outgoing) => outgoing.writeHead(418).end("next"));
await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
// After the server was made, as in the web process.
serveDirectly(directRoutes);
afterAll(() => {
  closeRooms();
  server.closeAllConnections();
  server.close();
});

it("knows every route of the intake and of everything live, by the folder that it lies in", () => {
  const folders = ["/v1", "/api/ingest", "/api/live"].flatMap((above) =>
    readdirSync(`app${above}`, { recursive: true, encoding: "utf8" })
      .filter((file) => /(^|\/)route\.ts$/.test(file))
      .map((file) => `${above}/${file}`.slice(0, -"/route.ts".length)),
  );
  expect(Object.keys(directRoutes).sort()).toEqual(folders.sort());
});

it("sends the headers that Next sends for these addresses", async () => {
  const lists = (await (config as NextConfig).headers?.()) ?? [];
  for (const source of ["/v1/:path*", "/api/ingest", "/api/live/:path*"]) {
    const said = Object.fromEntries(
      lists.find((list) => list.source === source)?.headers.map(({ key, value }) => [key, value]) ?? [],
    );
    expect(said).toMatchObject(bareHeaders);
  }
});

describe("in front of the server", () => {
  const ask = (path: string, init?: RequestInit) => fetch(`${url}${path}`, init);

  it("answers with the route's own handler, its status, headers and length", async () => {
    const { value: key } = await createTestKey(tenant);
    const sent = { name: "page_view", anonymousId: "a-1", properties: { path: "/" } };
    const taken = await ask("/api/ingest", {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json", origin: "https://example.org" },
      body: JSON.stringify(sent),
    });
    expect([taken.status, await taken.json()]).toMatchObject([200, { accepted: 1 }]);
    expect(taken.headers.get("access-control-allow-origin")).toBe("*");
    expect(taken.headers.get("cache-control")).toBe("private, no-store");
    for (const [name, value] of Object.entries(bareHeaders)) expect(taken.headers.get(name)).toBe(value);
    const refused = await ask("/v1/track", { method: "POST", body: "{}" });
    expect([refused.status, (await refused.json()).error.code]).toEqual([401, "unauthenticated"]);
    expect((await ask("/v1/track", { method: "OPTIONS" })).status).toBe(204);
  });

  it("gives the address's parts, the query and the cookie to live routes", async () => {
    const session = await scheduleSession(tenant, { id: "evening & tea" });
    const path = `/api/live/${encodeURIComponent(session)}`;
    const poll = await ask(`${path}?tenant=${tenant.slug}`);
    expect([poll.status, (await poll.json()).sessionId]).toEqual([200, session]);
    expect((await ask(`${path}?tenant=no-such`)).status).toBe(404);
    const own = { host: new URL(url).host, origin: url, "content-type": "application/json" };
    const joined = await ask(`${path}/ready`, { method: "POST", headers: own, body: "{}" });
    expect([joined.status, joined.headers.getSetCookie().length]).toEqual([200, 1]);
    const long = await ask(`${path}/ready`, { method: "POST", headers: own, body: "x".repeat(9000) });
    expect([long.status, (await long.json()).error.code]).toEqual([413, "too-large"]);
  });

  it("answers HEAD without a body and without holding anything open", async () => {
    const session = await scheduleSession(tenant);
    for (const path of [`/api/live/${session}`, `/api/live/${session}/stream`]) {
      const head = await ask(path, { method: "HEAD" });
      expect([head.status, await head.text()]).toEqual([200, ""]);
    }
  });

  it.each([
    ["GET", "/en/lumen"],
    ["DELETE", "/v1/track"],
    ["GET", "/v1/track"],
    ["POST", "/v1/track/"],
    ["POST", "/v1/elsewhere"],
    ["GET", "/api/live/%E0%A4%A"],
    ["GET", "/api/live/a/b/c"],
    ["GET", "/api/live//stream"],
  ])("leaves %s %s to Next", async (method, path) => {
    expect((await ask(path, { method })).status).toBe(418);
  });

  it("does not fail when a sender hangs up in the middle", async () => {
    const cut = request(`${url}/api/ingest`, { method: "POST", headers: { "content-length": "100" } });
    cut.on("error", () => {});
    cut.write("{");
    await new Promise((done) => setImmediate(done));
    cut.destroy();
    expect((await ask("/api/ingest")).status).toBe(200);
  });
});
