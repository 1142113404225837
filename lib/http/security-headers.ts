import { firstPressSource } from "@/lib/http/first-press";

export interface HeaderOptions {
  /** fresh random value of this response; scripts without it do not run */
  nonce: string;
  /** whether people reach Attune over https */
  https: boolean;
  /** React's development build evaluates code and its overlay writes styles */
  development: boolean;
  /** the shared report: its address is a secret, which must not travel in a Referer */
  sharedReport: boolean;
  /** origins whose pages may show this one in a frame; nobody's for everything but a tenant's live pages */
  frameAncestors?: readonly string[];
  /** other origins that a form of ours may end at: browsers check the redirect to the sign-in provider too */
  formOrigins: readonly string[];
}

/** The Content-Security-Policy of a page. Style attributes are allowed because charts place marks with them. */
export function contentSecurityPolicy({
  nonce,
  https,
  development,
  formOrigins,
  frameAncestors = [],
}: HeaderOptions): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' ${firstPressSource} 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${development ? " ws:" : ""}`,
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    `form-action ${["'self'", ...formOrigins].join(" ")}`,
    `frame-ancestors ${frameAncestors.length > 0 ? frameAncestors.join(" ") : "'none'"}`,
    ...(https ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

/** All security headers of a page or API answer; nothing that is not static may be kept by anybody but its reader. */
export function securityHeaders(options: HeaderOptions): Record<string, string> {
  return {
    "Content-Security-Policy": contentSecurityPolicy(options),
    "Cache-Control": "private, no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": options.sharedReport ? "no-referrer" : "same-origin",
    "X-Content-Type-Options": "nosniff",
    // It knows no list of origins, so it is said only where the list is empty.
    ...(options.frameAncestors?.length ? {} : { "X-Frame-Options": "DENY" }),
    // Everything else lies behind a sign-in; a shared report does not, and must never be found by searching.
    ...(options.sharedReport ? { "X-Robots-Tag": "noindex, nofollow" } : {}),
    ...(options.https ? { "Strict-Transport-Security": "max-age=63072000; includeSubDomains" } : {}),
  };
}

/** What an answer to a program carries besides its own headers; next.config.mjs says the same for what Next itself answers there. */
export const bareHeaders = {
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
} as const;
