import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Tenant } from "@/lib/db/directory";
import { projectNext } from "@/lib/events/projector";
import { rebuildTenant } from "@/lib/events/rebuild";
import { makeTenant } from "@/lib/testing/as-role";
import { createTestDatabase } from "@/lib/testing/db";
import { setEnvironment } from "@/lib/testing/environment";
import { writeLog } from "@/lib/testing/event-log";
import { until } from "@/lib/testing/processes";
import { ok, quiz, stageProjections, WebhookStage } from "@/lib/testing/webhook-stage";
import { resendWebhookDelivery, sendTestEvent, setWebhookActive } from "@/lib/webhooks/actions";

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

describe("an event", () => {
  it("reaches every endpoint that chose it, once and signed, and a rebuild tells nobody again", async () => {
    const [one, two] = [await stage.receive(), await stage.receive()];
    const { secret } = await stage.listener(one.url);
    await stage.listener(two.url, ["quiz_completed"]);
    stage.startWorker();
    await stage.happen(quiz("quiz_started"), quiz("question_answered", { answer: 3 }), quiz("quiz_completed"));
    await until("all is delivered", async () => (await stage.statuses()).filter((s) => s === "delivered").length === 4);
    expect(one.received.map(({ body }) => JSON.parse(body).type).sort()).toEqual([
      "question_answered",
      "quiz_completed",
      "quiz_started",
    ]);
    expect(two.received.map(({ body }) => JSON.parse(body).type)).toEqual(["quiz_completed"]);
    for (const { body, headers } of one.received) new Webhook(secret).verify(body, headers as Record<string, string>);
    expect(new Set(one.received.map(({ headers }) => headers["webhook-id"])).size).toBe(3);

    await database.admin("delete from webhook_deliveries where tenant_id = $1", [tenant.id]);
    await rebuildTenant(tenant, stageProjections, { limit: 2 });
    expect(await stage.deliveries()).toEqual([]);
    await stage.happen(quiz("variant_exposure"));
    expect((await stage.deliveries()).map((row) => row.event_type)).toEqual(["variant_exposure"]);
  });

  it("that was there before the endpoint, came from a file, or came while it was off, is not told", async () => {
    await writeLog(tenant, [quiz("quiz_completed")]);
    const receiver = await stage.receive();
    const { id } = await stage.listener(receiver.url);
    await stage.happen(quiz("quiz_completed", { source: "import" }), quiz("quiz_completed", { source: "bridge" }));
    await ok(setWebhookActive({ tenant: tenant.slug, endpointId: id, active: false }));
    await stage.happen(quiz("quiz_completed"));
    await ok(setWebhookActive({ tenant: tenant.slug, endpointId: id, active: true }));
    await rebuildTenant(tenant, stageProjections);
    expect(await stage.deliveries()).toEqual([]);
    await stage.happen(quiz("quiz_completed", { source: "gateway" }));
    expect(await stage.deliveries()).toHaveLength(1);
  });

  it("of another tenant is none of ours", async () => {
    const receiver = await stage.receive();
    await stage.listener(receiver.url);
    const other = await makeTenant();
    await writeLog(other, [quiz("quiz_completed")]);
    while ((await projectNext(other, stageProjections)).kind === "projected");
    expect(
      await database.admin("select 1 from webhook_deliveries where tenant_id = any($1)", [[tenant.id, other.id]]),
    ).toEqual([]);
  });
});

describe("a receiver that fails", () => {
  it("is tried ten times under the same id, and what it never took is a dead letter that can be sent again", async () => {
    let broken = true;
    const receiver = await stage.receive((response) => response.writeHead(broken ? 500 : 200).end("no"));
    await stage.listener(receiver.url);
    await stage.happen(quiz("quiz_completed"));
    stage.startWorker();
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 10; attempt++) {
      await until(`attempt ${attempt}`, async () => (await stage.deliveries())[0]?.attempts === attempt);
      const [row] = await stage.deliveries();
      waits.push(Number(row?.wait));
      if (attempt < 10) expect(row?.status).toBe("pending");
      await stage.passTime();
    }
    expect(waits[0]).toBeLessThan(6);
    expect(waits[1]).toBeGreaterThan(200);
    expect((await stage.deliveries())[0]).toMatchObject({
      status: "dead",
      attempts: 10,
      last_status: 500,
      last_reason: "status",
    });
    broken = false;
    await ok(resendWebhookDelivery({ tenant: tenant.slug, deliveryId: (await stage.deliveries())[0]?.id ?? "" }));
    await until("it arrives", async () => (await stage.statuses())[0] === "delivered");
    expect(receiver.received).toHaveLength(11);
    expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
    const attempts = await database.admin(
      "select number, status, outcome, answer from webhook_attempts where tenant_id = $1 order by number",
      [tenant.id],
    );
    expect(attempts).toHaveLength(11);
    expect(attempts[0]).toEqual({ number: 1, status: 500, outcome: "failed", answer: "no" });
    expect(await stage.audited()).toContain("webhook.delivery-resent");
  });

  it("opens its circuit after five failures: what waits is held back, loses no attempt, and one goes out to try", async () => {
    let broken = true;
    const receiver = await stage.receive((response) => response.writeHead(broken ? 503 : 200).end());
    await stage.listener(receiver.url);
    await stage.happen(...Array.from({ length: 12 }, () => quiz("quiz_started")));
    stage.startWorker();
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
    await stage.passTime();
    await until("the try has failed", async () => (await circuit())?.openings === 2);
    expect(receiver.received.length).toBe(before + 1);
    broken = false;
    await stage.passTime();
    await until("all went out", async () => (await stage.statuses()).every((status) => status === "delivered"));
    expect(await circuit()).toEqual({ openings: 0, paused: null });
  });

  it("is left alone as long as it asks for", async () => {
    const receiver = await stage.receive((response) => response.writeHead(429, { "retry-after": "900" }).end());
    await stage.listener(receiver.url);
    await stage.happen(quiz("quiz_started"));
    stage.startWorker();
    await until("it was tried", async () => (await stage.deliveries())[0]?.attempts === 1);
    expect(Number((await stage.deliveries())[0]?.wait)).toBeGreaterThan(800);
    const [endpoint] = await database.admin<{ wait: string }>(
      "select extract(epoch from paused_until - now()) as wait from webhook_endpoints where tenant_id = $1",
      [tenant.id],
    );
    expect(Number(endpoint?.wait)).toBeGreaterThan(800);
  });

  it("is switched off by a 410, with an entry in the audit log, and told nothing more", async () => {
    const receiver = await stage.receive((response) => response.writeHead(410).end());
    const { id } = await stage.listener(receiver.url);
    await stage.happen(quiz("quiz_started"));
    stage.startWorker();
    await until("it is off", async () => (await stage.audited()).includes("webhook.disabled"));
    expect((await stage.deliveries())[0]).toMatchObject({ status: "dead", last_reason: "gone" });
    await stage.happen(quiz("quiz_completed"));
    expect(await stage.deliveries()).toHaveLength(1);
    expect(await sendTestEvent({ tenant: tenant.slug, endpointId: id })).toMatchObject({ error: { code: "conflict" } });
  });

  it("and is slow does not hold up another", async () => {
    const slow = await stage.receive(() => {});
    const quick = await stage.receive();
    await stage.listener(slow.url);
    await stage.listener(quick.url);
    await stage.happen(...Array.from({ length: 30 }, () => quiz("quiz_started")));
    stage.startWorker();
    await until("the quick one has all", () => quick.received.length === 30);
    expect(slow.received.length).toBeLessThan(30);
  });
});
