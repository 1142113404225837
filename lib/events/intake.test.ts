import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Tenant } from "@/lib/db/directory";
import { appendEvents } from "@/lib/events/intake";
import { createTestDatabase } from "@/lib/testing/db";
import { createTenant } from "@/lib/testing/factories";
import { createTestKey, rowsOf, send } from "@/lib/testing/ingest";

const database = await createTestDatabase();

async function newSender(retentionMonths = 24) {
  const tenant = await createTenant({ retentionMonths });
  return { tenant, key: (await createTestKey(tenant)).value };
}

interface LogRow {
  seq: number;
  event_id: string;
  day: string;
  name: string;
  actor: string | null;
  session_key: string | null;
  occurred_at: Date;
  received_at: Date;
  properties: Record<string, unknown>;
}
const logOf = (tenant: Tenant) => rowsOf<LogRow>(tenant.id, "analytics.events", "seq");

const ready = (id: string, more: Record<string, unknown> = {}) => ({
  id,
  name: "practice.ready",
  userId: "u-1",
  properties: { sessionId: "s-1", deviceId: "d-1" },
  ...more,
});

/** The numbers of a tenant's log must be 1 … n, each flush must cover exactly its own, and the head must be the last. */
async function expectDense(tenant: Tenant, count: number) {
  const log = await logOf(tenant);
  expect(log.map(({ seq }) => seq)).toEqual(Array.from({ length: count }, (_, at) => at + 1));
  expect(await rowsOf(tenant.id, "analytics.log_heads")).toEqual([{ tenant_id: tenant.id, last_seq: count }]);
  const flushes = await rowsOf<{ first_seq: number; last_seq: number }>(tenant.id, "analytics.flushes", "last_seq");
  let expected = 1;
  for (const { first_seq, last_seq } of flushes) {
    expect(first_seq).toBe(expected);
    expected = last_seq + 1;
  }
  expect(expected).toBe(count + 1);
  expect((await rowsOf(tenant.id, "analytics.event_keys")).length).toBe(count);
}

