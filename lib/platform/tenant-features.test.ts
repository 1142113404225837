import { randomUUID } from "node:crypto";
import type { ReactElement } from "react";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { GET as readOverview } from "@/app/api/overview/route";
import SharedReport from "@/app/r/[token]/page";
import { GET as reportFile } from "@/app/r/[token]/report.pdf/route";
import { ReaderNotice } from "@/components/sharing/reader-notice";
import type { Tenant } from "@/lib/db/directory";
import { withTenant, withTenantSql } from "@/lib/db/tenant";
import { startExport } from "@/lib/exports/actions";
import { makeExportFile } from "@/lib/exports/jobs";
import { queueExport } from "@/lib/exports/service";
import { type Feature, features } from "@/lib/features";
import { createApiKey } from "@/lib/identity/key-actions";
import { createKey } from "@/lib/identity/keys";
import { closeRooms } from "@/lib/live/hub";
import { forgetLiveSessions } from "@/lib/live/live-sessions";
import { setEmbedOrigins } from "@/lib/live-settings/actions";
import { forgetEmbedOrigins, frameAncestorsOf } from "@/lib/live-settings/frame-ancestors";
import { changeLimits } from "@/lib/platform/actions";
import { readPlatformLog } from "@/lib/platform/queries/list-platform-log";
import { listTenantUsage } from "@/lib/platform/queries/list-tenant-usage";
import { bridgePlace } from "@/lib/quiz-sessions/bridge/sync-bridge";
import { runBridge } from "@/lib/quiz-sessions/bridge-actions";
import { syncBridgeJob } from "@/lib/quiz-sessions/jobs";
import { shareReport } from "@/lib/reports/actions";
import { deliverMail } from "@/lib/reports/mail/jobs";
import { sendReport } from "@/lib/reports/mail/send";
import { openShared, takeReply } from "@/lib/reports/visit";
import { type Actor, asPlatformAdmin, asRole, makeTenant } from "@/lib/testing/as-role";
import { createTestDatabase } from "@/lib/testing/db";
import { plantEndedSession } from "@/lib/testing/ended-session";
import { setEnvironment } from "@/lib/testing/environment";
import { requestAs } from "@/lib/testing/fake-next-headers";
import { callLive, createTestLiveKey, liveAnswer, scheduleSession, signToken } from "@/lib/testing/live";
import { startMailServer } from "@/lib/testing/mail-server";
import { until } from "@/lib/testing/processes";
import { letterOf, shareWholeReport } from "@/lib/testing/shared-report";
import { quiz, WebhookStage } from "@/lib/testing/webhook-stage";
import { sealSecret } from "@/lib/webhooks/secret";

vi.mock("next/headers", () => import("@/lib/testing/fake-next-headers"));
vi.mock("next/navigation", () => import("@/lib/testing/fake-next-navigation"));
vi.mock("next-intl/server", async (original) => ({ ...(await original<object>()), setRequestLocale() {} }));
const database = await createTestDatabase();
setEnvironment({ ATTUNE_WEBHOOKS_LOOPBACK: "1" });
const platform = await asPlatformAdmin();
const now = new Date();
let tenant: Tenant;
let admin: Actor;
afterAll(closeRooms);

beforeEach(async () => {
  tenant = await makeTenant();
  admin = await asRole(tenant, "admin");
  requestAs(admin);
});

/** A platform admin leaves an organisation without these features; afterwards its own admin is asking again. */
async function leaveOff(featuresOff: Feature[], of: Tenant = tenant, by: Actor = admin) {
  requestAs(platform);
  const limits = { memberLimit: null, monthlyEventLimit: null, inResearch: true };
  const done = await changeLimits({ slug: of.slug, ...limits, featuresOff });
  requestAs(by);
  if (!done.ok) throw new Error(done.error.message);
}

const refusalOf = (feature: Feature) => ({ ok: false, error: { code: "feature-off", fields: { feature } } });
const auditOf = (action: string) =>
  database.admin<{ actor: string; detail: unknown }>(
    "select actor_label as actor, detail from audit_log where tenant_id = $1 and action = $2 order by seq",
    [tenant.id, action],
  );

