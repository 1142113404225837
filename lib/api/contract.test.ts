import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { addDays } from "@/lib/analytics/day";
import { dayOf } from "@/lib/analytics/zone";
import type { ApiOperation } from "@/lib/api/operation";
import { operations } from "@/lib/api/operations";
import type { Tenant } from "@/lib/db/directory";
import { appendEvents } from "@/lib/events/intake";
import { describedOperation, faultsOfAnswer } from "@/lib/testing/api-answer";
import { type Actor, asRole, makeTenant } from "@/lib/testing/as-role";
import { createTestDatabase } from "@/lib/testing/db";
import { createTestKey } from "@/lib/testing/ingest";
import { project } from "@/lib/testing/live";
import { PracticeStory } from "@/lib/testing/practice-story";
import { quizWalk } from "@/lib/testing/quiz-story";
import { tellStories } from "@/lib/testing/tell-story";

type Handler = (request: Request, segment: { params: Promise<unknown> }) => Promise<Response>;

const database = await createTestDatabase();
const day = (ago: number) => new Date(Date.now() - ago * 86_400_000);
const logoId = "5c0f3d6b-2f1a-4b7e-9d0c-8a6e4f2b1c77";
const today = dayOf(new Date(), "UTC");
let tenant: Tenant;
let readKey: string;
let ingestKey: string;
let admin: Actor;

beforeAll(async () => {
  tenant = await makeTenant({ timeZone: "UTC" });
  readKey = (await createTestKey(tenant, ["read"])).value;
  ingestKey = (await createTestKey(tenant, ["ingest"])).value;
  admin = await asRole(tenant, "admin");
  const evening = new PracticeStory("evening-1", day(1))
    .scheduled(-60, { masterId: "anna", title: "Evening" })
    .started(0);
  evening.ready(0, { person: "ana", country: "DE" }).reacted(2, { person: "ana", kind: "peace" });
  await tellStories(tenant, [evening.ended(45)]);
  await appendEvents(tenant, [
    ...quizWalk({
      sessionId: "q-1",
      userId: "u1",
      begunAt: day(2),
      questions: ["courage", "calm"],
      completed: { scores: { hero: 70 }, primaryId: "hero" },
      costMinor: 2,
      variant: "b",
    }),
    ...quizWalk({ sessionId: "q-2", begunAt: day(2), questions: ["courage"] }),
  ]);
  await project(tenant);
  await database.admin(
    `insert into tenant_logos (tenant_id, id, image, width, height, created_by, created_at) values ($1, $2, $3, 1, 1, $4, now())`,
    [tenant.id, logoId, Buffer.from("png"), admin.user.id],
  );
});

const params: Readonly<Record<string, string>> = {
  sessionId: "evening-1",
  masterId: "anna",
  frameworkId: "archetypes",
  logoId,
};

/** What is asked of each address, so that every form of its answer is seen. */
const questions: Readonly<Record<string, readonly string[]>> = {
  getOverview: ["", "format=csv"],
  listMasterSessions: ["", "limit=1", "format=csv"],
  exportMasterSession: ["", "panel=countries", "panel=rows&of=people", "panel=countries&format=csv"],
  getMasterTimeline: [
    "panel=sessions",
    "panel=modes",
    "panel=languages",
    "panel=timesOfDay",
    "panel=medians",
    "format=csv",
  ],
  listAnomalies: ["", "format=csv"],
  getTelemetry: ["panel=metrics", "panel=units", "panel=agreement", "format=csv"],
  getOpenRate: ["", "format=csv"],
  listQuizSessions: ["", "format_as=json", "format_as=csv"],
  getDropOff: ["columns=format", "columns=variant", "format_as=csv"].map(
    (rest) => `from=${addDays(today, -5)}&to=${today}&${rest}`,
  ),
  getFrameworkConfig: ["", "version=0", "download=1"],
};

