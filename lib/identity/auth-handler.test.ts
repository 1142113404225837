import { createRequire } from "node:module";
import { NextRequest } from "next/server";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { GET, POST } from "@/app/api/auth/[...nextauth]/route";
import { withTenant, withTenantSql } from "@/lib/db/tenant";
import { doorOf } from "@/lib/guard/door";
import { invite } from "@/lib/identity/invitations";
import { viewerOfCookie } from "@/lib/identity/session";
import { asRole, disableAccount, makeTenant, makeUser, signedIn } from "@/lib/testing/as-role";
import { createTestDatabase } from "@/lib/testing/db";
import { setEnvironment } from "@/lib/testing/environment";
import { startOidcServer } from "@/lib/testing/oidc-server";

const database = await createTestDatabase();
const provider = await startOidcServer({ sub: "1", email: "", email_verified: true, name: "Provided Name" });
afterAll(() => provider.close());
setEnvironment({
  OIDC_ISSUER: provider.issuer,
  OIDC_CLIENT_ID: provider.clientId,
  OIDC_CLIENT_SECRET: provider.clientSecret,
});

const base = "http://localhost:3000";
const password = "the kettle sings at six";

/** A browser: keeps cookies, and hands them to next-auth, which asks next/headers for them by a require of its own. */
class Browser {
  readonly jar = new Map<string, string>();
  headers: Record<string, string> = {
    "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
  };

  async send(method: "GET" | "POST", path: string, body?: Record<string, string>, origin: string | null = base) {
    const url = new URL(path, base);
    const headers = new Headers({
      ...this.headers,
      host: url.host,
      cookie: [...this.jar].map((pair) => pair.join("=")).join("; "),
    });
    if (method === "POST" && origin) headers.set("origin", origin);
    if (body) headers.set("content-type", "application/x-www-form-urlencoded");
    const request = new NextRequest(url, { method, headers, body: body ? new URLSearchParams(body) : undefined });
    this.provideNextHeaders(request);
    const params = Promise.resolve({ nextauth: url.pathname.split("/").slice(3) });
    const response = await (method === "GET" ? GET : POST)(request, { params });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";");
      const at = pair.indexOf("=");
      const value = decodeURIComponent(pair.slice(at + 1));
      if (/max-age=0/i.test(cookie) || value === "") this.jar.delete(pair.slice(0, at));
      else this.jar.set(pair.slice(0, at), value);
    }
    return response;
  }

  private provideNextHeaders(request: NextRequest) {
    const require = createRequire(import.meta.url);
    const path = require.resolve("next/headers");
    const all = [...this.jar].map(([name, value]) => ({ name, value }));
    require(path);
    const loaded = require.cache[path];
    if (!loaded) throw new Error("next/headers was not loaded.");
    loaded.exports = { cookies: async () => ({ getAll: () => all }), headers: async () => request.headers };
  }

  async post(path: string, body: Record<string, string>) {
    const csrf = (await (await this.send("GET", "/api/auth/csrf")).json()) as { csrfToken: string };
    const response = await this.send("POST", path, { csrfToken: csrf.csrfToken, json: "true", ...body });
    return { response, url: ((await response.json()) as { url?: string }).url ?? "" };
  }

  signIn(email: string, tried = password, callbackUrl = "/en") {
    return this.post("/api/auth/callback/credentials", { email, password: tried, callbackUrl });
  }

  /** Follows the identity provider's redirects. Returns where the browser ends. */
  async signInThroughProvider(callbackUrl = "/de/lumen"): Promise<string> {
    const { url } = await this.post("/api/auth/signin/oidc", { callbackUrl });
    const back = await fetch(url, { redirect: "manual" });
    let location = new URL(back.headers.get("location") ?? "");
    for (let hop = 0; hop < 3 && location.pathname.startsWith("/api/auth"); hop += 1) {
      const response = await this.send("GET", location.pathname + location.search);
      location = new URL(response.headers.get("location") ?? "", base);
    }
    return location.pathname + location.search;
  }

  viewer() {
    return viewerOfCookie(this.jar.get("attune.session"));
  }
}

const audit = (tenant: Awaited<ReturnType<typeof makeTenant>>) =>
  withTenantSql(tenant.id, (db) =>
    db.execute<{ action: string }>(`select action, detail from audit_log where seq > 2 order by seq`, []),
  );

let browser: Browser;
beforeEach(async () => {
  browser = new Browser();
  await database.admin("truncate sign_in_throttles");
});

