import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { getTenantById, type Tenant } from "@/lib/db/directory";
import { withTenantSql } from "@/lib/db/tenant";
import { closeRooms } from "@/lib/live/hub";
import { liveLimits } from "@/lib/live/limits";
import { forgetLiveSessions } from "@/lib/live/live-sessions";
import { forgetShares } from "@/lib/live/person-limits";
import { liveStateSchema } from "@/lib/live/schema";
import { getSnapshot } from "@/lib/master-sessions/snapshot";
import { createTestDatabase } from "@/lib/testing/db";
import { createTenant } from "@/lib/testing/factories";
import { rowsOf } from "@/lib/testing/ingest";
import {
  createTestLiveKey,
  liveAnswer,
  preflight,
  project,
  scheduleSession,
  signToken,
  tell,
} from "@/lib/testing/live";

const database = await createTestDatabase();
const tenant = await exactly(await createTenant());
const key = await createTestLiveKey(tenant);
const foreign = "https://elsewhere.example";
const by = (sub: string, sid: string, more = {}) => signToken(key, { sub, sid, ...more });

/** Small numbers are shown as they are, so that tests can count. */
async function exactly(made: Tenant): Promise<Tenant> {
  await database.admin("update tenants set low_count_threshold = 0 where id = $1", [made.id]);
  return (await getTenantById(made.id)) ?? made;
}

beforeEach(() => {
  forgetShares();
  forgetLiveSessions();
});
afterAll(closeRooms);

