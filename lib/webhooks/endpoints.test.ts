import { randomUUID } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { dayOf } from "@/lib/analytics/zone";
import type { Tenant } from "@/lib/db/directory";
import { withTenantSql } from "@/lib/db/tenant";
import { asRole, makeTenant } from "@/lib/testing/as-role";
import { createTestDatabase } from "@/lib/testing/db";
import { setEnvironment } from "@/lib/testing/environment";
import { requestAs } from "@/lib/testing/fake-next-headers";
import { createTestKey, send as sendEvents } from "@/lib/testing/ingest";
import { until } from "@/lib/testing/processes";
import { ok, quiz, WebhookStage } from "@/lib/testing/webhook-stage";
import {
  createWebhook,
  decideWebhookPersonalData,
  deleteWebhook,
  resendWebhookDelivery,
  resendWebhookRange,
  rotateWebhookSecret,
  sendTestEvent,
  updateWebhook,
} from "@/lib/webhooks/actions";
import { listDeliveries, listSessionDeliveries } from "@/lib/webhooks/queries/list-deliveries";
import { webhookEvents } from "@/lib/webhooks/schema";

vi.mock("next/headers", () => import("@/lib/testing/fake-next-headers"));
vi.mock("next/navigation", () => import("@/lib/testing/fake-next-navigation"));
const database = await createTestDatabase();
setEnvironment({ ATTUNE_WEBHOOKS_LOOPBACK: "1" });

let stage: WebhookStage;
let tenant: Tenant;
beforeEach(async () => {
  stage = await WebhookStage.open(database);
  tenant = stage.tenant;
});
afterEach(() => stage.close());

