import { type NextRequest, NextResponse } from "next/server";
import { env } from "@/lib/env";
import { entranceFor } from "@/lib/http/entrance";
import { localeCookie } from "@/lib/http/preference-cookies";
import { securityHeaders } from "@/lib/http/security-headers";
import { sessionCookie } from "@/lib/identity/session-cookie";
import { frameAncestorsOf } from "@/lib/live-settings/frame-ancestors";

/** Sets headers and shows the way in. It never authorises: every rule about rights holds with this file deleted. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { pathname, search, searchParams } = request.nextUrl;
  const { ATTUNE_URL, NODE_ENV, OIDC_ISSUER } = env();
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  const headers = securityHeaders({
    nonce,
    https: ATTUNE_URL.startsWith("https:"),
    development: NODE_ENV === "development",
    sharedReport: pathname.startsWith("/r/"),
    // The builder shows the PDF it is making in a frame of its own page.
    frameAncestors: isReportPreview(pathname) ? ["'self'"] : await frameAncestorsOf(pathname, searchParams),
    formOrigins: OIDC_ISSUER ? [new URL(OIDC_ISSUER).origin] : [],
  });

  const entrance = entranceFor({
    pathname,
    search,
    localeCookie: request.cookies.get(localeCookie)?.value,
    acceptLanguage: request.headers.get("accept-language"),
    hasSessionCookie: request.cookies.has(sessionCookie().name),
  });

  if ("redirect" in entrance)
    return withHeaders(NextResponse.redirect(new URL(entrance.redirect, request.url)), headers);

  const forwarded = new Headers(request.headers);
  // Next reads the nonce for its own scripts from this request header.
  forwarded.set("Content-Security-Policy", headers["Content-Security-Policy"] ?? "");
  forwarded.set("X-NEXT-INTL-LOCALE", entrance.locale);
  // Next tells a page neither its own address nor the method it was asked with; lib/guard/page.tsx reads the first, shared reports the second.
  forwarded.set("x-attune-path", pathname + search);
  forwarded.set("x-attune-method", request.method);
  return withHeaders(NextResponse.next({ request: { headers: forwarded } }), headers);
}

const isReportPreview = (pathname: string) => /^\/api\/reports\/[^/]+\/preview$/.test(pathname);

function withHeaders(response: NextResponse, headers: Record<string, string>): NextResponse {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

export const config = {
  // Static files hold nothing, and some run on other people's pages; event intake is hot. Their headers stand in next.config.mjs.
  matcher: [
    "/((?!_next/static|_next/image|v1/|api/ingest|api/live/|api/logos/|live.js|live-heartbeat.js|favicon.ico|icon.svg|apple-icon.png|robots.txt).*)",
  ],
};
