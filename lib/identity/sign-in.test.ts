import { parseOptions, verify } from "@node-rs/argon2";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { withTenantSql } from "@/lib/db/tenant";
import { signInWithPassword } from "@/lib/identity/sign-in";
import { admitAttempt, forgive } from "@/lib/identity/throttle";
import { throttleLimits, waitAfter } from "@/lib/identity/throttle-rules";
import { disableAccount, makeTenant, makeUser } from "@/lib/testing/as-role";
import { createTestDatabase } from "@/lib/testing/db";

// Counted rather than timed: how long a hash takes says more about the machine than about the code.
vi.mock("@node-rs/argon2", async (original) => {
  const real = await original<typeof import("@node-rs/argon2")>();
  return { ...real, verify: vi.fn(real.verify) };
});
const verified = vi.mocked(verify);

const database = await createTestDatabase();
const password = "the kettle sings at six";
const ago = (seconds: number) =>
  database.admin(
    `update sign_in_throttles set window_started_at = window_started_at - make_interval(secs => $1),
       blocked_until = blocked_until - make_interval(secs => $1)`,
    [seconds],
  );

/** Seconds to wait, of which a slow machine has already used up some. */
const about = (seconds: number) => expect.toSatisfy((value: number) => value <= seconds && value > seconds / 2);

beforeEach(() => database.admin("truncate sign_in_throttles"));

describe("signing in with a password", () => {
  it("finds the account, whatever the case of its e-mail and the composition of its password", async () => {
    const user = await makeUser({ email: "zoe@people.example", password: "Zoë's kettle sings at six" });
    const decomposed = "Zoë's kettle sings at six".normalize("NFD");
    expect(await signInWithPassword({ email: " ZOE@people.example ", password: decomposed }, "198.51.100.1")).toEqual(
      user,
    );
  });

  it("says the same nothing to a wrong password, an unknown e-mail, a disabled account and one without a password", async () => {
    const user = await makeUser({ password });
    const closed = await makeUser({ password });
    await disableAccount(closed);
    const single = await makeUser();
    for (const [email, tried] of [
      [user.email, "not the right one at all"],
      ["nobody@people.example", password],
      [closed.email, password],
      [single.email, password],
      ["not an e-mail", password],
      [user.email, "x".repeat(5000)],
      [user.email, undefined],
    ]) {
      expect(await signInWithPassword({ email, password: tried }, "198.51.100.1")).toBeNull();
    }
  });

  it("costs an unknown e-mail as much as a known one: one verification at the same cost", async () => {
    const user = await makeUser({ password });
    await signInWithPassword({ email: "warm@people.example", password: "up" }, "198.51.100.2");
    const workFor = async (email: string) => {
      verified.mockClear();
      await signInWithPassword({ email, password: "not the right one at all" }, "198.51.100.3");
      return verified.mock.calls.map(([passwordHash]) => {
        const { memoryCost, timeCost, parallelism } = parseOptions(String(passwordHash));
        return { memoryCost, timeCost, parallelism };
      });
    };
    const known = await workFor(user.email);
    expect(known).toHaveLength(1);
    expect(await workFor("somebody@people.example")).toEqual(known);
  });

  it("holds an account after five attempts, whether it exists or not, and tells how long", async () => {
    const user = await makeUser({ password });
    for (const email of [user.email, "ghost@people.example"]) {
      for (let attempt = 0; attempt < 5; attempt += 1) {
        expect(await signInWithPassword({ email, password: "wrong wrong wrong" }, `203.0.113.${attempt}`)).toBeNull();
      }
      await expect(signInWithPassword({ email, password }, "203.0.113.9")).rejects.toMatchObject({
        code: "too-many",
        retryAfterS: about(30),
        fields: { "": "tooManyAttempts" },
      });
    }
  });

  it("lets in after the wait, starts anew then, and waits twice as long after another failure", async () => {
    const user = await makeUser({ password });
    const wrong = () => signInWithPassword({ email: user.email, password: "wrong wrong wrong" }, "203.0.113.1");
    for (let attempt = 0; attempt < 5; attempt += 1) await wrong();
    await ago(31);
    expect(await wrong()).toBeNull();
    await expect(wrong()).rejects.toMatchObject({ retryAfterS: about(60) });
    await ago(61);
    expect(await signInWithPassword({ email: user.email, password }, "203.0.113.1")).toEqual(user);
    for (let attempt = 0; attempt < 4; attempt += 1) expect(await wrong()).toBeNull();
    expect(await signInWithPassword({ email: user.email, password }, "203.0.113.1")).toEqual(user);
  });

  it("holds an address that tries many accounts", async () => {
    const { free } = throttleLimits.address;
    for (let attempt = 0; attempt < free; attempt += 1) {
      await signInWithPassword({ email: `guess-${attempt}`, password: "x" }, "192.0.2.1");
    }
    await expect(signInWithPassword({ email: "guess", password: "x" }, "192.0.2.1")).rejects.toMatchObject({
      retryAfterS: about(30),
    });
    expect(await signInWithPassword({ email: "guess", password: "x" }, "192.0.2.2")).toBeNull();
  });

  it("gives a hundred attempts at the same moment no more than five", async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 100 }, () => admitAttempt([{ kind: "account", value: "rush@people.example" }])),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
  });

  it("keeps neither e-mail nor address, only keyed hashes", async () => {
    await signInWithPassword({ email: "plain@people.example", password: "x" }, "192.0.2.77");
    const rows = await database.admin<{ all: string }>(`select sign_in_throttles::text as all from sign_in_throttles`);
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toMatch(/plain|192/);
  });

  it("tells the tenants of an account when it is held, and says nothing of single failures", async () => {
    const tenant = await makeTenant();
    const user = await makeUser({ password, memberships: [{ tenantId: tenant.id, role: "admin" }] });
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await signInWithPassword({ email: user.email, password: "wrong wrong wrong" }, "203.0.113.1");
    }
    await expect
      .poll(() =>
        withTenantSql(tenant.id, (db) =>
          db.execute(`select actor_kind, actor_label, action, target_id from audit_log where seq > 2`, []),
        ),
      )
      .toEqual([{ actor_kind: "visitor", actor_label: "Visitor", action: "sign-in.held", target_id: user.id }]);
  });
});

