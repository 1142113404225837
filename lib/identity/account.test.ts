import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Tenant } from "@/lib/db/directory";
import { withTenantSql } from "@/lib/db/tenant";
import { hasPassword, listSessions } from "@/lib/identity/account";
import {
  changeName,
  changePassword,
  changeTheme,
  endOtherSessions,
  endSession,
  signOut,
} from "@/lib/identity/account-actions";
import { purgeIdentity } from "@/lib/identity/jobs";
import { viewerOfToken } from "@/lib/identity/session";
import { signInWithPassword } from "@/lib/identity/sign-in";
import { type Actor, makeTenant, makeUser, signedIn } from "@/lib/testing/as-role";
import { createTestDatabase } from "@/lib/testing/db";
import { cookieValue, requestAs } from "@/lib/testing/fake-next-headers";

vi.mock("next/headers", () => import("@/lib/testing/fake-next-headers"));
vi.mock("next/navigation", () => import("@/lib/testing/fake-next-navigation"));
const database = await createTestDatabase();

const password = "the kettle sings at six";
const next = "a heron waits by the weir";
let tenants: Tenant[];
let me: Actor;

beforeEach(async () => {
  await database.admin("truncate sign_in_throttles");
  tenants = [await makeTenant(), await makeTenant()];
  const memberships = tenants.map(({ id }) => ({ tenantId: id, role: "coach" as const }));
  me = await signedIn(await makeUser({ password, memberships }));
  requestAs(me);
});

/** What the log of every tenant of mine says since I joined. */
const told = () =>
  Promise.all(
    tenants.map(({ id }) =>
      withTenantSql(id, (db) =>
        db.execute(`select actor_id, action, target_id, detail from audit_log where seq > 2 order by seq`, []),
      ),
    ),
  );

describe("changing the password", () => {
  it("ends every other session, keeps this one, and is told in each tenant", async () => {
    const phone = await signedIn(me.user);
    expect(await changePassword({ current: password, next })).toEqual({ ok: true, data: { endedSessions: 1 } });
    expect(await viewerOfToken(phone.token)).toBeNull();
    expect(await viewerOfToken(me.token)).not.toBeNull();
    expect(await signInWithPassword({ email: me.user.email, password }, "203.0.113.1")).toBeNull();
    expect(await signInWithPassword({ email: me.user.email, password: next }, "203.0.113.1")).not.toBeNull();
    const entry = {
      actor_id: me.user.id,
      action: "user.password-changed",
      target_id: me.user.id,
      detail: { endedSessions: 1 },
    };
    expect(await told()).toEqual([[entry], [entry]]);
  });

  it("asks for the current one, and its guesses are throttled like a sign-in", async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expect(await changePassword({ current: "not the right one", next })).toMatchObject({
        ok: false,
        error: { code: "invalid", fields: { current: "passwordWrong" } },
      });
    }
    expect(await changePassword({ current: password, next })).toMatchObject({
      ok: false,
      error: { code: "too-many", retryAfterS: expect.any(Number) },
    });
    expect(await told()).toEqual([[], []]);
  });

  it("holds the new one to the rules, with the names of her tenants as context", async () => {
    const slug = tenants[0]?.slug ?? "";
    for (const [tried, fault] of [
      ["too short", "passwordShort"],
      [`${slug} ${slug} ${slug}`, "passwordContext"],
      [me.user.email, "passwordContext"],
    ]) {
      const refused = await changePassword({ current: password, next: tried ?? "" });
      expect(refused).toMatchObject({ error: { code: "invalid", fields: { next: fault } } });
    }
  });

  it("is not there for an account of the identity provider", async () => {
    const single = await signedIn(await makeUser());
    requestAs(single);
    expect(await hasPassword(single.user.id)).toBe(false);
    expect(await changePassword({ current: "", next })).toMatchObject({ error: { fields: { "": "passwordAbsent" } } });
  });
});

describe("my sessions", () => {
  it("are listed and end one by one, or all but this one", async () => {
    const [phone, tablet, laptop] = [await signedIn(me.user), await signedIn(me.user), await signedIn(me.user)];
    const listed = await listSessions(me.user.id);
    expect(listed).toHaveLength(4);
    const phoneId = (await viewerOfToken(phone?.token ?? ""))?.sessionId ?? "";
    expect(await endSession({ sessionId: phoneId })).toMatchObject({ ok: true });
    expect(await viewerOfToken(phone?.token ?? "")).toBeNull();
    expect(await endSession({ sessionId: phoneId })).toMatchObject({ error: { code: "not-found" } });
    expect(await endOtherSessions({})).toEqual({ ok: true, data: { endedSessions: 2 } });
    for (const other of [tablet, laptop]) expect(await viewerOfToken(other?.token ?? "")).toBeNull();
    expect(await viewerOfToken(me.token)).not.toBeNull();
    expect((await told())[0]?.map((row) => (row as { action: string }).action)).toEqual([
      "user.session-ended",
      "user.sessions-ended",
    ]);
  });

  it("of somebody else are not mine to end", async () => {
    const other = await signedIn(await makeUser());
    const id = (await viewerOfToken(other.token))?.sessionId ?? "";
    expect(await endSession({ sessionId: id })).toMatchObject({ ok: false, error: { code: "not-found" } });
    expect(await viewerOfToken(other.token)).not.toBeNull();
  });

  it("end with signing out: the row first, then the cookie", async () => {
    expect(await signOut({})).toMatchObject({ ok: true });
    expect(await viewerOfToken(me.token)).toBeNull();
    expect(cookieValue("attune.session")).toBeUndefined();
    expect(await signOut({})).toMatchObject({ ok: false, error: { code: "unauthenticated" } });
  });

  it("end by themselves after thirty days unused, and are cleared away later together with old throttles", async () => {
    await database.admin(`update user_sessions set expires_at = now() - interval '1 second' where user_id = $1`, [
      me.user.id,
    ]);
    expect(await viewerOfToken(me.token)).toBeNull();
    await signInWithPassword({ email: "x@people.example", password: "x" }, "203.0.113.1");
    const count = async () =>
      (
        await database.admin(
          `select (select count(*) from user_sessions where user_id = $1)::int as s,
      (select count(*) from sign_in_throttles)::int as t`,
          [me.user.id],
        )
      )[0];
    await purgeIdentity.run({});
    expect(await count()).toEqual({ s: 1, t: 2 });
    await database.admin(`update user_sessions set expires_at = now() - interval '91 days'`);
    await database.admin(`update sign_in_throttles set window_started_at = now() - interval '2 days'`);
    await purgeIdentity.run({});
    expect(await count()).toEqual({ s: 0, t: 0 });
  });
});

describe("my name and colours", () => {
  it("change at once; the name is told, the colours are nobody's business", async () => {
    expect(await changeName({ name: "  Nova Lind " })).toMatchObject({ ok: true });
    expect(await changeTheme({ theme: "dark" })).toMatchObject({ ok: true });
    expect((await viewerOfToken(me.token))?.user).toMatchObject({ name: "Nova Lind", theme: "dark" });
    expect(await changeName({ name: "Nova Lind" })).toMatchObject({ ok: true });
    expect((await told())[1]).toMatchObject([
      { action: "user.renamed", detail: { from: "Robin Vale", to: "Nova Lind" } },
    ]);
  });
});
