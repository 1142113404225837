import { randomUUID } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Tenant } from "@/lib/db/directory";
import { withTenant, withTenantSql } from "@/lib/db/tenant";
import { coreProjection } from "@/lib/events/core-projection";
import { projectNext } from "@/lib/events/projector";
import { rebuildTenant } from "@/lib/events/rebuild";
import { asRole, makeTenant } from "@/lib/testing/as-role";
import { createTestDatabase } from "@/lib/testing/db";
import { setEnvironment } from "@/lib/testing/environment";
import { logged, writeLog } from "@/lib/testing/event-log";
import { requestAs } from "@/lib/testing/fake-next-headers";
import { createTestKey, send as sendEvents } from "@/lib/testing/ingest";
import { until } from "@/lib/testing/processes";
import {
  createWebhook,
  decideWebhookPersonalData,
  deleteWebhook,
  resendWebhookDelivery,
  resendWebhookRange,
  rotateWebhookSecret,
  sendTestEvent,
  setWebhookActive,
  updateWebhook,
} from "@/lib/webhooks/actions";
import { webhooksProjection } from "@/lib/webhooks/projection";
import { listDeliveries, listSessionDeliveries } from "@/lib/webhooks/queries/list-deliveries";
import { type RunningDeliveries, runDeliveries } from "@/lib/webhooks/run-deliveries";
import type { WebhookEvent } from "@/lib/webhooks/schema";
import { type Behaviour, type Receiver, startReceiver } from "@/lib/webhooks/testing/receiver";

vi.mock("next/headers", () => import("@/lib/testing/fake-next-headers"));
vi.mock("next/navigation", () => import("@/lib/testing/fake-next-navigation"));
const database = await createTestDatabase();
setEnvironment({ ATTUNE_WEBHOOKS_LOOPBACK: "1" });

const projections = [coreProjection, webhooksProjection];
const transactions = { sql: withTenantSql, prisma: withTenant };
let tenant: Tenant;
let worker: RunningDeliveries | null = null;
let receivers: Receiver[] = [];

beforeEach(async () => {
  tenant = await makeTenant();
  requestAs(await asRole(tenant, "admin"));
});
afterEach(async () => {
  await worker?.stop();
  worker = null;
  for (const receiver of receivers) await receiver.close();
  receivers = [];
  await database.admin("delete from webhook_queues");
});

const startWorker = () => {
  worker = runDeliveries({ transactions, sending: { loopback: true, limitMs: 1000 }, pollMs: 50 });
};
async function receive(behave?: Behaviour): Promise<Receiver> {
  const receiver = await startReceiver(behave);
  receivers.push(receiver);
  return receiver;
}
const all: WebhookEvent[] = ["quiz_started", "question_answered", "variant_exposure", "quiz_completed"];
async function listener(url: string, events: WebhookEvent[] = all) {
  const made = await createWebhook({ tenant: tenant.slug, kind: "analytics_webhook", name: "Data", url, events });
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return made.data;
}
const ok = async <T>(result: Promise<{ ok: true; data: T } | { ok: false; error: unknown }>): Promise<T> => {
  const given = await result;
  if (!given.ok) throw new Error(JSON.stringify(given.error));
  return given.data;
};

let moment = Date.now() - 3_600_000;
const quiz = (name: WebhookEvent, properties: object = {}) => {
  moment += 1000;
  return logged({
    name,
    occurredAt: new Date(moment),
    sessionKey: "q-1",
    actor: "00000000-0000-4000-8000-000000000001",
    properties: { quizSessionId: "q-1", frameworkId: "archetypes", format: "qa", ...properties },
  });
};
async function happen(...events: ReturnType<typeof quiz>[]) {
  await writeLog(tenant, events);
  while ((await projectNext(tenant, projections)).kind === "projected");
}

interface Row {
  id: string;
  status: string;
  attempts: number;
  event_type: string;
  last_status: number | null;
  last_reason: string | null;
  wait: string;
}
const rows = () =>
  database.admin<Row>(
    `select id, status, attempts, event_type, last_status, last_reason, extract(epoch from next_attempt_at - now()) as wait
     from webhook_deliveries where tenant_id = $1 order by event_seq, created_at`,
    [tenant.id],
  );
