import "server-only";
import type { AuthOptions } from "next-auth";
import credentialsProvider from "next-auth/providers/credentials";
import { DomainError } from "@/lib/errors";
import type { AuthRequest } from "@/lib/identity/auth-request";
import { beginSession } from "@/lib/identity/begin-session";
import { clientAddress } from "@/lib/identity/client-address";
import { admitOidc, oidcProvider } from "@/lib/identity/oidc-provider";
import { revokeSession, viewerOfToken } from "@/lib/identity/session";
import { sessionCookie, sessionCookieSecret } from "@/lib/identity/session-cookie";
import { signInWithPassword } from "@/lib/identity/sign-in";
import type { User } from "@/lib/identity/users";
import { log } from "@/lib/log";
import { paths, safeReturnTo, withSearch } from "@/lib/paths";

/** Days after which even a session in daily use asks to sign in again. */
const longestDays = 90;

/**
 * next-auth as Attune uses it, for one request: it speaks OIDC, keeps the CSRF token and writes the cookie. Its token carries
 * the random id of a session row and nothing else; who that is and what she may do is looked up on every request
 * (lib/identity/session.ts).
 */
export function authOptions(request: AuthRequest): AuthOptions {
  const { name, secure } = sessionCookie();
  const signInPage = paths.signIn(request.locale);
  const oidc = oidcProvider();
  let admitted: User | null = null;
  return {
    secret: sessionCookieSecret(),
    useSecureCookies: secure,
    session: { strategy: "jwt", maxAge: longestDays * 86_400 },
    cookies: { sessionToken: { name, options: { httpOnly: true, sameSite: "lax", path: "/", secure } } },
    pages: { signIn: signInPage, error: signInPage, signOut: signInPage },
    providers: [
      credentialsProvider({
        credentials: { email: {}, password: {} },
        async authorize(credentials) {
          admitted = await withPassword(credentials ?? { email: "", password: "" }, request);
          return admitted;
        },
      }),
      ...(oidc ? [oidc] : []),
    ],
    callbacks: {
      async signIn({ account, profile }) {
        if (account?.provider !== "oidc") return admitted !== null;
        const outcome = await admitOidc(profile ?? {}, request);
        if (!outcome.ok) return withSearch(signInPage, { error: `oidc-${outcome.reason}` });
        admitted = outcome.user;
        return true;
      },
      async jwt({ token, account }) {
        if (!account || !admitted) return { sid: token.sid };
        return { sid: await beginSession(admitted, account.provider, request) };
      },
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ url, baseUrl }) => `${baseUrl}${safeReturnTo(pathWithin(url, baseUrl)) ?? "/"}`,
    },
    events: {
      async signOut({ token }) {
        const viewer = typeof token?.sid === "string" ? await viewerOfToken(token.sid) : null;
        if (viewer) await revokeSession(viewer.sessionId);
      },
    },
    logger: {
      // The second argument may hold tokens and profiles; the code says enough.
      error: (code) => log.warn({ code }, "sign-in"),
      warn: (code) => log.debug({ code }, "sign-in"),
      debug: () => undefined,
    },
  };
}

// next-auth hands an error's message on in an address, so it is one of two words the sign-in form knows.
async function withPassword(credentials: { email: string; password: string }, request: AuthRequest) {
  try {
    return await signInWithPassword(credentials, clientAddress(request.headers));
  } catch (error) {
    if (error instanceof DomainError && error.code === "too-many") throw new Error(`wait-${error.retryAfterS ?? 60}`);
    if (error instanceof DomainError && error.code === "unavailable") throw new Error("busy");
    log.error({ err: error }, "a sign-in failed");
    throw new Error("unexpected");
  }
}

function pathWithin(url: string, baseUrl: string): string | null {
  const target = URL.canParse(url, baseUrl) ? new URL(url, baseUrl) : null;
  return target?.origin === new URL(baseUrl).origin ? `${target.pathname}${target.search}` : null;
}
