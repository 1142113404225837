import { Analytics } from "@segment/analytics-node";
import { describe, expect, it } from "vitest";
import type { Tenant } from "@/lib/db/directory";
import { actorOf } from "@/lib/privacy/pseudonym";
import { createTestDatabase } from "@/lib/testing/db";
import { createTenant } from "@/lib/testing/factories";
import { createTestKey, rowsOf, send } from "@/lib/testing/ingest";
import { serveIntake } from "@/lib/testing/served-intake";

await createTestDatabase();
const url = await serveIntake();

async function newSender() {
  const tenant = await createTenant();
  return { tenant, key: (await createTestKey(tenant)).value };
}

interface LogRow {
  name: string;
  actor: string | null;
  session_key: string | null;
  occurred_at: Date;
  country: string | null;
  language: string | null;
  device: string | null;
  browser: string | null;
  os: string | null;
  path: string | null;
  campaign: unknown;
  properties: Record<string, unknown>;
}
const logOf = (tenant: Tenant) => rowsOf<LogRow>(tenant.id, "analytics.events", "seq");
const iPhone =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1";

describe("an unmodified @segment/analytics-node", () => {
  it("sends a whole session", async () => {
    const { tenant, key } = await newSender();
    const analytics = new Analytics({ writeKey: key, host: url, flushInterval: 100, maxRetries: 0 });
    const failures: unknown[] = [];
    analytics.on("error", (error) => failures.push(error));
    const sessionId = "circle-1";
    const operator = { userId: "operator-1" };
    analytics.track({
      ...operator,
      event: "practice.scheduled",
      properties: {
        sessionId,
        masterId: "m-1",
        masterName: "Amara Lindqvist",
        title: "Evening circle",
        language: "en-GB",
        startsAt: new Date("2026-11-20T18:00:00Z"),
        durationMinutes: 45,
        version: "0.3",
      },
    });
    const people = Array.from({ length: 12 }, (_, at) => `person-${at}`);
    for (const [at, userId] of people.entries()) {
      const context = {
        locale: at % 2 ? "de-DE" : "fr-CA",
        location: { country: at % 2 ? "DE" : "Canada" },
        userAgent: iPhone,
      };
      analytics.identify({
        userId,
        anonymousId: `anonymous-${at}`,
        traits: { name: `Name ${at}`, email: `${userId}@example.org` },
      });
      analytics.track({
        userId,
        context,
        event: "practice.ready",
        properties: { sessionId, deviceId: `device-${at}` },
      });
    }
    analytics.track({ ...operator, event: "practice.started", properties: { sessionId } });
    for (const userId of people)
      analytics.track({ userId, event: "practice.reaction", properties: { sessionId, kind: "unity" } });
    analytics.track({
      userId: "person-1",
      event: "practice.gratitude",
      properties: { sessionId, text: "Danke für die Stille.", language: "de", consent: "quoted" },
    });
    analytics.track({ userId: "person-1", event: "practice.au", properties: { sessionId, units: 12.5 } });
    analytics.track({ userId: "person-2", event: "practice.left", properties: { sessionId, deviceId: "device-2" } });
    analytics.track({ ...operator, event: "practice.ended", properties: { sessionId } });
    analytics.track({
      userId: "person-3",
      event: "practice.replayed",
      properties: { sessionId, secondsPlayed: 60, durationSeconds: 2700 },
    });
    analytics.page({
      userId: "person-3",
      name: "Masters",
      properties: { path: "/masters", url: "https://x.example/masters?utm_source=mail&q=private" },
    });
    analytics.screen({ userId: "person-3", name: "Lobby" });
    analytics.group({ userId: "person-3", groupId: "circle-a", traits: { name: "Circle A" } });
    analytics.alias({ userId: "person-3", previousId: "old-3" });
    analytics.track({ userId: "person-3", event: "Journal opened", properties: { entries: 3 } });
    await analytics.closeAndFlush();

    expect(failures).toEqual([]);
    expect(await rowsOf(tenant.id, "analytics.rejections")).toEqual([]);
    const log = await logOf(tenant);
    const counts = new Map<string, number>();
    for (const { name } of log) counts.set(name, (counts.get(name) ?? 0) + 1);
    expect(Object.fromEntries(counts)).toEqual({
      "practice.scheduled": 1,
      identify: 12,
      "practice.ready": 12,
      "practice.started": 1,
      "practice.reaction": 12,
      "practice.gratitude": 1,
      "practice.au": 1,
      "practice.left": 1,
      "practice.ended": 1,
      "practice.replayed": 1,
      page_view: 1,
      screen_view: 1,
      group: 1,
      alias: 1,
      "Journal opened": 1,
    });
    const one = (name: string) => log.find((row) => row.name === name)!;
    expect(log.filter(({ session_key }) => session_key === sessionId).length).toBe(31);
    expect(one("practice.scheduled")).toMatchObject({
      actor: null,
      properties: {
        startsAt: "2026-11-20T18:00:00.000Z",
        language: "en",
        masterName: "Amara Lindqvist",
        durationMinutes: 45,
      },
    });
    expect(one("practice.ready")).toMatchObject({
      actor: actorOf(tenant.id, "user", "person-0"),
      country: "CA",
      language: "fr",
      device: "mobile",
      browser: "Safari",
      os: "iOS",
    });
    expect(one("identify").properties).toEqual({ $from: actorOf(tenant.id, "anonymous", "anonymous-0") });
    expect(one("alias").properties).toMatchObject({ $from: actorOf(tenant.id, "anonymous", "old-3") });
    expect(one("group").properties).toEqual({ groupId: "circle-a" });
    expect(one("page_view")).toMatchObject({
      path: "/masters",
      campaign: { source: "mail" },
      properties: { name: "Masters" },
    });
    expect(one("screen_view").properties).toEqual({ name: "Lobby" });
    expect(one("practice.gratitude").properties).toEqual({ sessionId, language: "de", consent: "quoted" });
    expect(Math.abs(one("practice.au").occurred_at.getTime() - Date.now())).toBeLessThan(20_000);

    expect(await rowsOf(tenant.id, "analytics.private_texts")).toMatchObject([
      { field: "text", value: "Danke für die Stille." },
    ]);
    expect(await rowsOf(tenant.id, "consents")).toMatchObject([{ level: "quoted" }]);
    const known = await rowsOf<{ user_id: string; email: string }>(tenant.id, "people", "user_id");
    expect(known.length).toBe(12);
    expect(known[0]).toMatchObject({ user_id: "person-0", name: "Name 0", email: "person-0@example.org" });
  });

  it("gives up at once when its key is wrong, as Segment makes it do", async () => {
    const analytics = new Analytics({ writeKey: "atn_wrong", host: url, maxRetries: 0 });
    const failures: unknown[] = [];
    analytics.on("error", (error) => failures.push(error));
    analytics.track({ userId: "u", event: "e" });
    await analytics.closeAndFlush();
    expect(failures.length).toBe(1);
  });
});