const statuses = async () => (await rows()).map((row) => row.status);
/** As if the time until the next attempt, and the circuit's pause, were over. */
async function passTime() {
  await database.admin("update webhook_endpoints set paused_until = null where tenant_id = $1", [tenant.id]);
  await database.admin(
    "update webhook_deliveries set next_attempt_at = now() where tenant_id = $1 and status = 'pending'",
    [tenant.id],
  );
  await database.admin(
    "insert into webhook_queues values ($1, now()) on conflict (tenant_id) do update set due_at = now()",
    [tenant.id],
  );
}
const audited = async () =>
  (
    await database.admin<{ action: string }>("select action from audit_log where tenant_id = $1 order by seq", [
      tenant.id,
    ])
  ).map((row) => row.action);

describe("an event", () => {
  it("reaches every endpoint that chose it, once and signed, and a rebuild tells nobody again", async () => {
    const [one, two] = [await receive(), await receive()];
    const { secret } = await listener(one.url);
    await listener(two.url, ["quiz_completed"]);
    startWorker();
    await happen(quiz("quiz_started"), quiz("question_answered", { answer: 3 }), quiz("quiz_completed"));
    await until("all is delivered", async () => (await statuses()).filter((s) => s === "delivered").length === 4);
    expect(one.received.map(({ body }) => JSON.parse(body).type).sort()).toEqual([
      "question_answered",
      "quiz_completed",
      "quiz_started",
    ]);
    expect(two.received.map(({ body }) => JSON.parse(body).type)).toEqual(["quiz_completed"]);
    for (const { body, headers } of one.received) new Webhook(secret).verify(body, headers as Record<string, string>);
    expect(new Set(one.received.map(({ headers }) => headers["webhook-id"])).size).toBe(3);

    await database.admin("delete from webhook_deliveries where tenant_id = $1", [tenant.id]);
    await rebuildTenant(tenant, projections, { limit: 2 });
    expect(await rows()).toEqual([]);
    await happen(quiz("variant_exposure"));
    expect((await rows()).map((row) => row.event_type)).toEqual(["variant_exposure"]);
  });

  it("that was there before the endpoint, came from a file, or came while it was off, is not told", async () => {
    await writeLog(tenant, [quiz("quiz_completed")]);
    const receiver = await receive();
    const { id } = await listener(receiver.url);
    await happen(quiz("quiz_completed", { source: "import" }), quiz("quiz_completed", { source: "bridge" }));
    await ok(setWebhookActive({ tenant: tenant.slug, endpointId: id, active: false }));
    await happen(quiz("quiz_completed"));
    await ok(setWebhookActive({ tenant: tenant.slug, endpointId: id, active: true }));
    await rebuildTenant(tenant, projections);
    expect(await rows()).toEqual([]);
    await happen(quiz("quiz_completed", { source: "gateway" }));
    expect(await rows()).toHaveLength(1);
  });

  it("of another tenant is none of ours", async () => {
    const receiver = await receive();
    await listener(receiver.url);
    const other = await makeTenant();
    await writeLog(other, [quiz("quiz_completed")]);
    while ((await projectNext(other, projections)).kind === "projected");
    expect(
      await database.admin("select 1 from webhook_deliveries where tenant_id = any($1)", [[tenant.id, other.id]]),
    ).toEqual([]);
  });
});