describe("taking part with a token", () => {
  it("counts a person once, shows her at once, and the read models say the same", async () => {
    const session = await scheduleSession(tenant);
    const token = await by("ada", session, { country: "DE", language: "de-AT", device: "mobile" });
    const joined = await liveAnswer("ready", session, { token, body: { deviceId: "phone", connectionId: "a" } });
    expect(joined.status).toBe(200);
    expect(liveStateSchema.parse(joined.body)).toMatchObject({
      phase: "scheduled",
      title: "Evening circle",
      masterName: "Asha",
      gathering: { display: "exact", shown: 1 },
      countries: ["DE"],
    });
    await liveAnswer("ready", session, { token, body: { deviceId: "laptop", connectionId: "b" } });
    const other = await liveAnswer("ready", session, { token: await by("bo", session, { country: "Japan" }) });
    expect(other.body).toMatchObject({ gathering: { shown: 2 }, countries: ["DE", "JP"] });

    await tell(tenant, session, [["practice.started"]]);
    await liveAnswer("react", session, { token, body: { kind: "peace" } });
    await liveAnswer("leave", session, { token: await by("bo", session) });
    await expect
      .poll(async () => (await liveAnswer("poll", session)).body)
      .toMatchObject({
        phase: "live",
        gathering: { shown: 2 },
        reactions: [{ kind: "peace", occurrences: 1 }],
        recentReactions: 1,
      });
    const thanks = await liveAnswer("gratitude", session, {
      token,
      body: { text: "For the silence.", consent: "quoted" },
    });
    expect(thanks.status).toBe(200);
    expect((await liveAnswer("recap", session, { token, body: {} })).status).toBe(409);
    await tell(tenant, session, [["practice.au", { units: 2.5 }, undefined, "ada"], ["practice.ended"]]);
    await expect
      .poll(async () => (await liveAnswer("recap", session, { token, body: { surface: "page" } })).status)
      .toBe(200);
    expect(
      (await rowsOf(tenant.id, "analytics.events")).filter((event) => event.name === "recap.viewed").length,
    ).toBeGreaterThan(0);
    await project(tenant);
    await expect
      .poll(async () => (await liveAnswer("poll", session)).body)
      .toMatchObject({
        phase: "ended",
        gathering: { shown: 2 },
        au: { units: 2.5 },
      });
    const snapshot = await withTenantSql(tenant.id, (db) => getSnapshot(db, session));
    expect(snapshot).toMatchObject({ total: 2, gratitude: { texts: 1 }, dedupeAdjustments: 1 });
    expect(snapshot.devices).toContainEqual(expect.objectContaining({ key: "mobile", people: 1 }));
  });

  it("shows no figure of a small circle, its units neither", async () => {
    const quiet = await createTenant();
    const session = await scheduleSession(quiet);
    await tell(quiet, session, [
      ["practice.started"],
      ["practice.ready", { deviceId: "d" }, undefined, "ada"],
      ["practice.au", { units: 1 }, undefined, "ada"],
      ["practice.ended"],
    ]);
    await expect
      .poll(async () => (await liveAnswer("poll", session)).body)
      .toMatchObject({ phase: "ended", gathering: { display: "small-circle", shown: null }, au: null });
  });

  it("works with a key pair of which only the public half is kept", async () => {
    const session = await scheduleSession(tenant);
    const pair = await createTestLiveKey(tenant, "EdDSA");
    const token = await signToken(pair, { sub: "ada", sid: session });
    expect((await liveAnswer("ready", session, { token })).status).toBe(200);
    const rows = await rowsOf(tenant.id, "live_keys");
    expect(JSON.stringify(rows)).not.toContain("PRIVATE");
    expect(JSON.stringify(rows)).not.toContain(Buffer.from(key.secret, "base64url").toString("hex"));
  });

  it("refuses every token that is not good, naming the claim", async () => {
    const session = await scheduleSession(tenant);
    const neighbour = await createTenant();
    const pair = await createTestLiveKey(tenant, "EdDSA");
    const nowS = Math.floor(Date.now() / 1000);
    const publicPem = (await rowsOf<{ public_key: string | null }>(tenant.id, "live_keys")).find(
      (row) => row.public_key,
    );
    const none = `${Buffer.from(JSON.stringify({ alg: "none", kid: key.kid })).toString("base64url")}.${Buffer.from(
      JSON.stringify({ sub: "ada", sid: session, iat: nowS, exp: nowS + 60 }),
    ).toString("base64url")}.`;
    const refused: [string, number, string, string][] = [
      ["not a token", 401, "token.header", "nonsense"],
      ["alg none", 401, "token.alg", none],
      ["expired", 401, "token.exp", await by("ada", session, { iat: nowS - 100, exp: nowS - 1 })],
      ["not yet valid", 401, "token.nbf", await by("ada", session, { nbf: nowS + 900 })],
      ["from the future", 401, "token.iat", await by("ada", session, { iat: nowS + 900, exp: nowS + 1000 })],
      ["valid for too long", 401, "token.exp", await by("ada", session, { exp: nowS + 25 * 3600 })],
      ["without an end", 401, "token.exp", await by("ada", session, { exp: undefined })],
      ["without a person", 401, "token.sub", await by("", session)],
      [
        "of an unknown key",
        401,
        "token.kid",
        await signToken(key, { sub: "a", sid: session }, { kid: `${key.kid.slice(0, 23)}${"A".repeat(22)}` }),
      ],
      [
        "signed by somebody else",
        401,
        "token.signature",
        await signToken(key, { sub: "a", sid: session }, { secret: Buffer.alloc(32, 7) }),
      ],
      [
        "a public key used as a secret",
        401,
        "token.alg",
        await signToken(
          pair,
          { sub: "a", sid: session },
          { alg: "HS256", secret: Buffer.from(publicPem?.public_key ?? "") },
        ),
      ],
      ["of another session", 403, "token.sid", await by("ada", "another")],
    ];
    for (const [what, status, field, token] of refused) {
      const answer = await liveAnswer("ready", session, { token });
      expect([what, answer.status, Object.keys(answer.body.error.fields)]).toEqual([what, status, [field]]);
    }
    const theirs = await signToken(await createTestLiveKey(neighbour), { sub: "ada", sid: session });
    const unknown = await liveAnswer("ready", session, { token: theirs });
    expect(unknown.status).toBe(404);
    expect(await rowsOf(neighbour.id, "analytics.events")).toEqual([]);
  });

  it("ends with the key", async () => {
    const session = await scheduleSession(tenant);
    const dying = await createTestLiveKey(tenant);
    const token = await signToken(dying, { sub: "ada", sid: session });
    expect((await liveAnswer("ready", session, { token })).status).toBe(200);
    await withTenantSql(tenant.id, (db) =>
      db.execute("update live_keys set revoked_at = now() where tenant_id = $1 and id = $2", [tenant.id, dying.id]),
    );
    await expect
      .poll(async () => (await liveAnswer("ready", session, { token })).status, { timeout: 10_000 })
      .toBe(401);
  });
});