describe("Segment's HTTP API", () => {
  it("has an address for each call, and the browser SDK's letters for them", async () => {
    const { tenant, key } = await newSender();
    const person = { userId: "u", anonymousId: "a" };
    const calls = {
      track: { ...person, event: "e" },
      identify: { ...person, traits: {} },
      page: { ...person, name: "Home" },
      screen: { ...person, name: "Lobby" },
      group: { ...person, groupId: "g" },
      alias: { userId: "u", previousId: "old" },
    };
    for (const [call, message] of Object.entries(calls)) {
      for (const path of [`/v1/${call}`, `/v1/${call[0]}`]) {
        const answer = await send(path, message, { key });
        expect([answer.status, answer.body]).toEqual([200, { success: true }]);
      }
    }
    expect((await logOf(tenant)).map(({ name }) => name)).toEqual(
      ["e", "identify", "page_view", "screen_view", "group", "alias"].flatMap((name) => [name, name]),
    );
  });

  it("answers success for what it could read and keeps the mistakes for the tenant's developers", async () => {
    const { tenant, key } = await newSender();
    const batch = [
      { type: "track", event: "practice.ready", userId: "u", properties: { sessionId: "s" } },
      { type: "sing", userId: "u" },
      { userId: "u", event: "no type" },
      { type: "track", userId: "u" },
      { type: "track", event: "identify", userId: "u", properties: { $from: "x" } },
      { type: "group", userId: "u" },
      { type: "alias", userId: "u" },
      { type: "identify" },
      { type: "track", event: "fine", userId: "u" },
      7,
    ];
    const answer = await send("/v1/batch", { batch }, { key });
    expect([answer.status, answer.body]).toEqual([200, { success: true }]);
    expect((await logOf(tenant)).map(({ name }) => name)).toEqual(["fine"]);
    const mistakes = await rowsOf<{ name: string; field: string }>(tenant.id, "analytics.rejections");
    expect(mistakes.map(({ name, field }) => `${name}|${field}`).sort()).toEqual([
      "alias|previousId",
      "group|groupId",
      "identify|event",
      "identify|userId",
      "practice.ready|properties.deviceId",
      "|",
      "|event",
      "|type",
    ]);
  });

  it("reads sent time and context from the batch where a message has none", async () => {
    const { tenant, key } = await newSender();
    const clock = Date.now() + 3 * 3_600_000;
    const iso = (at: number) => new Date(at).toISOString();
    const message = { type: "track", event: "e", userId: "u", timestamp: iso(clock - 60_000) };
    await send("/v1/batch", { batch: [message], sentAt: iso(clock), context: { locale: "ja-JP" } }, { key });
    const [row] = await logOf(tenant);
    expect(Math.abs(row!.occurred_at.getTime() - (Date.now() - 60_000))).toBeLessThan(30_000);
    expect(row!.language).toBe("ja");
  });

  it("is understood by the native address too", async () => {
    const { tenant, key } = await newSender();
    const messages = [
      { type: "track", event: "practice.reaction", userId: "u", properties: { sessionId: "s", kind: "joy" } },
      { type: "page", name: "Home", userId: "u" },
      { type: "identify", userId: "u", traits: { name: "Noor" } },
      { type: "gift", name: "native with a type of its own", userId: "u" },
    ];
    expect((await send("/api/ingest", messages, { key })).body.accepted).toBe(4);
    expect((await send("/api/ingest", { batch: messages, sentAt: new Date() }, { key })).body.accepted).toBe(4);
    const names = (await logOf(tenant)).map(({ name }) => name);
    const expected = ["practice.reaction", "page_view", "identify", "native with a type of its own"];
    expect(names).toEqual([...expected, ...expected]);
  });

  it("refuses a batch that is none", async () => {
    const { key } = await newSender();
    for (const body of [{}, { batch: {} }, { batch: "x" }]) {
      const answer = await send("/v1/batch", body, { key });
      expect([answer.status, answer.body.error.fields]).toEqual([400, { batch: "must be an array of messages" }]);
    }
    expect((await send("/v1/track", [], { key })).status).toBe(400);
  });

  it("knows a browser by its own request when the context does not", async () => {
    const { tenant, key } = await newSender();
    const headers = { origin: "https://app.example", "user-agent": iPhone };
    await send("/v1/track", { event: "e", anonymousId: "a" }, { key, headers });
    await send("/v1/track", { event: "e", anonymousId: "a" }, { key, headers: { "user-agent": iPhone } });
    expect((await logOf(tenant)).map(({ device, browser }) => [device, browser])).toEqual([
      ["mobile", "Safari"],
      [null, null],
    ]);
  });
});

