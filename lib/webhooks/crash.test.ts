import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { Webhook } from "standardwebhooks";
import { afterAll, expect, it } from "vitest";
import type { Tenant } from "@/lib/db/directory";
import { withTenant } from "@/lib/db/tenant";
import { createTestDatabase } from "@/lib/testing/db";
import { setEnvironment } from "@/lib/testing/environment";
import { logged, writeLog } from "@/lib/testing/event-log";
import { createTenant } from "@/lib/testing/factories";
import { startProcess, type TestProcess, until } from "@/lib/testing/processes";
import { createEndpoint } from "@/lib/webhooks/endpoints";
import { webhookEvents } from "@/lib/webhooks/schema";
import { startReceiver } from "@/lib/webhooks/testing/receiver";

const database = await createTestDatabase();
setEnvironment({ ATTUNE_WEBHOOKS_LOOPBACK: "1" });

const workers: TestProcess[] = [];
const startWorker = () => {
  const worker = startProcess(["worker.ts"], { ATTUNE_WEBHOOKS_LOOPBACK: "1" });
  workers.push(worker);
  return worker;
};
// A little slow, so that whoever kills a worker finds attempts under way.
const receiver = await startReceiver((response) => void delay(5).then(() => response.writeHead(200).end()));
afterAll(async () => {
  for (const { child } of workers) child.kill("SIGKILL");
  await receiver.close();
});

async function endpoint(tenant: Tenant, name: string) {
  const given = { kind: "analytics_webhook" as const, name, url: receiver.url, events: [...webhookEvents] };
  return withTenant(tenant.id, (db) => createEndpoint(db, given, randomUUID(), new Date()));
}

const events = 250;

it("kill -9 of the worker during 1,000 deliveries: each is made, and a repeat has the same id and the same bytes", async () => {
  const tenant = await createTenant();
  const endpoints = [];
  for (let n = 0; n < 4; n++) endpoints.push(await endpoint(tenant, `Endpoint ${n}`));
  await writeLog(
    tenant,
    Array.from({ length: events }, (_, index) =>
      logged({
        name: "question_answered",
        occurredAt: new Date(Date.now() - 60_000),
        sessionKey: `q-${index}`,
        properties: { quizSessionId: `q-${index}`, step: index, questionId: "courage", answer: 3 },
      }),
    ),
  );

  let held = 0;
  for (const limit of [150, 400, 650]) {
    const worker = startWorker();
    await until(`${limit} have arrived`, () => {
      if (worker.child.exitCode !== null) throw new Error(`The worker has ended: ${worker.output.stderr.slice(-800)}`);
      return receiver.received.length >= limit;
    });
    worker.child.kill("SIGKILL");
    await worker.ended;
    // As if the dead worker's claims had run out; with the clock as it is the test would wait half a minute.
    const freed = await database.admin(
      "update webhook_deliveries set claimed_until = now() where claimed_until > now() returning id",
    );
    held += freed.length;
    await database.admin("update webhook_queues set due_at = now()");
  }
  startWorker();
  startWorker();
  const open = () => database.admin("select 1 from webhook_deliveries where status <> 'delivered'");
  await until("everything is delivered", async () => (await open()).length === 0, 120_000);

  const deliveries = await database.admin<{ id: string }>("select id from webhook_deliveries");
  expect(deliveries).toHaveLength(events * endpoints.length);
  const byId = new Map<string, string[]>();
  for (const { headers, body } of receiver.received) {
    const id = String(headers["webhook-id"]);
    byId.set(id, [...(byId.get(id) ?? []), body]);
  }
  expect([...byId.keys()].sort()).toEqual(deliveries.map(({ id }) => `msg_${id}`).sort());
  for (const bodies of byId.values()) expect(new Set(bodies).size).toBe(1);
  expect(held).toBeGreaterThan(0);
  expect(receiver.received.length).toBeLessThanOrEqual(deliveries.length + held);
  // Each event went to each of the four exactly once: no delivery was made twice.
  const perEvent = new Map<number, number>();
  for (const [body] of byId.values()) {
    const { step } = JSON.parse(body ?? "").data;
    perEvent.set(step, (perEvent.get(step) ?? 0) + 1);
  }
  expect([...perEvent.values()]).toEqual(Array(events).fill(endpoints.length));
  const last = receiver.received.at(-1);
  const verified = endpoints.filter(({ secret }) => {
    try {
      return new Webhook(secret).verify(last?.body ?? "", last?.headers as Record<string, string>);
    } catch {
      return false;
    }
  });
  expect(verified).toHaveLength(1);
}, 240_000);