describe("the throttle", () => {
  it.each([
    ["account", 4, 0],
    ["account", 5, 30],
    ["account", 6, 60],
    ["account", 9, 480],
    ["account", 10, 900],
    ["account", 4000, 900],
    ["address", 29, 0],
    ["address", 30, 30],
  ] as const)("waits as its rule says: %s after %i", async (kind, attempts, seconds) => {
    expect(waitAfter(attempts, throttleLimits[kind])).toBe(seconds);
    const key = { kind, value: "someone" } as const;
    await admitAttempt([key]);
    await database.admin(`update sign_in_throttles set failures = $1, blocked_until = null`, [attempts - 1]);
    expect(await admitAttempt([key])).toEqual({ closed: seconds > 0 });
    const [row] = await database.admin<{ wait: number }>(
      `select round(coalesce(extract(epoch from blocked_until - now()), 0))::int as wait from sign_in_throttles`,
    );
    expect(row?.wait).toBeGreaterThanOrEqual(seconds / 2);
    expect(row?.wait).toBeLessThanOrEqual(seconds);
  });

  it("forgets after an hour", async () => {
    const key = { kind: "account", value: "someone" } as const;
    for (let attempt = 0; attempt < 4; attempt += 1) await admitAttempt([key]);
    await ago(3601);
    for (let attempt = 0; attempt < 4; attempt += 1) expect(await admitAttempt([key])).toEqual({ closed: false });
    await forgive([key]);
    expect(await database.admin(`select * from sign_in_throttles`)).toEqual([]);
  });
});