describe("people", () => {
  it("keep the latest traits, whatever arrives first, and are written once for a repeated event", async () => {
    const { tenant, key } = await newSender();
    const at = (minute: number) => new Date(Date.now() - (60 - minute) * 60_000).toISOString();
    const identify = (id: string, minute: number, traits: Record<string, unknown>) => ({
      type: "identify",
      messageId: id,
      userId: "u",
      timestamp: at(minute),
      traits,
    });
    await send(
      "/v1/batch",
      {
        batch: [
          identify("2", 20, { name: "Later", plan: "b" }),
          identify("1", 10, { name: "Earlier", phone: "+49 1", plan: "a" }),
        ],
      },
      { key },
    );
    await send(
      "/v1/batch",
      { batch: [identify("3", 5, { email: "First@Example.org", plan: "0", city: "Ulm" })] },
      { key },
    );
    await send("/v1/batch", { batch: [identify("2", 50, { name: "Repeated" })] }, { key });
    const [person, ...others] = await rowsOf<Record<string, unknown>>(tenant.id, "people");
    expect(others).toEqual([]);
    expect(person).toMatchObject({
      name: "Later",
      email: "first@example.org",
      phone: "+49 1",
      traits: { plan: "b", city: "Ulm" },
    });
    expect((person!.first_seen_at as Date).toISOString()).toBe(
      at(5).slice(0, 16) + (person!.first_seen_at as Date).toISOString().slice(16),
    );
  });

  it("make their name of its parts, and what PostgreSQL cannot keep does not hurt", async () => {
    const { tenant, key } = await newSender();
    const traits = { firstName: "Noor\0", lastName: "Haddad", "k\0": ["\ud800", { "\0": "\0x" }], email: 5 };
    await send("/v1/identify", { userId: "u", traits }, { key });
    expect(await rowsOf(tenant.id, "people")).toMatchObject([
      { name: "Noor Haddad", email: "5", traits: { k: ["", { "": "x" }] } },
    ]);
  });
});
