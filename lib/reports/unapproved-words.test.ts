import { randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, expect, it } from "vitest";
import type { Tenant } from "@/lib/db/directory";
import { withTenant, withTenantSql } from "@/lib/db/tenant";
import { projectNext } from "@/lib/events/projector";
import { runExport } from "@/lib/exports/run-export";
import { exportContents, exportFormats, makeExportInput } from "@/lib/exports/schema";
import { queueExport } from "@/lib/exports/service";
import { projections } from "@/lib/projections";
import { readEml } from "@/lib/reports/mail/outbox";
import { sendReport } from "@/lib/reports/mail/send";
import { reviewQuote } from "@/lib/reports/review-quote";
import { openShared } from "@/lib/reports/visit";
import { withdrawConsent } from "@/lib/reports/withdraw-consent";
import { type Actor, asRole, makeTenant } from "@/lib/testing/as-role";
import { createTestDatabase } from "@/lib/testing/db";
import { createTestKey, send } from "@/lib/testing/ingest";
import { callLive, createTestLiveKey, signToken } from "@/lib/testing/live";
import { letterOf, shareWholeReport } from "@/lib/testing/shared-report";

const database = await createTestDatabase();
const sessionId = "evening-1";
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
/** Words that nobody may read but who reviews: never approved, not consented to, withdrawn, and what a person left out of a quote. */
const hidden = ["zqunapproved", "zqnoconsent", "zqwithdrawn", "zqredacted"];
const said = {
  unapproved: { text: `Deep silence zqunapproved`, consent: "quoted" },
  none: { text: `Deep silence zqnoconsent`, consent: "none" },
  withdrawn: { text: `Deep silence zqwithdrawn`, consent: "quoted" },
  redacted: { text: `Deep silence and peace zqredacted`, consent: "quoted" },
} as const;

let tenant: Tenant;
let operations: Actor;
let token: string;
let readKey: string;
let exportIds: string[];
let messageId: string;

beforeAll(async () => {
  tenant = await makeTenant();
  operations = await asRole(tenant, "operations");
  readKey = (await createTestKey(tenant, ["ingest", "read"])).value;
  const event = (name: string, at: number, more: object = {}, properties: object = {}) => ({
    id: randomUUID(),
    name,
    timestamp: minutesAgo(at),
    ...more,
    properties: { sessionId, ...properties },
  });
  const people = Array.from({ length: 12 }, (_, index) => `p${index}`);
  const body = [
    event(
      "practice.scheduled",
      120,
      {},
      { masterId: "anna", masterName: "Anna", title: "Evening", startsAt: minutesAgo(90), durationMinutes: 60 },
    ),
    event("practice.started", 90),
    ...people.map((userId) => event("practice.ready", 89, { userId }, { deviceId: `d-${userId}` })),
    ...Object.values(said).map((words, index) =>
      event("practice.gratitude", 40, { userId: `p${index}` }, { language: "en", ...words }),
    ),
    event("practice.ended", 30),
  ];
  expect((await send("/api/ingest", body, { key: readKey })).status).toBe(200);
  while ((await projectNext(tenant, projections)).kind === "projected");
  const idOf = async (word: string) => {
    const rows = await database.admin<{ id: string }>(
      "select event_id::text as id from analytics.private_texts where tenant_id = $1 and value like '%' || $2 || '%'",
      [tenant.id, word],
    );
    return rows[0]?.id ?? "";
  };
  const [withdrawn, redacted] = [await idOf("zqwithdrawn"), await idOf("zqredacted")];
  const author = operations.user.id;
  await withTenant(tenant.id, async (db) => {
    const approve = (eventId: string, quoteText: string) =>
      reviewQuote(db, { sessionId, eventId, decision: "approve", quoteText }, author, new Date());
    await approve(withdrawn, said.withdrawn.text);
    await approve(redacted, "Deep silence and peace");
    token = await shareWholeReport(db, tenant, { sessionId, quotes: [withdrawn, redacted] }, author);
    const letter = letterOf(sessionId);
    messageId = (await sendReport(db, letter, { id: author, email: operations.user.email }, new Date())).messageId;
    await withdrawConsent(db, { sessionId, eventId: withdrawn }, new Date());
  });
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
  exportIds = [];
  for (const content of exportContents) {
    for (const format of exportFormats) {
      const input = makeExportInput.parse({ content, format, query: { from: day(-2), to: day(1) } });
      const { exportId } = await withTenant(tenant.id, (db) => queueExport(db, input, author, new Date()));
      expect(await runExport((fn) => withTenant(tenant.id, fn), tenant, exportId)).toBe("done");
      exportIds.push(exportId);
    }
  }
}, 60_000);