describe("a receiver that fails", () => {
  it("is tried ten times under the same id, and what it never took is a dead letter that can be sent again", async () => {
    let broken = true;
    const receiver = await receive((response) => response.writeHead(broken ? 500 : 200).end("no"));
    await listener(receiver.url);
    await happen(quiz("quiz_completed"));
    startWorker();
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 10; attempt++) {
      await until(`attempt ${attempt}`, async () => (await rows())[0]?.attempts === attempt);
      const [row] = await rows();
      waits.push(Number(row?.wait));
      if (attempt < 10) expect(row?.status).toBe("pending");
      await passTime();
    }
    expect(waits[0]).toBeLessThan(6);
    expect(waits[1]).toBeGreaterThan(200);
    expect((await rows())[0]).toMatchObject({ status: "dead", attempts: 10, last_status: 500, last_reason: "status" });
    broken = false;
    await ok(resendWebhookDelivery({ tenant: tenant.slug, deliveryId: (await rows())[0]?.id ?? "" }));
    await until("it arrives", async () => (await statuses())[0] === "delivered");
    expect(receiver.received).toHaveLength(11);
    expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
    const attempts = await database.admin(
      "select number, status, outcome, answer from webhook_attempts where tenant_id = $1 order by number",
      [tenant.id],
    );
    expect(attempts).toHaveLength(11);
    expect(attempts[0]).toEqual({ number: 1, status: 500, outcome: "failed", answer: "no" });
    expect(await audited()).toContain("webhook.delivery-resent");
  });

  it("opens its circuit after five failures: what waits is held back, loses no attempt, and one goes out to try", async () => {
    let broken = true;
    const receiver = await receive((response) => response.writeHead(broken ? 503 : 200).end());
    await listener(receiver.url);
    await happen(...Array.from({ length: 12 }, () => quiz("quiz_started")));
    startWorker();
    const circuit = async () =>
      (
        await database.admin<{ openings: number; paused: boolean }>(
          "select openings, paused_until > now() as paused from webhook_endpoints where tenant_id = $1",
          [tenant.id],
        )
      )[0];
    await until("the circuit is open", async () => (await circuit())?.openings === 1);
    await until(
      "nothing is under way",
      async () => (await database.admin("select 1 from webhook_deliveries where claim is not null")).length === 0,
    );
    const before = receiver.received.length;
    expect(before).toBeLessThanOrEqual(8);
    expect(await circuit()).toEqual({ openings: 1, paused: true });
    await passTime();
    await until("the try has failed", async () => (await circuit())?.openings === 2);
    expect(receiver.received.length).toBe(before + 1);
    broken = false;
    await passTime();
    await until("all went out", async () => (await statuses()).every((status) => status === "delivered"));
    expect(await circuit()).toEqual({ openings: 0, paused: null });
  });

  it("is left alone as long as it asks for", async () => {
    const receiver = await receive((response) => response.writeHead(429, { "retry-after": "900" }).end());
    await listener(receiver.url);
    await happen(quiz("quiz_started"));
    startWorker();
    await until("it was tried", async () => (await rows())[0]?.attempts === 1);
    expect(Number((await rows())[0]?.wait)).toBeGreaterThan(800);
    const [endpoint] = await database.admin<{ wait: string }>(
      "select extract(epoch from paused_until - now()) as wait from webhook_endpoints where tenant_id = $1",
      [tenant.id],
    );
    expect(Number(endpoint?.wait)).toBeGreaterThan(800);
  });

  it("is switched off by a 410, with an entry in the audit log, and told nothing more", async () => {
    const receiver = await receive((response) => response.writeHead(410).end());
    const { id } = await listener(receiver.url);
    await happen(quiz("quiz_started"));
    startWorker();
    await until("it is off", async () => (await audited()).includes("webhook.disabled"));
    expect((await rows())[0]).toMatchObject({ status: "dead", last_reason: "gone" });
    await happen(quiz("quiz_completed"));
    expect(await rows()).toHaveLength(1);
    expect(await sendTestEvent({ tenant: tenant.slug, endpointId: id })).toMatchObject({ error: { code: "conflict" } });
  });

  it("and is slow does not hold up another", async () => {
    const slow = await receive(() => {});
    const quick = await receive();
    await listener(slow.url);
    await listener(quick.url);
    await happen(...Array.from({ length: 30 }, () => quiz("quiz_started")));
    startWorker();
    await until("the quick one has all", () => quick.received.length === 30);
    expect(slow.received.length).toBeLessThan(30);
  });
});

