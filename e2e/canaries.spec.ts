import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type APIRequestContext, expect, test } from "@playwright/test";
import { makeKey, signIn } from "./support/act";

const run = promisify(execFile);

/** A word that stands nowhere else, by what it was planted as. */
const canary = (what: string) => `zq${what}${randomUUID().replaceAll("-", "").slice(0, 12)}`;

interface Planted {
  readonly sessionId: string;
  /** what a person said or is: must leave nowhere */
  readonly personal: readonly string[];
  /** what belongs to the tenant: must not be seen in another */
  readonly own: readonly string[];
}

/** Sends a session of twelve people in which every text a client can fill holds a canary of its own. */
async function plant(request: APIRequestContext, key: string): Promise<Planted> {
  const sessionId = canary("session");
  const personal: string[] = [];
  const own: string[] = [sessionId];
  const secret = (what: string) => {
    const word = canary(what);
    personal.push(word);
    return word;
  };
  const visible = (what: string) => {
    const word = canary(what);
    own.push(word);
    return word;
  };
  const end = Date.now() - 60_000;
  const at = (minutes: number) => new Date(end - (30 - minutes) * 60_000).toISOString();
  const studio = (name: string, time: string, properties: object = {}) => ({
    id: randomUUID(),
    name,
    time,
    anonymousId: "studio",
    properties: { sessionId, ...properties },
  });
  const events: object[] = [
    studio("practice.scheduled", at(-60), {
      masterId: visible("master"),
      masterName: visible("mastername"),
      title: visible("title"),
      language: "en",
      startsAt: at(0),
      durationMinutes: 30,
      version: "1",
    }),
    studio("practice.started", at(0)),
  ];
  for (let person = 0; person < 12; person++) {
    const userId = secret("user");
    const name = secret("name");
    const email = `${secret("mail")}@example.org`;
    const context = {
      locale: "en-GB",
      country: "GB",
      ip: "203.0.113.77",
      userAgent: `Mozilla/5.0 (X11; Linux x86_64) ${secret("agent")}`,
      page: {
        url: `https://example.org/${secret("path")}?q=${secret("query")}`,
        referrer: `https://x/${secret("ref")}`,
      },
      traits: { email, name },
    };
    const one = (event: string, time: string, properties: object) => ({
      id: randomUUID(),
      name: event,
      time,
      userId,
      context,
      properties: { sessionId, ...properties },
    });
    events.push(
      {
        id: randomUUID(),
        name: "identify",
        time: at(-3),
        userId,
        context,
        traits: { name, email, phone: secret("phone") },
      },
      one("practice.ready", at(-2), { deviceId: secret("device") }),
      one("practice.reaction", at(10), { kind: "unity", comment: secret("extra") }),
      one("practice.gratitude", at(28), { text: `${secret("text")} silence`, language: "en", consent: "none" }),
      one("practice.gratitude", at(28), { text: `${secret("unread")} silence`, language: "en", consent: "quoted" }),
      one(`custom_${visible("custom")}`, at(29), { email, fullName: name, note: secret("note") }),
    );
  }
  events.push(studio("practice.ended", at(30)));
  const answer = await request.post("/api/ingest", { data: events, headers: { authorization: `Bearer ${key}` } });
  expect(answer.status(), await answer.text()).toBe(200);
  return { sessionId, personal, own };
}

async function pdfText(bytes: Buffer): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), "attune-canary-")), "report.pdf");
  await writeFile(file, bytes);
  const text = await run("pdftotext", ["-layout", file, "-"]).then(
    ({ stdout }) => stdout,
    () => "",
  );
  // Without poppler the raw bytes (metadata, uncompressed parts) are all that can be searched.
  return text + bytes.toString("latin1");
}