describe("signing in by password", () => {
  it("sets a cookie that carries a session and nothing else", async () => {
    const tenant = await makeTenant();
    const user = await makeUser({ password, memberships: [{ tenantId: tenant.id, role: "coach" }] });
    const { response, url } = await browser.signIn(user.email);
    expect(response.status).toBe(200);
    expect(url).toBe(`${base}/en`);
    const cookie = response.headers.getSetCookie().find((one) => one.startsWith("attune.session=")) ?? "";
    expect(cookie).toMatch(/; Path=\/; .*HttpOnly; SameSite=Lax$/);
    expect(await browser.viewer()).toMatchObject({ user: { id: user.id, email: user.email } });
    const rows = await database.admin(
      `select client, length(token_hash) as hash from user_sessions where user_id = $1`,
      [user.id],
    );
    expect(rows).toEqual([{ client: "Firefox on Linux", hash: 32 }]);
    expect(await audit(tenant)).toEqual([
      { action: "user.signed-in", detail: { method: "credentials", client: "Firefox on Linux" } },
    ]);
  });

  it("uses a __Host- cookie with Secure where Attune is served over https", async () => {
    setEnvironment({ ATTUNE_URL: "https://attune.example.org" });
    try {
      const user = await makeUser({ password });
      const csrf = await browser.send("GET", "/api/auth/csrf");
      const { csrfToken } = (await csrf.json()) as { csrfToken: string };
      const body = { csrfToken, json: "true", email: user.email, password };
      const response = await browser.send("POST", "/api/auth/callback/credentials", body, "https://attune.example.org");
      const cookie = response.headers.getSetCookie().find((one) => one.includes("attune.session=")) ?? "";
      expect(cookie).toMatch(/^__Host-attune\.session=.*; Path=\/; .*HttpOnly; Secure; SameSite=Lax$/);
      expect(cookie).not.toMatch(/domain/i);
    } finally {
      setEnvironment({ ATTUNE_URL: undefined });
    }
  });

  it("answers a wrong password and an unknown e-mail with the same bytes", async () => {
    const user = await makeUser({ password });
    const answers = [];
    for (const email of [user.email, "nobody@people.example"]) {
      const { response, url } = await new Browser().signIn(email, "not the right one at all");
      answers.push([response.status, url, response.headers.getSetCookie().length]);
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.[1]).toContain("error=CredentialsSignin");
  });

  it("says how long to wait once the account is held", async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) await browser.signIn("held@people.example", "x");
    expect((await browser.signIn("held@people.example", "x")).url).toMatch(/error=wait-[1-3]\d$/);
  });

  it("refuses without the page's token, and from a foreign, null or missing origin", async () => {
    const user = await makeUser({ password });
    const body = { email: user.email, password, json: "true" };
    await browser.send("POST", "/api/auth/callback/credentials", body);
    expect(await browser.viewer()).toBeNull();
    const { csrfToken } = (await (await browser.send("GET", "/api/auth/csrf")).json()) as { csrfToken: string };
    for (const origin of ["https://elsewhere.example", "null", null]) {
      const response = await browser.send("POST", "/api/auth/callback/credentials", { ...body, csrfToken }, origin);
      expect(response.status).toBe(403);
    }
    expect(await browser.viewer()).toBeNull();
  });

  it("leads back to paths of this site only", async () => {
    const user = await makeUser({ password });
    const cases = [
      ["/de/lumen/masters?q=a", `${base}/de/lumen/masters?q=a`],
      ["https://elsewhere.example/x", `${base}/`],
      ["//elsewhere.example/x", `${base}/`],
      ["javascript:alert(1)", `${base}/`],
    ] as const;
    for (const [callbackUrl, expected] of cases) {
      expect((await new Browser().signIn(user.email, password, callbackUrl)).url).toBe(expected);
    }
  });

  it("ends the session that the browser held before", async () => {
    const first = await makeUser({ password });
    await browser.signIn(first.email);
    const old = browser.jar.get("attune.session");
    const second = await makeUser({ password });
    await browser.signIn(second.email);
    expect(await browser.viewer()).toMatchObject({ user: { id: second.id } });
    expect(await viewerOfCookie(old)).toBeNull();
  });

  it("signing out ends the row, so that a kept cookie opens nothing", async () => {
    const user = await makeUser({ password });
    await browser.signIn(user.email);
    const kept = browser.jar.get("attune.session");
    await browser.post("/api/auth/signout", {});
    expect(browser.jar.has("attune.session")).toBe(false);
    expect(await viewerOfCookie(kept)).toBeNull();
  });
});