describe("verdicts", () => {
  it("tells accepted, duplicate and rejected apart, with field and reason, and what was left out", async () => {
    const { tenant, key } = await newSender();
    const answer = await send(
      "/api/ingest",
      [
        ready("a", { properties: { sessionId: "s-1", deviceId: "d-1", mood: "open" } }),
        ready("a"),
        ready("b", { properties: { sessionId: "s-1" } }),
        { id: "c", name: "Lesson finished", anonymousId: "x", properties: { minutes: 12 } },
        "not an object",
        { name: "practice.au", userId: "u-1", properties: { sessionId: 5, units: -1 } },
      ],
      { key },
    );
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      accepted: 2,
      duplicates: 1,
      rejected: 3,
      verdicts: [
        { index: 0, id: "a", verdict: "accepted", ignored: ["properties.mood"] },
        { index: 1, id: "a", verdict: "duplicate" },
        {
          index: 2,
          id: "b",
          verdict: "rejected",
          field: "properties.deviceId",
          reason: "is missing; send an id of the participant's device, a string of 1 to 200 characters",
        },
        { index: 3, id: "c", verdict: "accepted" },
        { index: 4, id: null, verdict: "rejected", field: "", reason: "must be an object" },
        {
          index: 5,
          id: null,
          verdict: "rejected",
          field: "properties.sessionId",
          reason: "must be a string of 1 to 200 characters",
          issues: [
            { field: "properties.sessionId", reason: "must be a string of 1 to 200 characters" },
            { field: "properties.units", reason: "must be a number from 0 to 1000000" },
          ],
        },
      ],
    });
    const log = await logOf(tenant);
    expect(log.map(({ name, properties }) => [name, properties])).toEqual([
      ["practice.ready", { sessionId: "s-1", deviceId: "d-1" }],
      ["Lesson finished", { minutes: 12 }],
    ]);
    await expectDense(tenant, 2);
  });

  it("gives an event without an id one of its own", async () => {
    const { tenant, key } = await newSender();
    const answer = await send("/api/ingest", { name: "a", userId: "u" }, { key });
    const [row] = await logOf(tenant);
    expect(answer.body.verdicts).toEqual([{ index: 0, id: row!.event_id, verdict: "accepted" }]);
  });

  it("keeps a UUID as the event's id in either case, and hashes any other id to one", async () => {
    const { tenant, key } = await newSender();
    const id = randomUUID();
    await send(
      "/api/ingest",
      [
        { id: id.toUpperCase(), name: "a" },
        { id: "node-1", name: "b" },
        { id: 7, name: "c" },
      ],
      { key },
    );
    const log = await logOf(tenant);
    expect(log[0]!.event_id).toBe(id);
    expect(log[1]!.event_id).toMatch(/^[0-9a-f-]{36}$/);
    expect(
      (
        await send(
          "/api/ingest",
          [
            { id, name: "a" },
            { id: "7", name: "c" },
          ],
          { key },
        )
      ).body.duplicates,
    ).toBe(2);
  });

  it("answers an empty list with no verdicts", async () => {
    const { tenant, key } = await newSender();
    expect((await send("/api/ingest", [], { key })).body).toEqual({
      accepted: 0,
      duplicates: 0,
      rejected: 0,
      verdicts: [],
    });
    await expectDense(tenant, 0).catch(() => undefined);
    expect(await rowsOf(tenant.id, "analytics.flushes")).toEqual([]);
  });

  it("remembers what was sent wrong once for each mistake, with how often, and no value of it", async () => {
    const { tenant, key } = await newSender();
    const wrong = (id: string) => ({
      id,
      name: "practice.reaction",
      userId: "u",
      properties: { sessionId: "s", kind: ["SECRET-VALUE"] },
    });
    await send("/api/ingest", [wrong("w-1"), wrong("w-2")], { key });
    await send(
      "/v1/track",
      { messageId: "w-3", event: "practice.reaction", userId: "u", properties: { sessionId: "s", kind: 3 } },
      { key },
    );
    const rejections = await rowsOf<{ occurrences: number }>(tenant.id, "analytics.rejections");
    expect(rejections).toMatchObject([
      { name: "practice.reaction", field: "properties.kind", occurrences: 3, last_message_id: "w-3" },
    ]);
    expect(JSON.stringify(rejections)).not.toContain("SECRET-VALUE");
    expect(await logOf(tenant)).toEqual([]);
  });
});

describe("the list of mistakes", () => {
  it("keeps the latest thousand, however many names a sender makes up", async () => {
    const { tenant, key } = await newSender();
    const wrong = (name: string) => ({ name, time: "never" });
    for (let at = 0; at < 3; at++) {
      await send(
        "/api/ingest",
        Array.from({ length: 500 }, (_, place) => wrong(`made up ${at}-${place}`)),
        { key },
      );
    }
    const kept = await rowsOf<{ name: string }>(tenant.id, "analytics.rejections");
    expect(kept.length).toBe(1000);
    expect(kept.some(({ name }) => name.startsWith("made up 0-"))).toBe(false);
  });
});