describe("switching features", () => {
  it("is told in both logs, only what has changed, and shown among what a tenant may use", async () => {
    await leaveOff(["exports", "webhooks", "exports"]);
    await leaveOff(["exports", "webhooks"]);
    await leaveOff(["exports"]);
    const changes = [{ off: ["webhooks", "exports"] }, { on: ["webhooks"] }];
    expect((await auditOf("tenant.features-changed")).map(({ detail }) => detail)).toEqual(changes);
    expect((await auditOf("tenant.features-changed"))[0]?.actor).toBe("Attune platform");
    const { entries, state } = await readPlatformLog();
    expect(state).toMatchObject({ ok: true });
    expect(entries.filter(({ action }) => action === "tenant.features-changed")).toMatchObject(
      changes.map((change) => ({ actorId: platform.user.id, detail: { slug: tenant.slug, ...change } })).reverse(),
    );
    const usage = await listTenantUsage.all({ now });
    expect(usage.find(({ slug }) => slug === tenant.slug)).toMatchObject({ featuresOff: ["exports"] });

    requestAs(platform);
    const limits = { slug: tenant.slug, memberLimit: null, monthlyEventLimit: null, inResearch: true };
    expect(await changeLimits({ ...limits, featuresOff: ["sleep"] as never })).toMatchObject({ ok: false });
    await changeLimits(limits);
    expect((await listTenantUsage.all({ now })).find(({ slug }) => slug === tenant.slug)?.featuresOff).toEqual([
      "exports",
    ]);
    expect(features).toContain("exports");
  });
});

describe("webhooks", () => {
  it("wait while they are off, however long, and go out when they are on again", async () => {
    const [held, free] = [await WebhookStage.open(database), await WebhookStage.open(database)];
    try {
      const [silent, heard] = [await held.receive(), await free.receive()];
      await free.listener(heard.url);
      const owner = await asRole(held.tenant, "admin");
      requestAs(owner);
      await held.listener(silent.url);
      await leaveOff(["webhooks"], held.tenant, owner);
      await expect(held.listener(silent.url)).rejects.toThrow(/feature-off/);
      await held.happen(quiz("quiz_completed"));
      await free.happen(quiz("quiz_completed"));
      free.startWorker();
      await until("the other organisation's is delivered", async () => (await free.statuses())[0] === "delivered");
      expect(await held.deliveries()).toMatchObject([{ status: "pending", attempts: 0 }]);
      await database.admin("update webhook_deliveries set round_at = now() - interval '40 days' where tenant_id = $1", [
        held.tenant.id,
      ]);
      await leaveOff([], held.tenant, owner);
      await until("what waited is delivered", async () => (await held.statuses())[0] === "delivered");
      expect(silent.received).toHaveLength(1);
    } finally {
      await free.close();
      await held.close();
    }
  });
});

describe("reading with a key", () => {
  const read = (headers: Record<string, string>) =>
    readOverview(new Request(`http://localhost:3000/api/overview?tenant=${tenant.slug}`, { headers }), {
      params: Promise.resolve({}),
    });

  it("is refused by name, while people read on and keys that send stay", async () => {
    const { value } = await withTenant(tenant.id, (db) =>
      createKey(db, { name: "r", scopes: ["read"], createdBy: null }),
    );
    const bearer = { authorization: `Bearer ${value}` };
    const make = (scope: "read" | "ingest") => createApiKey({ tenant: tenant.slug, name: "n", scopes: [scope] });
    await leaveOff(["read-api"]);
    const refused = await read(bearer);
    expect([refused.status, await refused.json()]).toMatchObject([
      403,
      { error: { code: "feature-off", message: expect.stringMatching(/^Reading/), fields: { feature: "read-api" } } },
    ]);
    expect((await read({ cookie: admin.cookie })).status).toBe(200);
    expect(await make("read")).toMatchObject(refusalOf("read-api"));
    expect(await make("ingest")).toMatchObject({ ok: true });
    await leaveOff([]);
    expect((await read(bearer)).status).toBe(200);
    expect(await make("read")).toMatchObject({ ok: true });
  });
});

describe("live pages on other sites", () => {
  it("show nothing there, while the page and signed apps work, and come back as they were", async () => {
    const session = await scheduleSession(tenant);
    const origin = "https://lumen.example";
    await setEmbedOrigins({ tenant: tenant.slug, origins: origin });
    const token = await signToken(await createTestLiveKey(tenant), { sub: "ada", sid: session });
    const seen = async () => {
      forgetEmbedOrigins();
      forgetLiveSessions();
      const count = await callLive("poll", session, { origin });
      const own = await callLive("poll", session);
      const signed = await callLive("ready", session, { origin, token });
      const joined = await callLive("ready", session, { origin });
      const frames = await frameAncestorsOf(`/en/live/${session}`, new URLSearchParams("embed=1"));
      const readable = count.headers.get("access-control-allow-origin");
      return { frames, readable, own: own.status, signed: signed.status, joined: joined.status };
    };
    const on = { frames: [origin], readable: origin, own: 200, signed: 200, joined: 200 };
    expect(await seen()).toEqual(on);
    await leaveOff(["live-embed"]);
    expect(await seen()).toEqual({ frames: [], readable: null, own: 200, signed: 200, joined: 403 });
    const joins = await liveAnswer("ready", session, { origin });
    expect(joins.body.error).toMatchObject({ code: "feature-off", fields: { feature: "live-embed" } });
    expect(await setEmbedOrigins({ tenant: tenant.slug, origins: "" })).toMatchObject(refusalOf("live-embed"));
    await leaveOff([]);
    expect(await seen()).toEqual(on);
  });
});