/** Bytes of any kind as text; compressed ones as they are, because what is looked for is looked for in the parts too. */
function expectNone(place: string, bytes: unknown): void {
  const text = (typeof bytes === "string" ? bytes : JSON.stringify(bytes)).toLowerCase();
  for (const word of hidden) expect(text.includes(word), `${word} in ${place}`).toBe(false);
}

const values: Record<string, string> = {
  sessionId,
  masterId: "anna",
  token: "",
  exportId: randomUUID(),
  messageId: randomUUID(),
  prospectId: randomUUID(),
  frameworkId: "archetypes",
  logoId: randomUUID(),
  requestId: randomUUID(),
};

const root = resolve(process.cwd());
/** Every address of the tree but the stream, which never ends and is read below, and the sign-in of another library. */
const readableAddresses = () =>
  readdirSync(join(root, "app"), { recursive: true, encoding: "utf8" })
    .filter((name) => /(^|\/)route\.tsx?$/.test(name) && !/\/stream\/|nextauth/.test(name))
    .map((name) => `app/${name}`);

it("is in no answer of any address, for a read key, for roles that do not review, and for the public", async () => {
  const routes = readableAddresses();
  expect(routes.length).toBeGreaterThan(20);
  const roles = [await asRole(tenant, "coach"), await asRole(tenant, "finance")];
  const senders: Record<string, string>[] = [
    { authorization: `Bearer ${readKey}` },
    ...roles.map(({ cookie }) => ({ cookie })),
    {},
  ];
  let answered = 0;
  for (const name of routes) {
    const { GET: value } = await import(/* @vite-ignore */ join(root, name));
    if (!value) continue;
    const parts = [...name.matchAll(/\[\.*(\w+)\]/g)].map(([, part]) => part as string);
    const params = Object.fromEntries(parts.map((part) => [part, part === "token" ? token : (values[part] ?? "x")]));
    const path = name
      .replace(/^app/, "")
      .replace(/\/route\.tsx?.*$/, "")
      .replace(/\[\.*(\w+)\]/g, (_, part) => params[part] ?? "x");
    for (const headers of senders) {
      for (const search of ["", "&q=silence&range=90d&all=1&format=json", "&q=zq&range=90d&format=csv"]) {
        const request = new Request(`http://localhost:3000${path}?tenant=${tenant.slug}${search}`, {
          headers: { host: "localhost:3000", ...headers },
        });
        const answer = await (value as (request: Request, segment: object) => Promise<Response>)(request, {
          params: Promise.resolve(params),
        });
        if (answer.status === 200) answered++;
        expectNone(`${path}${search}`, Buffer.from(await answer.arrayBuffer()).toString("latin1"));
      }
    }
  }
  expect(answered).toBeGreaterThan(15);
});

it("is in no export of any kind and format, no letter, notice, delivery or audit entry", async () => {
  for (const id of exportIds) {
    const rows = await database.admin<{ content: string }>(
      "select encode(content, 'escape') as content from export_chunks where export_id = $1",
      [id],
    );
    expectNone("an export", rows);
  }
  expectNone("a letter", (await withTenantSql(tenant.id, (db) => readEml(db, messageId))).eml.toString("latin1"));
  for (const table of [
    "mail_messages",
    "notifications",
    "webhook_deliveries",
    "webhook_attempts",
    "audit_log",
    "reports",
    "report_drafts",
    "analytics.events",
    "session_breakdowns",
  ]) {
    expectNone(table, await database.admin(`select t::text as row from ${table} t where tenant_id = $1`, [tenant.id]));
  }
});

it("is not in the shared report, the live room or its stream", async () => {
  const open = await openShared(token, () => undefined, new Date());
  expect(open?.status).toBe("open");
  expectNone("the report", open);
  expect(JSON.stringify(open)).toContain("Deep silence and peace");
  const key = await createTestLiveKey(tenant);
  const live = await signToken(key, { sub: "p1", sid: sessionId });
  const poll = await callLive("poll", sessionId, { token: live });
  expect(poll.status).toBe(200);
  expectNone("the room", await poll.text());
  const away = new AbortController();
  const stream = await callLive("stream", sessionId, { token: live, signal: away.signal });
  const reader = stream.body?.getReader();
  expectNone("the stream", Buffer.from((await reader?.read())?.value ?? new Uint8Array()).toString());
  away.abort();
});