describe("taking part without a token", () => {
  it("makes a device one person, whatever number of tabs", async () => {
    const session = await scheduleSession(tenant);
    const first = await liveAnswer("ready", session, { body: { connectionId: "a" } });
    expect(first.headers.get("set-cookie")).toMatch(
      /^attune-device=[^;]+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/,
    );
    const { cookie } = first;
    await liveAnswer("ready", session, { cookie, body: { connectionId: "b", deviceId: "another" } });
    expect((await liveAnswer("ready", session, { cookie, body: { connectionId: "c" } })).body.gathering.shown).toBe(1);
    const forged = await liveAnswer("ready", session, { cookie: `attune-device=${randomUUID()}.${"A".repeat(22)}` });
    expect(forged.body.gathering.shown).toBe(2);
    expect(forged.cookie).toBeDefined();
    const log = JSON.stringify(await rowsOf(tenant.id, "analytics.events"));
    expect(log).not.toContain(cookie?.split("=")[1]?.slice(0, 36));
  });

  it("works from Attune's own pages and allowed origins only", async () => {
    const session = await scheduleSession(tenant);
    for (const origin of [foreign, "null", null]) {
      expect((await liveAnswer("ready", session, { origin })).status, String(origin)).toBe(403);
    }
    const { readable, ...withToken } = await reading(foreign, session, await by("ada", session));
    expect([withToken.status, readable]).toEqual([200, "*"]);
    // Where everybody may look, any page may show the count; taking part is another thing.
    expect((await reading(foreign, session)).readable).toBe("*");
    expect((await preflight(session, foreign)).headers.get("access-control-allow-origin")).toBe("*");

    await settings([foreign], true);
    expect((await liveAnswer("ready", session, { origin: foreign })).status).toBe(200);
    expect((await reading(foreign, session)).readable).toBe(foreign);
    const asked = await preflight(session, foreign);
    expect(asked.headers.get("access-control-allow-origin")).toBe(foreign);
    expect(asked.headers.get("access-control-allow-credentials")).toBe("true");

    await settings([foreign], false);
    expect((await liveAnswer("ready", session)).status).toBe(401);
    expect((await liveAnswer("poll", session)).status).toBe(401);
    expect((await reading(foreign, session)).status).toBe(200);
    await settings([], true);
  });

  async function reading(origin: string, session: string, token?: string) {
    const { status, headers } = await liveAnswer("poll", session, { origin, token });
    return { status, readable: headers.get("access-control-allow-origin") };
  }

  async function settings(origins: string[], anonymous: boolean) {
    await withTenantSql(tenant.id, (db) =>
      db.execute(
        `insert into live_settings (tenant_id, anonymous, allowed_origins) values ($1, $2, $3)
         on conflict (tenant_id) do update set anonymous = $2, allowed_origins = $3`,
        [tenant.id, anonymous, origins],
      ),
    );
    forgetLiveSessions();
  }
});