describe("sharing reports", () => {
  it("rests: no new link, links that are out say so, and mails wait", async () => {
    const server = await startMailServer();
    try {
      const sessionId = `s-${randomUUID().slice(0, 8)}`;
      await plantEndedSession(database, tenant, { sessionId, total: 40, title: "Evening of unity" });
      const inTenant = <T>(fn: Parameters<typeof withTenant<T>>[1]) => withTenant(tenant.id, fn);
      const token = await inTenant((db) => shareWholeReport(db, tenant, { sessionId, quotes: [] }, admin.user.id));
      const { messageId } = await inTenant((db) => sendReport(db, letterOf(sessionId), admin.user, now));
      const share = () => shareReport({ tenant: tenant.slug } as never);
      const open = async () => (await openShared(token, () => undefined, new Date()))?.status;
      const reply = () =>
        takeReply({ token, visit: randomUUID(), author: "", body: "Thanks", website: "" }, () => undefined, new Date());
      await leaveOff(["report-sharing"]);
      expect(await share()).toMatchObject(refusalOf("report-sharing"));
      expect(await open()).toBe("paused");
      await expect(reply()).rejects.toMatchObject({ code: "feature-off" });
      const params = Promise.resolve({ token });
      const shown = (await SharedReport({ params, searchParams: Promise.resolve({}) })) as ReactElement;
      expect(shown.type).toBe(ReaderNotice);
      expect(shown.props).toMatchObject({ title: expect.stringMatching(/rests at the moment/) });
      const file = await reportFile(new Request("http://localhost:3000/x"), { params });
      expect([file.status, file.headers.get("location")]).toEqual([303, `/r/${token}`]);
      await deliverMail.run({ tenantId: tenant.id, messageId });
      expect(server.received).toHaveLength(0);
      await leaveOff([]);
      expect(await share()).toMatchObject({ ok: false, error: { code: "invalid" } });
      expect(await open()).toBe("open");
      await deliverMail.run({ tenantId: tenant.id, messageId });
      expect(server.received).toHaveLength(1);
    } finally {
      await server.close();
    }
  });
});

describe("the bridge", () => {
  it("asks nobody while it is off", async () => {
    await withTenantSql(tenant.id, (db) =>
      db.execute("insert into quiz_bridges (tenant_id, url, secret_sealed, changed_at) values ($1, $2, $3, now())", [
        tenant.id,
        "http://127.0.0.1:9/sessions",
        Buffer.from(sealSecret(tenant.id, bridgePlace, "s3cret")),
      ]),
    );
    const failures = async () => {
      await syncBridgeJob.run({ tenantId: tenant.id });
      const rows = await database.admin<{ failures: number }>(
        "select failures from quiz_bridges where tenant_id = $1",
        [tenant.id],
      );
      return rows[0]?.failures;
    };
    await leaveOff(["quiz-bridge"]);
    expect(await failures()).toBe(0);
    expect(await runBridge({ tenant: tenant.slug, now: true })).toMatchObject(refusalOf("quiz-bridge"));
    await leaveOff([]);
    // Nobody listens there: that it failed shows that it asked.
    expect(await failures()).toBe(1);
  });
});

describe("export files", () => {
  it("are not made while it is off; what was asked for is made afterwards", async () => {
    const asked = { content: "sessions", format: "csv", query: { from: "2026-01-01", to: "2026-01-31" } } as const;
    const { exportId } = await withTenant(tenant.id, (db) => queueExport(db, asked as never, admin.user.id, now));
    const stateAfterRun = async () => {
      await makeExportFile.run({ tenantId: tenant.id, exportId });
      const rows = await database.admin<{ state: string }>("select state from export_jobs where id = $1", [exportId]);
      return rows[0]?.state;
    };
    await leaveOff(["exports"]);
    expect(await startExport({ tenant: tenant.slug, ...asked } as never)).toMatchObject(refusalOf("exports"));
    expect(await stateAfterRun()).toBe("queued");
    await leaveOff([]);
    expect(await stateAfterRun()).toBe("done");
  });
});