test("what people say and who they are leaves nowhere, and nothing crosses from one tenant to another", async ({
  browser,
  baseURL,
}) => {
  test.slow();
  const admins = Object.fromEntries(
    await Promise.all(
      ["lumen", "harbor"].map(async (tenant) => {
        const context = await browser.newContext({ baseURL });
        const page = await context.newPage();
        await signIn(page, `admin@${tenant}.attune.test`);
        const key = await makeKey(page, tenant, ["ingest", "read"]);
        return [tenant, { context, page, key, planted: await plant(context.request, key) }] as const;
      }),
    ),
  );
  const { lumen, harbor } = admins;
  if (!lumen || !harbor) throw new Error("The tenants are missing.");
  const { sessionId } = lumen.planted;
  const master = lumen.planted.own.find((word) => /^zqmaster(?!name)/.test(word));

  await expect(async () => {
    const answer = await lumen.context.request.get(`/api/master-sessions/${sessionId}?tenant=lumen`);
    expect(answer.status()).toBe(200);
    expect((await answer.json()).total).toBe(12);
  }).toPass({ timeout: 20_000 });

  const { page } = lumen;
  await page.goto(`/en/lumen/masters/sessions/${sessionId}/report`);
  await page.getByRole("button", { name: "Share report" }).click();
  const link = new URL((await page.getByRole("dialog").locator("code").first().textContent()) ?? "").pathname;

  const get = async (path: string, headers?: Record<string, string>) => {
    const answer = await lumen.context.request.get(path, { headers });
    expect(answer.status(), path).toBe(200);
    return (await answer.body()).toString("utf8");
  };
  const byKey = { authorization: `Bearer ${lumen.key}` };
  const outbound: Record<string, string> = {
    report: await get(link),
    "report as PDF": await pdfText(await (await lumen.context.request.get(`${link}/report.pdf`)).body()),
    "session as JSON": await get(`/api/master-sessions/${sessionId}`, byKey),
    "sessions as JSON": await get("/api/master-sessions", byKey),
    "export as JSON": await get(`/api/master-sessions/${sessionId}/export?format=json`, byKey),
    "export as CSV": await get(`/api/master-sessions/${sessionId}/export?format=csv`, byKey),
    "people as CSV": await get(`/api/master-sessions/${sessionId}/export?format=csv&panel=rows`, byKey),
    "overview as CSV": await get("/api/overview?format=csv&tenant=lumen"),
    "timeline as CSV": await get(`/api/masters/${master}/timeline?tenant=lumen&range=30d&format=csv`),
    "anomalies as CSV": await get("/api/anomalies?tenant=lumen&range=30d&format=csv"),
    "telemetry as CSV": await get("/api/telemetry?tenant=lumen&range=30d&format=csv"),
    "open rate as CSV": await get("/api/reports/open-rate?tenant=lumen&format=csv"),
    notices: await get("/api/notifications?tenant=lumen&limit=30"),
    "live state": await get(`/api/live/${sessionId}?tenant=lumen`),
    "live page": await get(`/en/live/${sessionId}?tenant=lumen`),
    health: await get("/api/health"),
  };
  for (const [where, bytes] of Object.entries(outbound)) {
    expect(bytes.length, `${where} is empty`).toBeGreaterThan(20);
    for (const word of lumen.planted.personal) expect(bytes.includes(word), `${word} in ${where}`).toBe(false);
    expect(bytes.includes("203.0.113.77"), `an address in ${where}`).toBe(false);
  }

  const pages: Record<string, string> = {
    overview: await get("/en/lumen"),
    masters: await get("/en/lumen/masters"),
    snapshot: await get(`/en/lumen/masters/sessions/${sessionId}`),
    master: await get(`/en/lumen/masters/${master}`),
    voices: await get("/en/lumen/masters/voices"),
    findings: await get("/en/lumen/masters/anomalies?range=90d"),
    calendar: await get("/en/lumen/masters/calendar"),
    telemetry: await get("/en/lumen/masters/telemetry"),
    exports: await get("/en/lumen/reports/exports"),
    outbox: await get("/en/lumen/reports/outbox"),
    reports: await get("/en/lumen/reports"),
    members: await get("/en/lumen/settings/members"),
    keys: await get("/en/lumen/settings/keys"),
    audit: await get("/en/lumen/settings/audit"),
  };
  for (const [where, bytes] of Object.entries({ ...outbound, ...pages })) {
    for (const word of [...harbor.planted.personal, ...harbor.planted.own]) {
      expect(bytes.includes(word), `${word} of another tenant in ${where}`).toBe(false);
    }
  }
  // The test can fail: what belongs to the tenant is there, and a consented text waits for its reader.
  expect(pages.snapshot).toContain(lumen.planted.own.find((word) => word.startsWith("zqtitle")));
  expect(pages.snapshot).toContain(lumen.planted.personal.find((word) => word.startsWith("zqunread")));

  const foreign = await lumen.context.request.get(`/api/master-sessions/${harbor.planted.sessionId}?tenant=lumen`);
  expect(foreign.status()).toBe(404);
  const theirs = await lumen.context.request.get(`/en/harbor/masters/sessions/${harbor.planted.sessionId}`);
  expect(theirs.status()).toBe(404);
});