describe("an endpoint", () => {
  it("gets a test event, its new secret beside the old one after a rotation, and what a range held, again", async () => {
    const receiver = await receive();
    const { id, secret } = await listener(receiver.url);
    startWorker();
    await ok(sendTestEvent({ tenant: tenant.slug, endpointId: id }));
    await until("the test arrives", () => receiver.received.length === 1);
    expect(JSON.parse(receiver.received[0]?.body ?? "")).toMatchObject({
      type: "attune.test",
      data: { kind: "analytics_webhook" },
    });
    const rotated = await ok(rotateWebhookSecret({ tenant: tenant.slug, endpointId: id, overlapHours: 24 }));
    await happen(quiz("quiz_started"), quiz("quiz_completed"));
    await until("both arrive", () => receiver.received.length === 3);
    const last = receiver.received.at(-1);
    for (const one of [secret, rotated.secret])
      new Webhook(one).verify(last?.body ?? "", last?.headers as Record<string, string>);
    await until("they are noted", async () => (await statuses()).every((status) => status === "delivered"));
    const range = {
      from: new Date(Date.now() - 60_000).toISOString(),
      to: new Date(Date.now() + 60_000).toISOString(),
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
    expect(await audited()).toEqual(
      expect.arrayContaining(["webhook.created", "webhook.tested", "webhook.secret-rotated", "webhook.range-resent"]),
    );
    const log = await database.admin("select string_agg(detail::text, '') as all from audit_log where tenant_id = $1", [
      tenant.id,
    ]);
    expect(JSON.stringify(log)).not.toContain("whsec_");
  });

  it("can be changed and deleted, and its deliveries found by session, status and answer", async () => {
    const receiver = await receive((response) => response.writeHead(422).end("unknown field courage"));
    const { id } = await listener(receiver.url);
    await happen(quiz("quiz_started"), quiz("quiz_completed"));
    startWorker();
    await until("both were tried", async () => (await rows()).every((row) => row.attempts === 1));
    const found = (search: object) =>
      withTenantSql(tenant.id, (db) => listDeliveries.all(db, { before: null, limit: 10, ...search }));
    expect(await found({ q: "courage" })).toHaveLength(2);
    expect(await found({ q: "422", type: "quiz_started" })).toHaveLength(1);
    expect(await found({ q: "q-1" })).toHaveLength(2);
    expect(await found({ q: `msg_${(await rows())[0]?.id}` })).toHaveLength(1);
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
    expect(await rows()).toEqual([]);
    expect(await updateWebhook(change)).toMatchObject({ error: { code: "not-found" } });
    expect(await audited()).toEqual(expect.arrayContaining(["webhook.changed", "webhook.deleted"]));
  });

  it("is refused with the field that is wrong, and nothing is written", async () => {
    const given = { tenant: tenant.slug, kind: "analytics_webhook" as const, name: "Data", events: all };
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
    expect(await audited()).not.toContain("webhook.created");
    const other = await makeTenant();
    const { id } = await listener("https://hooks.zapier.com/");
    requestAs(await asRole(other, "admin"));
    expect(await deleteWebhook({ tenant: other.slug, endpointId: id })).toMatchObject({ error: { code: "not-found" } });
  });
});

describe("personal data", () => {
  it("leaves for the CRM while the tenant allows it, never for analytics, and not once the person is erased", async () => {
    const [crm, analytics] = [await receive(), await receive()];
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
    await listener(analytics.url);
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
    while ((await projectNext(tenant, projections)).kind === "projected");
    startWorker();
    await until("all arrived", () => crm.received.length === 1 && analytics.received.length >= 2);
    await until("all is noted", async () => (await statuses()).every((status) => status === "delivered"));
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
    const completed = (await rows()).filter((row) => row.event_type === "quiz_completed");
    for (const { id } of completed) await ok(resendWebhookDelivery({ tenant: tenant.slug, deliveryId: id }));
    await until("it was sent again", () => crm.received.length === 2);
    expect(crm.received[1]?.body).not.toMatch(/zqmail|Canary|zquser/);
    await until("that is noted", async () => (await statuses()).every((status) => status === "delivered"));

    await ok(decideWebhookPersonalData({ tenant: tenant.slug, allowed: false }));
    for (const { id } of completed) await ok(resendWebhookDelivery({ tenant: tenant.slug, deliveryId: id }));
    await until("one is cancelled", async () => (await rows()).some((row) => row.last_reason === "no-consent"));
    expect(crm.received).toHaveLength(2);
    await happen(quiz("quiz_completed"));
    await until("analytics has it", async () => (await statuses()).every((status) => status !== "pending"));
    expect(crm.received).toHaveLength(2);
    expect(await audited()).toEqual(
      expect.arrayContaining(["webhook.personal-data-allowed", "webhook.personal-data-stopped"]),
    );
  });
});