describe("the addresses of next-auth", () => {
  it("are a door", () => {
    expect(doorOf(GET)).toMatchObject({ kind: "route", scope: "public" });
    expect(doorOf(POST)).toMatchObject({ kind: "route", scope: "public" });
  });

  it.each([
    ["GET", "/api/auth/session"],
    ["POST", "/api/auth/session"],
    ["GET", "/api/auth/providers"],
    ["POST", "/api/auth/_log"],
    ["GET", "/api/auth/signin/oidc"],
    ["GET", "/api/auth/signout"],
    ["GET", "/api/auth/verify-request"],
    ["GET", "/api/auth/constructor"],
  ] as const)("%s %s is closed", async (method, path) => {
    expect((await browser.send(method, path)).status).toBe(404);
  });
});

describe("signing in through the identity provider", () => {
  const person = (email: string, changes = {}) => {
    provider.person = { sub: crypto.randomUUID(), email, email_verified: true, name: "Provided Name", ...changes };
    return provider.person;
  };

  it("opens the account of a verified e-mail, links it, and ends its password and other sessions", async () => {
    const tenant = await makeTenant();
    const user = await makeUser({ password, memberships: [{ tenantId: tenant.id, role: "coach" }] });
    const elsewhere = await signedIn(user);
    person(user.email.toUpperCase());
    expect(await browser.signInThroughProvider(`/de/${tenant.slug}`)).toBe(`/de/${tenant.slug}`);
    expect(await browser.viewer()).toMatchObject({ user: { id: user.id } });
    expect(await viewerOfCookie(elsewhere.cookie.split("=")[1])).toBeNull();
    expect((await new Browser().signIn(user.email)).url).toContain("CredentialsSignin");
    expect((await audit(tenant)).map(({ action }) => action)).toEqual(["user.sso-linked", "user.signed-in"]);
    // The subject, not the e-mail, is what it goes by from now on.
    provider.person = { ...provider.person, email: "renamed@people.example" };
    const second = new Browser();
    await second.signInThroughProvider();
    expect(await second.viewer()).toMatchObject({ user: { id: user.id } });
  });

  it("reads e-mail and name from user info where the ID token has none", async () => {
    const user = await makeUser();
    person(user.email);
    provider.sparseIdToken = true;
    await browser.signInThroughProvider();
    provider.sparseIdToken = false;
    expect(await browser.viewer()).toMatchObject({ user: { id: user.id } });
  });

  it.each([
    [
      "an e-mail that is not verified",
      async () => person((await makeUser()).email, { email_verified: false }),
      "oidc-unverified",
    ],
    ["an unknown e-mail", async () => person("nobody@people.example"), "oidc-unknown"],
    [
      "a disabled account",
      async () => {
        const user = await makeUser();
        await disableAccount(user);
        person(user.email);
      },
      "oidc-unknown",
    ],
    [
      "an account that is linked to somebody else",
      async () => {
        const user = await makeUser();
        person(user.email);
        await new Browser().signInThroughProvider();
        person(user.email);
      },
      "oidc-other-identity",
    ],
  ])("refuses %s, in the reader's language", async (_, arrange, reason) => {
    await arrange();
    expect(await browser.signInThroughProvider("/de/lumen")).toBe(`/de/sign-in?error=${reason}`);
    expect(await browser.viewer()).toBeNull();
  });

  it("makes an account for the invited address, and only from its invitation", async () => {
    const tenant = await makeTenant();
    const admin = await asRole(tenant, "admin");
    const email = "invited@people.example";
    const { token } = await withTenant(tenant.id, (db) =>
      invite(db, { email, role: "coach", invitedBy: admin.user.id, now: new Date() }),
    );
    person(email);
    expect(await browser.signInThroughProvider()).toBe("/de/sign-in?error=oidc-unknown");
    person("somebody-else@people.example");
    expect(await browser.signInThroughProvider(`/en/invite/${token}`)).toBe("/en/sign-in?error=oidc-unknown");
    person(email);
    expect(await browser.signInThroughProvider(`/en/invite/${token}`)).toBe(`/en/invite/${token}`);
    expect(await browser.viewer()).toMatchObject({ user: { email, name: "Provided Name" } });
  });

  it("refuses a code that the browser did not ask for", async () => {
    const user = await makeUser();
    person(user.email);
    const victim = new Browser();
    const { url } = await browser.post("/api/auth/signin/oidc", { callbackUrl: "/en" });
    const location = (await fetch(url, { redirect: "manual" })).headers.get("location") ?? "";
    const answer = await victim.send("GET", location.slice(base.length));
    expect(answer.headers.get("location")).toContain("/api/auth/error?error=OAuthCallback");
    expect(await victim.viewer()).toBeNull();
  });
});
