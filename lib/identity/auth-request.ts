import "server-only";
import { cookieOf } from "@/lib/guard/request-cookie";
import { isLocale, type Locale, localeFromHeader } from "@/lib/i18n";
import { sessionCookie } from "@/lib/identity/session-cookie";

/** What signing in needs to know about the request it answers. */
export interface AuthRequest {
  readonly headers: Headers;
  /** the session cookie that the request came with, if any */
  readonly session: string | undefined;
  /** where the person wanted to go: a path of this site, as the page that started the sign-in noted it */
  readonly returnTo: string | null;
  readonly locale: Locale;
}

/** Reads it from a request. next-auth keeps the address to return to in a cookie of its own. */
export function authRequest(request: Request): AuthRequest {
  const { name, secure } = sessionCookie();
  const noted = cookieOf(request, `${secure ? "__Secure-" : ""}next-auth.callback-url`);
  const returnTo = noted && URL.canParse(noted) ? new URL(noted).pathname : null;
  const [, first] = (returnTo ?? "").split("/");
  return {
    headers: request.headers,
    session: cookieOf(request, name),
    returnTo,
    locale: isLocale(first) ? first : localeFromHeader(request.headers.get("accept-language")),
  };
}