describe("duplicates", () => {
  it("are found across requests, across APIs and across days", async () => {
    const { tenant, key } = await newSender();
    const yesterday = new Date(Date.now() - 86_400_000).toISOString();
    expect((await send("/api/ingest", ready("x", { time: yesterday }), { key })).body.accepted).toBe(1);
    expect((await send("/api/ingest", ready("x"), { key })).body.duplicates).toBe(1);
    const message = {
      messageId: "x",
      event: "practice.ready",
      userId: "u-1",
      properties: { sessionId: "s-1", deviceId: "d-1" },
    };
    expect((await send("/v1/track", message, { key })).status).toBe(200);
    await expectDense(tenant, 1);
    expect((await logOf(tenant))[0]!.day).toBe(yesterday.slice(0, 10));
  });

  it("are one when the same request comes fifty times at once", async () => {
    const { tenant, key } = await newSender();
    const events = Array.from({ length: 20 }, (_, at) => ready(`same-${at}`));
    const answers = await Promise.all(Array.from({ length: 50 }, () => send("/api/ingest", events, { key })));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(answers.reduce((sum, { body }) => sum + body.accepted, 0)).toBe(20);
    expect(answers.reduce((sum, { body }) => sum + body.duplicates, 0)).toBe(49 * 20);
    await expectDense(tenant, 20);
  });

  it("of a refused event are none", async () => {
    const { key } = await newSender();
    const answer = await send("/api/ingest", [ready("r", { properties: {} }), ready("r")], { key });
    expect(answer.body.verdicts.map(({ verdict }: { verdict: string }) => verdict)).toEqual(["rejected", "accepted"]);
  });

  it("belong to one tenant: two tenants may use the same ids", async () => {
    const [one, other] = [await newSender(), await newSender()];
    expect((await send("/api/ingest", ready("shared"), { key: one.key })).body.accepted).toBe(1);
    expect((await send("/api/ingest", ready("shared"), { key: other.key })).body.accepted).toBe(1);
    const [[mine], [theirs]] = [await logOf(one.tenant), await logOf(other.tenant)];
    expect(mine!.event_id).toBe(theirs!.event_id);
    // The same person has another pseudonym in each tenant.
    expect(mine!.actor).not.toBe(theirs!.actor);
    await expectDense(one.tenant, 1);
    await expectDense(other.tenant, 1);
  });
});

describe("numbers", () => {
  it("are dense and in the order of commits under fifty requests at once of three tenants", async () => {
    const senders = [await newSender(), await newSender(), await newSender()];
    await Promise.all(
      senders.flatMap(({ key }, tenantAt) =>
        Array.from({ length: 50 }, (_, at) =>
          send(
            "/api/ingest",
            Array.from({ length: 7 }, (__, place) => ready(`${tenantAt}-${at}-${place}`)),
            { key },
          ),
        ),
      ),
    );
    for (const { tenant } of senders) await expectDense(tenant, 350);
    // Merged: far fewer transactions than requests.
    const flushes = await rowsOf(senders[0]!.tenant.id, "analytics.flushes");
    expect(flushes.length).toBeLessThan(25);
  });

  it("follow the order inside a request", async () => {
    const { tenant, key } = await newSender();
    await send(
      "/api/ingest",
      Array.from({ length: 30 }, (_, at) => ({ id: randomUUID(), name: `n${at}` })),
      { key },
    );
    expect((await logOf(tenant)).map(({ name }) => name)).toEqual(Array.from({ length: 30 }, (_, at) => `n${at}`));
  });
});

describe("time", () => {
  const hour = 3_600_000;
  const timed = async (event: Record<string, unknown>, retentionMonths?: number) => {
    const { tenant, key } = await newSender(retentionMonths);
    const before = Date.now();
    const { body } = await send("/api/ingest", { name: "e", ...event }, { key });
    const [row] = await logOf(tenant);
    return { verdict: body.verdicts[0], at: row?.occurred_at.getTime() ?? Number.NaN, before, row };
  };
  const iso = (at: number) => new Date(at).toISOString();

  it("is corrected by what the sender's clock says at sending", async () => {
    const wrong = Date.now() - 5 * hour;
    const { at, before } = await timed({ time: iso(wrong - 60_000), sentAt: iso(wrong) });
    expect(Math.abs(at - (before - 60_000))).toBeLessThan(2000);
  });

  it("is right for a clock that runs years ahead", async () => {
    const wrong = Date.now() + 20_000 * hour;
    const { at, before, verdict } = await timed({ time: iso(wrong), sentAt: iso(wrong + 1000) });
    expect(verdict.verdict).toBe("accepted");
    expect(Math.abs(at - (before - 1000))).toBeLessThan(2000);
  });

  it("is taken as it is without a sent time, with any offset, and as epoch milliseconds", async () => {
    expect((await timed({ time: "2026-10-01T12:00:00+02:00" })).row!.occurred_at.toISOString()).toBe(
      "2026-10-01T10:00:00.000Z",
    );
    const at = Date.now() - 10_000;
    expect((await timed({ time: at })).at).toBe(at);
  });

  it("is the receipt when none is said", async () => {
    const { at, before, row } = await timed({});
    expect(at - before).toBeLessThan(2000);
    expect(row!.received_at.getTime()).toBe(at);
  });

  it("refuses more than a day ahead and more than the retention ago, and says which field", async () => {
    const ahead = await timed({ time: iso(Date.now() + 25 * hour) });
    expect(ahead.verdict).toMatchObject({ verdict: "rejected", field: "time" });
    expect(ahead.verdict.reason).toContain("24 hours in the future");
    expect((await timed({ time: iso(Date.now() + 23 * hour) })).verdict.verdict).toBe("accepted");
    const old = await timed({ time: iso(Date.now() - 40 * 24 * hour) }, 1);
    expect(old.verdict).toMatchObject({ verdict: "rejected", field: "time" });
    expect((await timed({ time: iso(Date.now() - 25 * 24 * hour) }, 1)).verdict.verdict).toBe("accepted");
  });

  it.each(["yesterday", "2026-10-01", "2026-10-01T12:00:00", "", {}, true, 1.5])("refuses %j", async (time) => {
    expect((await timed({ time })).verdict).toMatchObject({ verdict: "rejected", field: "time" });
    expect((await timed({ time: iso(Date.now()), sentAt: time })).verdict).toMatchObject({ field: "sentAt" });
  });

  it("names the field as the sender does", async () => {
    const { tenant, key } = await newSender();
    await send("/v1/track", { event: "e", userId: "u", timestamp: "soon" }, { key });
    expect(await rowsOf(tenant.id, "analytics.rejections")).toMatchObject([{ field: "timestamp" }]);
  });
});