describe("an endpoint", () => {
  it("gets a test event, its new secret beside the old one after a rotation, and what a range held, again", async () => {
    const receiver = await stage.receive();
    const { id, secret } = await stage.listener(receiver.url);
    stage.startWorker();
    await ok(sendTestEvent({ tenant: tenant.slug, endpointId: id }));
    await until("the test arrives", () => receiver.received.length === 1);
    expect(JSON.parse(receiver.received[0]?.body ?? "")).toMatchObject({
      type: "attune.test",
      data: { kind: "analytics_webhook" },
    });
    const rotated = await ok(rotateWebhookSecret({ tenant: tenant.slug, endpointId: id, overlapHours: 24 }));
    await stage.happen(quiz("quiz_started"), quiz("quiz_completed"));
    await until("both arrive", () => receiver.received.length === 3);
    const last = receiver.received.at(-1);
    for (const one of [secret, rotated.secret])
      new Webhook(one).verify(last?.body ?? "", last?.headers as Record<string, string>);
    await until("they are noted", async () => (await stage.statuses()).every((status) => status === "delivered"));
    const range = {
      from: dayOf(new Date(Date.now() - 60_000), tenant.timeZone),
      to: dayOf(new Date(), tenant.timeZone),
    };
    const again = await ok(
      resendWebhookRange({ tenant: tenant.slug, endpointId: id, ...range, statuses: ["delivered"] }),
    );
    expect(again.count).toBe(2);
    await until("both arrive again", () => receiver.received.length === 5);
    const ids = receiver.received.slice(1).map(({ headers }) => headers["webhook-id"]);
    expect(new Set(ids).size).toBe(2);
    const stored = await database.admin(
      "select secret_sealed::text || previous_sealed::text as all from webhook_endpoints where id = $1",
      [id],
    );
    expect(JSON.stringify(stored)).not.toContain(Buffer.from(secret).toString("hex").slice(0, 40));
    expect(await stage.audited()).toEqual(
      expect.arrayContaining(["webhook.created", "webhook.tested", "webhook.secret-rotated", "webhook.range-resent"]),
    );
    const log = await database.admin("select string_agg(detail::text, '') as all from audit_log where tenant_id = $1", [
      tenant.id,
    ]);
    expect(JSON.stringify(log)).not.toContain("whsec_");
  });

  it("can be changed and deleted, and its deliveries found by session, status and answer", async () => {
    const receiver = await stage.receive((response) => response.writeHead(422).end("unknown field courage"));
    const { id } = await stage.listener(receiver.url);
    await stage.happen(quiz("quiz_started"), quiz("quiz_completed"));
    stage.startWorker();
    await until("both were tried", async () => (await stage.deliveries()).every((row) => row.attempts === 1));
    const found = (search: object) =>
      withTenantSql(tenant.id, (db) => listDeliveries.all(db, { before: null, limit: 10, ...search }));
    expect(await found({ q: "courage" })).toHaveLength(2);
    expect(await found({ q: "422", type: "quiz_started" })).toHaveLength(1);
    expect(await found({ q: "q-1" })).toHaveLength(2);
    expect(await found({ q: `msg_${(await stage.deliveries())[0]?.id}` })).toHaveLength(1);
    expect(await found({ status: "delivered" })).toHaveLength(0);
    expect(await found({ q: "nothing" })).toHaveLength(0);
    expect(await withTenantSql(tenant.id, (db) => listSessionDeliveries.all(db, { sessionKey: "q-1" }))).toHaveLength(
      2,
    );
    const change = {
      tenant: tenant.slug,
      endpointId: id,
      name: "New",
      url: receiver.url,
      events: ["quiz_completed" as const],
    };
    await ok(updateWebhook(change));
    await ok(deleteWebhook({ tenant: tenant.slug, endpointId: id }));
    expect(await stage.deliveries()).toEqual([]);
    expect(await updateWebhook(change)).toMatchObject({ error: { code: "not-found" } });
    expect(await stage.audited()).toEqual(expect.arrayContaining(["webhook.changed", "webhook.deleted"]));
  });

  it("is refused with the field that is wrong, and nothing is written", async () => {
    const given = { tenant: tenant.slug, kind: "analytics_webhook" as const, name: "Data", events: [...webhookEvents] };
    const wrong: [object, object][] = [
      [{ url: "https://10.0.0.1/" }, { url: "urlPrivate" }],
      [{ url: "http://hooks.example.com/" }, { url: "urlNotHttps" }],
      [{ url: "https://a:b@hooks.example.com/" }, { url: "urlCredentials" }],
      [{ url: "https://hooks.example.com:8443/" }, { url: "urlPort" }],
      [{ url: "https://printer.local/" }, { url: "urlLocalName" }],
      [{ url: "nonsense" }, { url: "urlInvalid" }],
      [{ url: "https://hooks.zapier.com/", name: " " }, { name: "nameMissing" }],
      [{ url: "https://hooks.zapier.com/", events: [] }, { events: "eventMissing" }],
      [
        { url: "https://hooks.zapier.com/", kind: "archetype_scores_webhook", events: ["quiz_started"] },
        { events: "eventOfOtherKind" },
      ],
      [
        { url: "https://hooks.zapier.com/", kind: "archetype_scores_webhook", events: ["quiz_completed"] },
        { kind: "consentMissing" },
      ],
    ];
    for (const [input, fields] of wrong) {
      const result = await createWebhook({ ...given, ...input } as Parameters<typeof createWebhook>[0]);
      expect(result).toMatchObject({ ok: false, error: { code: "invalid", fields } });
    }
    expect(await database.admin("select 1 from webhook_endpoints where tenant_id = $1", [tenant.id])).toEqual([]);
    expect(await stage.audited()).not.toContain("webhook.created");
    const other = await makeTenant();
    const { id } = await stage.listener("https://hooks.zapier.com/");
    requestAs(await asRole(other, "admin"));
    expect(await deleteWebhook({ tenant: other.slug, endpointId: id })).toMatchObject({ error: { code: "not-found" } });
  });
});

