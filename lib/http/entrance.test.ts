import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type Arrival, entranceFor } from "@/lib/http/entrance";
import { firstPressScript, firstPressSource } from "@/lib/http/first-press";
import { contentSecurityPolicy, type HeaderOptions, securityHeaders } from "@/lib/http/security-headers";

const arrival = (given: Partial<Arrival>): Arrival => ({
  pathname: "/",
  search: "",
  localeCookie: undefined,
  acceptLanguage: "de",
  hasSessionCookie: true,
  ...given,
});

describe("the entrance", () => {
  it.each<[string, Partial<Arrival>, ReturnType<typeof entranceFor>]>([
    ["brings the root to the reader's language", {}, { redirect: "/de" }],
    ["lets a choice win over the browser", { localeCookie: "en" }, { redirect: "/en" }],
    ["ignores a cookie that is no language", { localeCookie: "//x" }, { redirect: "/de" }],
    [
      "adds the language and keeps the query",
      { pathname: "/lumen/masters", search: "?range=7d" },
      { redirect: "/de/lumen/masters?range=7d" },
    ],
    ["stays on this site", { pathname: "//example.org" }, { redirect: "/de//example.org" }],
    ["leaves pages with a language alone", { pathname: "/en/lumen" }, { locale: "en" }],
    ["leaves the API alone", { pathname: "/api/health", hasSessionCookie: false }, { locale: "de" }],
    ["leaves shared reports alone", { pathname: "/r/abc", hasSessionCookie: false }, { locale: "de" }],
    [
      "shows the signed-out the way and remembers where they wanted to go",
      { pathname: "/en/lumen/masters", search: "?q=a", hasSessionCookie: false },
      { redirect: "/en/sign-in?returnTo=%2Fen%2Flumen%2Fmasters%3Fq%3Da" },
    ],
    ["needs no memory for the start", { pathname: "/en", hasSessionCookie: false }, { redirect: "/en/sign-in" }],
    ["lets the signed-out sign in", { pathname: "/en/sign-in", hasSessionCookie: false }, { locale: "en" }],
    ["lets participants in, in their language", { pathname: "/ar/live/x", hasSessionCookie: false }, { locale: "ar" }],
    [
      "finds the language of participants among more",
      { pathname: "/live/x", search: "?tenant=lumen", acceptLanguage: "fr, en;q=0.5" },
      { redirect: "/fr/live/x?tenant=lumen" },
    ],
    [
      "brings participants whose language it lacks to one that they read",
      { pathname: "/ja/live/x", search: "?tenant=lumen", acceptLanguage: "ja, es;q=0.5", hasSessionCookie: false },
      { redirect: "/es/live/x?tenant=lumen" },
    ],
    ["hears the language of a country", { pathname: "/fr-CA/live/x" }, { redirect: "/fr/live/x" }],
    ["knows their languages nowhere else", { pathname: "/fr/lumen" }, { redirect: "/de/fr/lumen" }],
    ["lets the invited in", { pathname: "/en/invite/t0ken", hasSessionCookie: false }, { locale: "en" }],
  ])("%s", (_, given, expected) => {
    expect(entranceFor(arrival(given))).toEqual(expected);
  });
});

describe("the headers", () => {
  const options: HeaderOptions = {
    nonce: "abc",
    https: true,
    development: false,
    sharedReport: false,
    formOrigins: [],
  };

  it("allow scripts by nonce only, and the one that keeps first presses by its hash", () => {
    const policy = contentSecurityPolicy(options);
    const scripts = policy.split("; ").find((part) => part.startsWith("script-src "));
    expect(scripts).toBe(`script-src 'self' 'nonce-abc' ${firstPressSource} 'strict-dynamic'`);
    expect(firstPressSource).toBe(`'sha256-${createHash("sha256").update(firstPressScript).digest("base64")}'`);
    // What React would write otherwise than it stands would have another hash.
    expect(firstPressScript).not.toMatch(/<\/?(script|!--)/i);
    expect(policy).not.toContain("unsafe-eval");
    expect(policy.match(/'unsafe-inline'/g)).toHaveLength(1);
    expect(policy).toContain("style-src-attr 'unsafe-inline'");
    expect(policy).toContain("frame-ancestors 'none'");
  });

  it("let a form end at the sign-in provider", () => {
    expect(contentSecurityPolicy({ ...options, formOrigins: ["https://login.example.org"] })).toContain(
      "form-action 'self' https://login.example.org",
    );
  });

  it("let a page be framed by those who are named, and by nobody else", () => {
    const frameAncestors = ["https://lumen.example", "http://localhost:3000"];
    expect(contentSecurityPolicy({ ...options, frameAncestors })).toContain(
      "frame-ancestors https://lumen.example http://localhost:3000",
    );
    expect(securityHeaders({ ...options, frameAncestors })["X-Frame-Options"]).toBeUndefined();
    expect(securityHeaders({ ...options, frameAncestors: [] })["X-Frame-Options"]).toBe("DENY");
  });

  it("promise https only where there is https", () => {
    expect(securityHeaders(options)["Strict-Transport-Security"]).toMatch(/^max-age=\d{8};/);
    expect(securityHeaders({ ...options, https: false })["Strict-Transport-Security"]).toBeUndefined();
    expect(contentSecurityPolicy({ ...options, https: false })).not.toContain("upgrade-insecure-requests");
  });

  it("keep the address of a shared report to itself, and every page out of caches", () => {
    expect(securityHeaders({ ...options, sharedReport: true })).toMatchObject({
      "Referrer-Policy": "no-referrer",
      "X-Robots-Tag": "noindex, nofollow",
    });
    expect(securityHeaders(options)).toMatchObject({
      "Cache-Control": "private, no-store",
      "Referrer-Policy": "same-origin",
      "X-Content-Type-Options": "nosniff",
    });
  });
});