async function call(
  operation: ApiOperation,
  query: string,
  given: { by?: string | Actor; etag?: string; params?: object } = {},
) {
  const folder = operation.path.replaceAll("{", "[").replaceAll("}", "]");
  const module = (await import(/* @vite-ignore */ join(process.cwd(), "app", folder, "route.ts"))) as Record<
    string,
    Handler
  >;
  const headers = new Headers({ host: "localhost:3000" });
  if (typeof given.by === "string") headers.set("authorization", `Bearer ${given.by}`);
  else if (given.by) headers.set("cookie", given.by.cookie);
  if (given.etag) headers.set("if-none-match", given.etag);
  const method = operation.method.toUpperCase();
  const request = new Request(`http://localhost:3000${operation.path}?${query}`, { method, headers });
  const handler = module[method];
  if (!handler) throw new Error(`There is no ${method} ${operation.path}.`);
  return handler(request, { params: Promise.resolve(given.params ?? params) });
}

const faults = async (operation: ApiOperation, response: Response, status: number) => {
  expect(response.status, operation.id).toBe(status);
  expect(await faultsOfAnswer(operation.path, operation.method, response), operation.id).toEqual([]);
};

const readable = operations.filter(({ method, auth }) => method === "get" && auth === "read");
const forMembers = operations.filter(({ method, auth }) => method === "get" && auth === "session");

describe("the answers to a read key", () => {
  it.each(readable.map((operation) => [operation.id, operation] as const))(
    "%s: are as described",
    async (_, operation) => {
      for (const query of questions[operation.id] ?? [""]) {
        await faults(operation, await call(operation, query, { by: readKey }), 200);
      }
    },
  );

  it.each(readable.map((operation) => [operation.id, operation] as const))(
    "%s: refuse as described",
    async (_, operation) => {
      const query = questions[operation.id]?.[0] ?? "";
      await faults(operation, await call(operation, query), 401);
      await faults(operation, await call(operation, query, { by: ingestKey }), 403);
      await faults(operation, await call(operation, `${query}&tenant=nobody`, { by: admin }), 404);
      if (operation.params) {
        const nowhere = Object.fromEntries(Object.keys(params).map((name) => [name, "nowhere"]));
        await faults(operation, await call(operation, query, { by: readKey, params: nowhere }), 404);
      }
      const { parameters } = describedOperation(operation.path, operation.method);
      if (parameters.some(({ name }) => name === "format"))
        await faults(operation, await call(operation, "format=stone", { by: readKey }), 400);
    },
  );

  it("say with 304 that nothing has changed", async () => {
    const cached = readable.filter(({ answers }) => answers["304"]);
    expect(cached.length).toBeGreaterThan(1);
    for (const operation of cached) {
      const etag = (await call(operation, "", { by: readKey })).headers.get("etag") ?? "";
      await faults(operation, await call(operation, "", { by: readKey, etag }), 304);
    }
  });
});

describe("the answers to members alone", () => {
  const byQuery: Readonly<Record<string, string>> = { exportAudit: "format=json" };
  const prospectOf = async () => {
    const list = readable.find(({ id }) => id === "listQuizSessions") as ApiOperation;
    const { items } = await (await call(list, "", { by: readKey })).json();
    return items.find((one: { session_id: string }) => one.session_id === "q-1").prospect_id as string;
  };

  it.each(["listExports", "exportAudit", "listNotices", "exportProspect"])("%s: are as described", async (id) => {
    const operation = forMembers.find((one) => one.id === id) as ApiOperation;
    const given = { by: admin, params: { prospectId: id === "exportProspect" ? await prospectOf() : "" } };
    await faults(operation, await call(operation, byQuery[id] ?? "", given), 200);
  });

  it("are refused to keys and strangers as described", async () => {
    for (const operation of forMembers) {
      const query = byQuery[operation.id] ?? "";
      await faults(operation, await call(operation, query), 401);
      await faults(operation, await call(operation, query, { by: readKey }), 401);
    }
  });
});

describe("the answers to everybody", () => {
  it("are as described", async () => {
    for (const operation of operations.filter(({ tag }) => tag === "system")) {
      const response = await call(operation, "");
      if (operation.id === "health") await faults(operation, response, response.status);
      else expect((await response.json()).openapi).toBe("3.1.0");
    }
  });
});
