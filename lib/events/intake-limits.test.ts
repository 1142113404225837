import { request as httpRequest } from "node:http";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { intakeLimits } from "@/lib/events/limits";
import { reservedBytes } from "@/lib/events/load-budget";
import { makeDatabaseCuttable } from "@/lib/testing/cuttable-database";
import { createTestDatabase } from "@/lib/testing/db";
import { createTenant } from "@/lib/testing/factories";
import { createTestKey, handle, rowsOf, send } from "@/lib/testing/ingest";
import { serveIntake } from "@/lib/testing/served-intake";

const database = await createTestDatabase();
const line = await makeDatabaseCuttable();
const url = await serveIntake();
const usual = { ...intakeLimits };
afterEach(() => {
  Object.assign(intakeLimits, usual);
  expect(reservedBytes()).toBe(0);
});

async function newSender() {
  const tenant = await createTenant();
  return { tenant, key: (await createTestKey(tenant)).value };
}

const event = (id: string, properties: Record<string, unknown> = {}) => ({ id, name: "e", userId: "u", properties });
const nested = (levels: number): Record<string, unknown> => (levels === 0 ? {} : { a: nested(levels - 1) });
const count = async (tenant: { id: never }) => (await rowsOf(tenant.id, "analytics.events")).length;

describe("a request's size", () => {
  it("may be one megabyte and no more, with 413 before anything is read", async () => {
    const { tenant, key } = await newSender();
    const filler = " ".repeat(1024 * 1024 - JSON.stringify(event("fits")).length);
    expect((await send("/api/ingest", JSON.stringify(event("fits")) + filler, { key })).status).toBe(200);
    const answer = await send("/api/ingest", `${JSON.stringify(event("bursts"))}${filler}  `, { key });
    expect(answer.status).toBe(413);
    expect(answer.body.error.code).toBe("too-large");
    expect((await send("/v1/batch", `{"batch":[]}${filler}          `.padEnd(1_048_577), { key })).status).toBe(413);
    expect(await count(tenant as never)).toBe(1);
  });

  it("is watched while a body without a length comes in", async () => {
    const { key } = await newSender();
    let sent = 0;
    const status = await new Promise<number>((done, fail) => {
      const outgoing = httpRequest(`${url}/api/ingest`, {
        method: "POST",
        headers: { authorization: `Bearer ${key}`, "transfer-encoding": "chunked" },
      });
      outgoing.on("response", (response) => {
        response.resume();
        done(response.statusCode ?? 0);
        outgoing.destroy();
      });
      outgoing.on("error", fail);
      const push = () => {
        if (outgoing.destroyed || sent > 64) return;
        sent++;
        outgoing.write(Buffer.alloc(64 * 1024, 32), () => setImmediate(push));
      };
      push();
    });
    expect(status).toBe(413);
  });

  it("is that of the inflated body: a gzip bomb is refused", async () => {
    const { key } = await newSender();
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, 32));
    expect(bomb.length).toBeLessThan(1024 * 1024);
    const before = process.memoryUsage.rss();
    const answer = await send("/api/ingest", bomb, { key, headers: { "content-encoding": "gzip" } });
    expect(answer.status).toBe(413);
    expect(process.memoryUsage.rss() - before).toBeLessThan(50 * 1024 * 1024);
  });

  it("may be packed on every address", async () => {
    const { tenant, key } = await newSender();
    const headers = { "content-encoding": "gzip" };
    const packed = (body: unknown) => gzipSync(JSON.stringify(body));
    expect((await send("/api/ingest", packed([event("g1"), event("g2")]), { key, headers })).body.accepted).toBe(2);
    const message = { type: "track", event: "e", userId: "u", messageId: "g3" };
    expect((await send("/v1/batch", packed({ batch: [message] }), { key, headers })).status).toBe(200);
    expect((await send("/v1/track", packed({ ...message, messageId: "g4" }), { key, headers })).status).toBe(200);
    expect(await count(tenant as never)).toBe(4);
  });

  it("of a packing that is broken or unknown is a 400 that names the field", async () => {
    const { key } = await newSender();
    const broken = gzipSync("[]").subarray(0, 12);
    const answer = await send("/api/ingest", broken, { key, headers: { "content-encoding": "gzip" } });
    expect([answer.status, Object.keys(answer.body.error.fields)]).toEqual([400, ["body"]]);
    const other = await send("/api/ingest", "[]", { key, headers: { "content-encoding": "br" } });
    expect([other.status, Object.keys(other.body.error.fields)]).toEqual([400, ["content-encoding"]]);
  });
});