describe("bad input", () => {
  it("is answered with what is wrong, and nothing is stored", async () => {
    const session = await scheduleSession(tenant);
    const token = await by("ada", session);
    const before = (await rowsOf(tenant.id, "analytics.events")).length;
    const answers = async (call: "ready" | "react" | "gratitude", body: unknown) => {
      const { status, body: said } = await liveAnswer(call, session, { token, body });
      return [status, ...Object.keys(said.error?.fields ?? {})];
    };
    expect(await answers("gratitude", { text: "" })).toEqual([422, "text"]);
    expect(await answers("gratitude", { text: "ж".repeat(10_000) })).toEqual([422, "text"]);
    forgetShares();
    expect(await answers("gratitude", {})).toEqual([422, "text"]);
    expect(await answers("gratitude", { text: "x".repeat(100_000) })).toEqual([413]);
    expect(await answers("react", { kind: 5 })).toEqual([422, "kind"]);
    expect(await answers("react", { kind: "me@example.org" })).toEqual([422, "kind"]);
    expect(await answers("ready", "{")).toEqual([400, "body"]);
    expect(await answers("ready", new Uint8Array([0x22, 0xff, 0xfe, 0x22]))).toEqual([400, "body"]);
    expect(await answers("ready", { connectionId: "x".repeat(9000) })).toEqual([413]);
    expect((await rowsOf(tenant.id, "analytics.events")).length).toBe(before);
  });

  it("cannot tell a foreign session from one that never was", async () => {
    const neighbour = await createTenant();
    const theirs = await scheduleSession(neighbour);
    const told = async (session: string) =>
      (await liveAnswer("ready", session, { token: await by("ada", session) })).body;
    expect(await told(theirs)).toEqual(await told("never-was"));
    expect((await liveAnswer("poll", "never-was")).status).toBe(404);
    expect((await liveAnswer("poll", theirs, { tenant: tenant.slug })).status).toBe(404);
    expect((await liveAnswer("poll", theirs, { tenant: neighbour.slug })).status).toBe(200);
  });

  it("asks which tenant when two use one id", async () => {
    const [one, two] = [await createTenant(), await createTenant()];
    for (const owner of [one, two]) await scheduleSession(owner, { id: "shared-id" });
    expect((await liveAnswer("poll", "shared-id")).status).toBe(404);
    expect((await liveAnswer("poll", "shared-id", { tenant: two.slug })).status).toBe(200);
  });

  it("comes after the end with a 409, but thanks are taken for a day", async () => {
    const session = await scheduleSession(tenant, { startsAt: new Date(Date.now() - 7_200_000) });
    const at = (hours: number) => new Date(Date.now() - hours * 3_600_000);
    await tell(tenant, session, [
      ["practice.started", {}, at(2)],
      ["practice.ended", {}, at(1)],
    ]);
    const token = await by("ada", session);
    expect((await liveAnswer("ready", session, { token })).status).toBe(409);
    expect((await liveAnswer("react", session, { token, body: { kind: "joy" } })).status).toBe(409);
    expect((await liveAnswer("heartbeat", session, { token })).body.phase).toBe("ended");
    expect((await liveAnswer("gratitude", session, { token, body: { text: "Thank you." } })).status).toBe(200);
    const old = await scheduleSession(tenant, { startsAt: at(50) });
    await tell(tenant, old, [
      ["practice.started", {}, at(50)],
      ["practice.ended", {}, at(49)],
    ]);
    const late = await liveAnswer("gratitude", old, { token: await by("ada", old), body: { text: "Thank you." } });
    expect(late.status).toBe(409);
  });

  it("is slowed down, person by person", async () => {
    const session = await scheduleSession(tenant);
    const token = await by("ada", session);
    const statuses = [];
    for (let at = 0; at < 4; at++) {
      statuses.push((await liveAnswer("gratitude", session, { token, body: { text: `Thanks ${at}` } })).status);
    }
    expect(statuses).toEqual([200, 200, 200, 429]);
    const answer = await liveAnswer("gratitude", session, { token, body: { text: "again" } });
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(
      (await liveAnswer("gratitude", session, { token: await by("bo", session), body: { text: "Hi" } })).status,
    ).toBe(200);
    expect(liveLimits.bodyBytes).toBe(8192);
  });
});
