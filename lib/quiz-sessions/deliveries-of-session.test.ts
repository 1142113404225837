import { afterAll, expect, it, vi } from "vitest";
import { withTenantSql } from "@/lib/db/tenant";
import { appendEvents } from "@/lib/events/intake";
import { projectNext } from "@/lib/events/projector";
import { projections } from "@/lib/projections";
import { readDetail } from "@/lib/quiz-sessions/detail";
import { createTestDatabase } from "@/lib/testing/db";
import { setEnvironment } from "@/lib/testing/environment";
import { until } from "@/lib/testing/processes";
import { quizWalk } from "@/lib/testing/quiz-story";
import { ok, WebhookStage } from "@/lib/testing/webhook-stage";
import { createWebhook } from "@/lib/webhooks/actions";

vi.mock("next/headers", () => import("@/lib/testing/fake-next-headers"));
vi.mock("next/navigation", () => import("@/lib/testing/fake-next-navigation"));
const database = await createTestDatabase();
setEnvironment({ ATTUNE_WEBHOOKS_LOOPBACK: "1" });
const stage = await WebhookStage.open(database);
afterAll(() => stage.close());

it("beside a session stands who was told of it, of what, when and with which answer", async () => {
  const { tenant } = stage;
  const hears = await stage.receive();
  const fails = await stage.receive((response) => response.writeHead(503).end());
  const listen = (name: string, url: string, events: ("quiz_started" | "quiz_completed")[]) =>
    ok(createWebhook({ tenant: tenant.slug, kind: "analytics_webhook", name, url, events }));
  await listen("Warehouse", hears.url, ["quiz_started", "quiz_completed"]);
  await listen("Newsletter", fails.url, ["quiz_completed"]);
  stage.startWorker();
  const begunAt = new Date(Date.now() - 120_000);
  const completed = { scores: { hero: 71 }, primaryId: "hero" };
  await appendEvents(tenant, [
    ...quizWalk({ sessionId: "told", begunAt, questions: ["a"], completed }),
    ...quizWalk({ sessionId: "other", begunAt, questions: ["a"], completed }),
  ]);
  while ((await projectNext(tenant, projections)).kind === "projected");

  const detail = () => withTenantSql(tenant.id, (db) => readDetail(db, "told", new Date()));
  // What is seen is what is judged: an attempt that a slow machine gives up is made again.
  let found: NonNullable<Awaited<ReturnType<typeof detail>>>["deliveries"] = [];
  const told = () =>
    found.map(({ endpoint, kind, status, lastStatus }) => [endpoint, kind, status, lastStatus].join(" "));
  await until("every receiver has answered", async () => {
    found = (await detail())?.deliveries ?? [];
    return found.every(({ lastStatus }) => lastStatus !== null) && found.length === 3;
  });
  expect(told().sort()).toEqual([
    "Newsletter completed pending 503",
    "Warehouse completed delivered 204",
    "Warehouse started delivered 204",
  ]);
  for (const { status, createdAt, finishedAt } of found) {
    if (status === "pending") expect(finishedAt).toBeNull();
    else expect(finishedAt?.getTime()).toBeGreaterThanOrEqual(createdAt.getTime());
  }
  // The receiver heard of both sessions; each panel shows its own.
  await until("the other session is told too", () => hears.received.length >= 4);
  const ids = new Set(hears.received.map(({ headers }) => headers["webhook-id"]));
  for (const { id, status } of found) if (status === "delivered") expect(ids).toContain(`msg_${id}`);
});