describe("personal data", () => {
  it("leaves for the CRM while the tenant allows it, never for analytics, and not once the person is erased", async () => {
    const [crm, analytics] = [await stage.receive(), await stage.receive()];
    const words = { name: "Zqname Canary", email: `zqmail-${randomUUID()}@canary.example`, phone: "+41 79 555 01 23" };
    const userId = `zquser-${randomUUID()}`;
    await ok(decideWebhookPersonalData({ tenant: tenant.slug, allowed: true }));
    const scores = {
      kind: "archetype_scores_webhook" as const,
      name: "CRM",
      url: crm.url,
      events: ["quiz_completed" as const],
    };
    await ok(createWebhook({ tenant: tenant.slug, ...scores }));
    await stage.listener(analytics.url);
    const { value: key } = await createTestKey(tenant);
    const session = { frameworkId: "archetypes", format: "qa", quizSessionId: "zqsession-1", quizVersion: "3" };
    const text = "zqtext what I wrote";
    const said = { ...session, step: 1, questionId: "why", answer: text };
    const result = {
      ...session,
      scores: { hero: 70 },
      primaryId: "hero",
      metadata: { note: text, nickname: "zqnick" },
    };
    const track = (event: string, properties: object) => ({
      type: "track",
      userId,
      event,
      properties,
      messageId: randomUUID(),
    });
    const batch = [
      { type: "identify", userId, traits: words, messageId: randomUUID() },
      track("quiz_started", session),
      track("question_answered", said),
      track("quiz_completed", result),
    ];
    expect((await sendEvents("/v1/batch", { batch }, { key })).status).toBe(200);
    await stage.project();
    stage.startWorker();
    await until("all arrived", () => crm.received.length === 1 && analytics.received.length >= 2);
    await until("all is noted", async () => (await stage.statuses()).every((status) => status === "delivered"));
    expect(JSON.parse(crm.received[0]?.body ?? "").data).toMatchObject({
      user_email: words.email,
      user_name: words.name,
      user_id: userId,
      session_id: "zqsession-1",
      primary_id: "hero",
    });
    const outbound = JSON.stringify(analytics.received);
    expect(outbound).not.toMatch(/canary|zqmail|zquser|zqsession|zqtext|zqnick|79 555/i);

    // Nothing of her lies in the outbox or its log, so erasing her needs to know nothing about webhooks.
    const kept = await database.admin(
      "select d::text || coalesce(a::text, '') as row from webhook_deliveries d left join webhook_attempts a on a.delivery_id = d.id where d.tenant_id = $1",
      [tenant.id],
    );
    expect(JSON.stringify(kept)).not.toMatch(/Canary|zqmail|zquser|zqtext/);
    await database.admin("delete from people where tenant_id = $1", [tenant.id]);
    const completed = (await stage.deliveries()).filter((row) => row.event_type === "quiz_completed");
    for (const { id } of completed) await ok(resendWebhookDelivery({ tenant: tenant.slug, deliveryId: id }));
    await until("it was sent again", () => crm.received.length === 2);
    expect(crm.received[1]?.body).not.toMatch(/zqmail|Canary|zquser/);
    await until("that is noted", async () => (await stage.statuses()).every((status) => status === "delivered"));

    await ok(decideWebhookPersonalData({ tenant: tenant.slug, allowed: false }));
    for (const { id } of completed) await ok(resendWebhookDelivery({ tenant: tenant.slug, deliveryId: id }));
    await until("one is cancelled", async () =>
      (await stage.deliveries()).some((row) => row.last_reason === "no-consent"),
    );
    expect(crm.received).toHaveLength(2);
    await stage.happen(quiz("quiz_completed"));
    await until("analytics has it", async () => (await stage.statuses()).every((status) => status !== "pending"));
    expect(crm.received).toHaveLength(2);
    expect(await stage.audited()).toEqual(
      expect.arrayContaining(["webhook.personal-data-allowed", "webhook.personal-data-stopped"]),
    );
  });
});