describe("a request's events", () => {
  it("may be five hundred and no more", async () => {
    const { tenant, key } = await newSender();
    const many = (length: number) => Array.from({ length }, (_, at) => event(`m-${at}`));
    expect((await send("/api/ingest", many(501), { key })).status).toBe(413);
    const lines = many(501)
      .map((one) => JSON.stringify(one))
      .join("\n");
    expect(
      (await send("/api/ingest", lines, { key, headers: { "content-type": "application/x-ndjson" } })).status,
    ).toBe(413);
    const batch = many(501).map(({ id }) => ({ type: "track", event: "e", userId: "u", messageId: id }));
    expect((await send("/v1/batch", { batch }, { key })).status).toBe(413);
    expect(await count(tenant as never)).toBe(0);
    expect((await send("/api/ingest", many(500), { key })).body.accepted).toBe(500);
  });

  it("may have 32 kB each: a larger one is rejected among others, and a 413 when there is nothing else", async () => {
    const { key } = await newSender();
    const large = event("large", { text: "x".repeat(33_000) });
    const wide = event("wide", { text: "ü".repeat(17_000) });
    const answer = await send("/api/ingest", [event("small"), large, wide], { key });
    expect(answer.body).toMatchObject({ accepted: 1, rejected: 2 });
    expect(answer.body.verdicts[1].reason).toContain("32768 bytes");
    expect((await send("/api/ingest", large, { key })).status).toBe(413);
    expect((await send("/api/ingest", [large], { key })).status).toBe(413);
    const message = { event: "e", userId: "u", properties: { text: "x".repeat(33_000) } };
    expect((await send("/v1/track", message, { key })).status).toBe(413);
    expect((await send("/api/ingest", event("fits", { text: "x".repeat(32_000) }), { key })).body.accepted).toBe(1);
  });

  it("may be ten levels deep: a deeper one is rejected among others, and a 400 when there is nothing else", async () => {
    const { key } = await newSender();
    // The event and its properties are the first two levels.
    expect((await send("/api/ingest", event("ten", nested(8)), { key })).body.accepted).toBe(1);
    const deep = event("eleven", nested(9));
    const alone = await send("/api/ingest", deep, { key });
    expect([alone.status, alone.body.error.fields.event]).toEqual([400, expect.stringContaining("10 levels")]);
    expect((await send("/api/ingest", [event("beside"), deep], { key })).body).toMatchObject({
      accepted: 1,
      rejected: 1,
    });
    const abyss = `{"name":"e","properties":${"[".repeat(200_000)}${"]".repeat(200_000)}}`;
    expect((await send("/api/ingest", abyss, { key })).status).toBe(400);
  });
});

describe("a body that cannot be read", () => {
  it.each([
    ["", "is empty"],
    ["   ", "is empty"],
    ['[{"name":"e"}', "is not valid JSON"],
    ['{"name":', "is not valid JSON"],
    ["name=e", "is not valid JSON"],
    ["5", "must be an event"],
    ["null", "must be an event"],
    ['"text"', "must be an event"],
  ])("is a 400 with what to do: %j", async (body, reason) => {
    const { tenant, key } = await newSender();
    const answer = await send("/api/ingest", body, { key });
    expect(answer.status).toBe(400);
    expect(answer.body.error.fields.body).toContain(reason);
    expect((await send("/v1/batch", body, { key })).status).toBe(400);
    expect(await count(tenant as never)).toBe(0);
  });

  it("stores nothing of the lines before a broken one, and names the line", async () => {
    const { tenant, key } = await newSender();
    const lines = `${JSON.stringify(event("l1"))}\n\n${JSON.stringify(event("l2"))}\n{"name":`;
    const answer = await send("/api/ingest", lines, { key, headers: { "content-type": "application/x-ndjson" } });
    expect(answer.status).toBe(400);
    expect(answer.body.error.fields.body).toContain("line 4");
    expect(await count(tenant as never)).toBe(0);
  });

  it("never quotes what was sent", async () => {
    const { key } = await newSender();
    const answer = await send("/api/ingest", '[{"email":"canary@example.org",}]', { key });
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).not.toContain("canary");
  });

  it("may be one event a line, with the content type or without, with a mark at its beginning or Windows' line ends", async () => {
    const { tenant, key } = await newSender();
    const lines = (...ids: string[]) => ids.map((id) => JSON.stringify(event(id)));
    const typed = { key, headers: { "content-type": "application/x-ndjson; charset=utf-8" } };
    expect((await send("/api/ingest", `${lines("a", "b").join("\n")}\n`, typed)).body.accepted).toBe(2);
    expect((await send("/api/ingest", lines("c", "d").join("\r\n"), { key })).body.accepted).toBe(2);
    expect((await send("/api/ingest", `\uFEFF${lines("e")[0]}`, { key })).body.accepted).toBe(1);
    expect(await count(tenant as never)).toBe(5);
  });
});

