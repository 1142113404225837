import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, describe, expect, it } from "vitest";
import type { Tenant } from "@/lib/db/directory";
import { withTenantSql } from "@/lib/db/tenant";
import { bridgePlace, syncBridge } from "@/lib/quiz-sessions/bridge/sync-bridge";
import { createTestDatabase } from "@/lib/testing/db";
import { createTenant } from "@/lib/testing/factories";
import { rowsOf } from "@/lib/testing/ingest";
import { sealSecret } from "@/lib/webhooks/secret";

await createTestDatabase();

const old = Array.from({ length: 7 }, (_, index) => ({
  session_id: `mq-${index + 1}`,
  framework_id: "money",
  format: index === 4 ? "tarot" : "likert",
  user_email: `p${index % 3}@example.org`,
  scores: { saver: index },
}));

let failing = false;
const asked: string[] = [];
const server = createServer((request, response) => {
  const url = new URL(request.url ?? "/", "http://bridge");
  const from = Number(url.searchParams.get("cursor") ?? 0);
  asked.push(`${request.headers.authorization} ${from}`);
  if (failing && from >= 3) return response.writeHead(500).end("no");
  const sessions = old.slice(from, from + 3);
  response.writeHead(200, { "content-type": "application/json" });
  return response.end(JSON.stringify({ sessions, next: from + sessions.length, more: from + 3 < old.length }));
});
await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
afterAll(() => server.close());
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sessions`;

async function withBridge(address = url): Promise<Tenant> {
  const tenant = await createTenant();
  await withTenantSql(tenant.id, (db) =>
    db.execute("insert into quiz_bridges (tenant_id, url, secret_sealed, changed_at) values ($1, $2, $3, now())", [
      tenant.id,
      address,
      Buffer.from(sealSecret(tenant.id, bridgePlace, "s3cret")),
    ]),
  );
  return tenant;
}

const bridgeOf = async (tenant: Tenant) => (await rowsOf<Record<string, unknown>>(tenant.id, "quiz_bridges"))[0];

describe("the bridge to the older quizzes", () => {
  it("goes on where it stopped, and shows what failed", async () => {
    const tenant = await withBridge();
    failing = true;
    expect(await syncBridge(tenant, withTenantSql, { loopback: true })).toBe(3);
    expect(await bridgeOf(tenant)).toMatchObject({
      cursor: "3",
      failures: 1,
      last_error: "status 500",
    });
    failing = false;
    expect(await syncBridge(tenant, withTenantSql, { loopback: true })).toBe(3);
    expect(await bridgeOf(tenant)).toMatchObject({ cursor: "7", failures: 0, last_error: null, sessions: 6 });
    expect(asked).toEqual(["Bearer s3cret 0", "Bearer s3cret 3", "Bearer s3cret 3", "Bearer s3cret 6"]);
    expect((await rowsOf<{ field: string }>(tenant.id, "quiz_refusals")).map(({ field }) => field)).toEqual(["format"]);
    old.push({
      session_id: "mq-8",
      framework_id: "money",
      format: "likert",
      user_email: "new@example.org",
      scores: { saver: 1 },
    });
    expect(await syncBridge(tenant, withTenantSql, { loopback: true })).toBe(1);
  });

  it("calls no private address, not even behind a public name", async () => {
    const before = asked.length;
    const literal = await withBridge();
    await syncBridge(literal, withTenantSql);
    expect((await bridgeOf(literal))?.last_error).toBe("address");
    const named = await withBridge("https://bridge.attune-tests.dev/sessions");
    const network = {
      resolve: async () => ["93.184.215.14", "127.0.0.1"],
      dial: (): never => {
        throw new Error("must not be called");
      },
    };
    await syncBridge(named, withTenantSql, { network });
    expect((await bridgeOf(named))?.last_error).toBe("private");
    expect(asked).toHaveLength(before);
  });
});
