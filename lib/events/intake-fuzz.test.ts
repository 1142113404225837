import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalogue } from "@/lib/events/catalogue/catalogue";
import { createTestDatabase } from "@/lib/testing/db";
import { createTenant } from "@/lib/testing/factories";
import { fuzzRuns } from "@/lib/testing/fuzz-runs";
import { createTestKey, rowsOf, send } from "@/lib/testing/ingest";

await createTestDatabase();
const tenant = await createTenant();
const { value: key } = await createTestKey(tenant);

const paths = fc.constantFrom(
  "/api/ingest",
  "/v1/track",
  "/v1/batch",
  "/v1/identify",
  "/v1/page",
  "/v1/group",
  "/v1/alias",
  "/v1/b",
);
const names = fc.oneof(
  fc.constantFrom(...catalogue.map(({ name }) => name)),
  fc.string({ unit: "binary", maxLength: 220 }),
);
const properties = [...new Set(catalogue.flatMap((entry) => Object.keys(entry.properties.shape)))];
const value = fc.oneof(
  { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<unknown> },
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.constantFrom<unknown>(
    "none",
    "de",
    "2026-11-20T18:00:00Z",
    "\0",
    "\ud800",
    -0,
    1e308,
    5e-324,
    2 ** 53,
    "9".repeat(400),
    "__proto__",
  ),
);
const someFields = (fields: readonly string[]) =>
  fc.dictionary(
    fc.oneof(
      fc.constantFrom(...fields, "__proto__", "constructor", "$from"),
      fc.string({ unit: "binary", maxLength: 12 }),
    ),
    value,
    {
      maxKeys: 8,
    },
  );
const event = fc.record(
  {
    id: value,
    messageId: value,
    type: fc.oneof(fc.constantFrom("track", "identify", "page", "screen", "group", "alias"), value),
    name: fc.oneof(names, value),
    event: fc.oneof(names, value),
    time: fc.oneof(fc.date().map(String), fc.integer(), value),
    timestamp: fc.oneof(
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      value,
    ),
    sentAt: value,
    userId: value,
    anonymousId: value,
    previousId: value,
    groupId: value,
    traits: fc.oneof(someFields(["name", "email", "phone", "firstName"]), value),
    context: fc.oneof(
      someFields(["locale", "page", "campaign", "device", "os", "userAgent", "country", "location"]),
      value,
    ),
    properties: fc.oneof(someFields(properties), value),
  },
  { requiredKeys: [] },
);

const options = { numRuns: fuzzRuns, endOnFailure: true };
const timeout = 60_000 + fuzzRuns * 20;

async function expectNoFailure(path: string, body: unknown, headers: Record<string, string> = {}) {
  const answer = await send(path, body, { key, headers });
  expect(answer.status, `${path} ${JSON.stringify(answer.body)}`).toBeLessThan(500);
  if (path === "/api/ingest" && answer.status === 200) {
    const { accepted, duplicates, rejected, verdicts } = answer.body;
    expect(accepted + duplicates + rejected).toBe(verdicts.length);
  }
}

describe("whatever is sent", () => {
  it("is answered without a failure of ours: events of every shape", { timeout }, async () => {
    await fc.assert(
      fc.asyncProperty(paths, fc.array(event, { maxLength: 5 }), async (path, events) => {
        await expectNoFailure(
          path,
          path === "/api/ingest" ? events : path.startsWith("/v1/b") ? { batch: events } : (events[0] ?? {}),
        );
      }),
      options,
    );
  });

  it("is answered without a failure of ours: any JSON, any text, any bytes, packed or not", { timeout }, async () => {
    const body = fc.oneof(
      fc.json(),
      fc.string({ unit: "binary" }),
      fc.uint8Array({ maxLength: 400 }),
      fc.uint8Array({ maxLength: 400 }).map((bytes) => gzipSync(bytes)),
      fc.json().map((text) => gzipSync(text)),
    );
    const headers = fc.record(
      {
        "content-encoding": fc.constantFrom("gzip", "identity", "br", "gzip, gzip", ""),
        "content-type": fc.constantFrom("application/x-ndjson", "text/plain", "", "multipart/form-data"),
        authorization: fc.constantFrom("", "Basic", "Basic !!!", "Bearer", "Bearer atn_x", "Digest x", "Basic Og=="),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(paths, body, headers, (path, sent, more) => expectNoFailure(path, sent, more)),
      options,
    );
  });

  it("leaves a dense log behind", async () => {
    const log = await rowsOf<{ seq: number }>(tenant.id, "analytics.events", "seq");
    expect(log.length).toBeGreaterThan(0);
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_, at) => at + 1));
  });
});
