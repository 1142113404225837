import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { isStorable } from "@/lib/events/plain-text";
import { closeRooms } from "@/lib/live/hub";
import { forgetShares } from "@/lib/live/person-limits";
import { createTestDatabase } from "@/lib/testing/db";
import { createTenant } from "@/lib/testing/factories";
import { fuzzRuns } from "@/lib/testing/fuzz-runs";
import { callLive, createTestLiveKey, type LiveCall, scheduleSession, signToken } from "@/lib/testing/live";

await createTestDatabase();
const tenant = await createTenant();
const key = await createTestLiveKey(tenant);
const session = await scheduleSession(tenant);
const good = await signToken(key, { sub: "ada", sid: session });
afterAll(closeRooms);

const calls = fc.constantFrom<LiveCall>("ready", "leave", "heartbeat", "react", "gratitude", "poll", "stream");
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.constantFrom("", "\0", "\ud800", "a".repeat(5000), "__proto__", "me@example.org", "مرحبا", "9".repeat(400)),
);
const value = fc.oneof(fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<unknown>, text);
const fields = fc.constantFrom(
  "deviceId",
  "connectionId",
  "kind",
  "text",
  "language",
  "country",
  "consent",
  "__proto__",
  "x",
);
const body = fc.oneof(
  { weight: 4, arbitrary: fc.dictionary(fields, value, { maxKeys: 6 }) as fc.Arbitrary<unknown> },
  value,
  fc.uint8Array({ maxLength: 200 }),
  text,
);
const printable = fc.string({ unit: "grapheme-ascii", maxLength: 120 });
const token = fc.oneof(
  fc.constant(undefined),
  fc.constant(good),
  printable,
  // A good token with a piece of it changed, cut out or doubled.
  fc
    .tuple(fc.nat(good.length), fc.nat(8), printable)
    .map(([at, cut, put]) => good.slice(0, at) + put + good.slice(at + cut)),
  fc
    .tuple(value, value, printable)
    .map((parts) => parts.map((part) => Buffer.from(JSON.stringify(part) ?? "").toString("base64url")).join(".")),
);
const claims = fc.dictionary(
  fc.constantFrom("sub", "sid", "iat", "exp", "nbf", "country", "language", "device"),
  value,
);
const header = (wanted: string) => wanted.replaceAll(/[^\x21-\x7e]/g, "");

it("answers whatever is sent without ever failing", async () => {
  await fc.assert(
    fc.asyncProperty(
      calls,
      fc.oneof(
        { weight: 4, arbitrary: fc.constant(session) },
        text.filter((id) => isStorable(id)),
      ),
      body,
      token,
      fc.option(claims, { nil: null }),
      fc.option(
        printable.map((cookie) => `attune-device=${header(cookie)}`),
        { nil: undefined },
      ),
      async (call, id, sent, given, signed, cookie) => {
        forgetShares();
        const made = signed
          ? await signToken(key, { sub: "ada", sid: session, ...signed } as never).catch(() => given)
          : given;
        const response = await callLive(call, id, {
          body: sent,
          cookie,
          token: made === undefined ? undefined : header(made),
        });
        await response.body?.cancel();
        expect(response.status, `${call} ${response.status}`).toBeLessThan(500);
      },
    ),
    { numRuns: fuzzRuns },
  );
});