describe("load", () => {
  it("beyond a key's share is a 429 that says when to come back, and the key recovers", async () => {
    const { key } = await newSender();
    Object.assign(intakeLimits, { eventsPerSecond: 200, eventsBurst: 100 });
    const many = (name: string) => Array.from({ length: 100 }, (_, at) => event(`${name}-${at}`));
    expect((await send("/api/ingest", many("a"), { key })).status).toBe(200);
    const refused = await send("/api/ingest", many("b"), { key });
    expect([refused.status, refused.body.error.code, refused.headers.get("retry-after")]).toEqual([
      429,
      "too-many",
      "1",
    ]);
    const other = await newSender();
    expect((await send("/api/ingest", many("c"), { key: other.key })).status).toBe(200);
    await new Promise((done) => setTimeout(done, 600));
    expect((await send("/api/ingest", many("b"), { key })).status).toBe(200);
  });

  it("beyond what the process may hold is a 503, of one tenant a 429, both with Retry-After and nothing stored", async () => {
    const { tenant, key } = await newSender();
    await send("/api/ingest", event("warm"), { key });
    intakeLimits.waitingBytesOfTenant = 3000;
    const statuses = async () => {
      const answers = await Promise.all(
        Array.from({ length: 6 }, (_, at) => send("/api/ingest", event(`q-${at}`), { key })),
      );
      for (const { status, headers } of answers) if (status !== 200) expect(headers.get("retry-after")).toBe("1");
      return answers.map(({ status }) => status).sort();
    };
    expect(await statuses()).toEqual([200, 200, 429, 429, 429, 429]);
    intakeLimits.waitingBytes = 2000;
    expect(await statuses()).toEqual([200, 503, 503, 503, 503, 503]);
    Object.assign(intakeLimits, usual);
    expect(await statuses()).toEqual([200, 200, 200, 200, 200, 200]);
    expect(await count(tenant as never)).toBe(7);
  });

  it("while the database is down is a 503 with Retry-After, and everything works again after it", async () => {
    const { tenant, key } = await newSender();
    await send("/api/ingest", event("before"), { key });
    await line.cut();
    const down = await Promise.all([
      send("/api/ingest", event("during"), { key }),
      send("/v1/track", { event: "e", userId: "u", messageId: "during-2" }, { key }),
    ]);
    // A key that this process has not met needs the database at the door already.
    const stranger = await send("/api/ingest", event("during"), { key: key.replace(/.$/, "x") });
    await line.restore();
    for (const answer of [...down, stranger]) {
      expect([answer.status, answer.body.error.code]).toEqual([503, "unavailable"]);
      expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    }
    expect((await send("/api/ingest", [event("before"), event("during")], { key })).body).toMatchObject({
      accepted: 1,
      duplicates: 1,
    });
    expect(await count(tenant as never)).toBe(2);
  });

  it("that waits too long for its commit is told to send again, and the repeat is a duplicate", async () => {
    const { tenant, key } = await newSender();
    await send("/api/ingest", event("first"), { key });
    intakeLimits.answerMs = 50;
    const { default: pg } = await import("pg");
    const blocker = new pg.Client({ connectionString: database.adminUrl });
    await blocker.connect();
    await blocker.query("begin");
    await blocker.query("select from analytics.log_heads where tenant_id = $1 for update", [tenant.id]);
    const late = await send("/api/ingest", event("slow"), { key });
    expect([late.status, late.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(reservedBytes()).toBeGreaterThan(0);
    await blocker.query("commit");
    await blocker.end();
    Object.assign(intakeLimits, usual);
    await expect.poll(reservedBytes).toBe(0);
    expect((await send("/api/ingest", event("slow"), { key })).body.duplicates).toBe(1);
  });
});

describe("methods and addresses", () => {
  it("answer a browser's question before it sends", async () => {
    const answer = await handle(
      "/v1/track",
      new Request("http://localhost/v1/track", {
        method: "OPTIONS",
        headers: {
          origin: "https://app.example",
          "access-control-request-headers": "authorization,content-type,anonymousid",
        },
      }),
    );
    expect(answer.status).toBe(204);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.headers.get("access-control-allow-headers")).toBe("authorization,content-type,anonymousid");
    expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
  });
});