describe("partitions", () => {
  it("are made for whatever days come, forty in one request too", async () => {
    const { tenant, key } = await newSender();
    const events = Array.from({ length: 40 }, (_, at) =>
      ready(`day-${at}`, { time: Date.now() - at * 11 * 86_400_000 }),
    );
    expect((await send("/api/ingest", events, { key })).body.accepted).toBe(40);
    expect(new Set((await logOf(tenant)).map(({ day }) => day)).size).toBe(40);
    expect(await rowsOf<{ min_day: string; max_day: string }>(tenant.id, "analytics.flushes")).toMatchObject([
      { min_day: new Date(Date.now() - 39 * 11 * 86_400_000).toISOString().slice(0, 10) },
    ]);
  });

  it("are made again after retention dropped one that this process knew", async () => {
    const { tenant, key } = await newSender();
    const time = Date.now() - 200 * 86_400_000;
    expect((await send("/api/ingest", ready("before", { time }), { key })).body.accepted).toBe(1);
    const partition = `events_${new Date(time).toISOString().slice(0, 10).replaceAll("-", "")}`;
    await database.admin(`drop table analytics.${partition}`);
    expect((await send("/api/ingest", ready("after", { time }), { key })).body.accepted).toBe(1);
    expect((await logOf(tenant)).map(({ seq }) => seq)).toEqual([2]);
  });
});

describe("appendEvents", () => {
  it("takes any number on the same path, with verdicts counted through, and needs no key", async () => {
    const { tenant } = await newSender();
    const receivedAt = new Date("2026-11-01T00:00:00Z");
    const events = Array.from({ length: 1201 }, (_, at) => ready(`import-${at}`, { time: "2026-10-31T23:00:00Z" }));
    const verdicts = await appendEvents(tenant, [...events, ready("import-0"), { name: 5 }], {
      source: "test",
      receivedAt,
    });
    expect(verdicts.map(({ index }) => index)).toEqual(Array.from({ length: 1203 }, (_, at) => at));
    expect(verdicts.filter(({ verdict }) => verdict === "accepted").length).toBe(1201);
    expect(verdicts.slice(1201).map(({ verdict }) => verdict)).toEqual(["duplicate", "rejected"]);
    await expectDense(tenant, 1201);
    expect((await logOf(tenant))[0]!.received_at).toEqual(receivedAt);
    expect(await rowsOf(tenant.id, "analytics.rejections")).toMatchObject([{ key_id: null, field: "name" }]);
  });
});
