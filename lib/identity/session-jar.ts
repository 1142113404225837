import "server-only";
import { cookies } from "next/headers";
import { cookieOfToken, sessionDays } from "@/lib/identity/session";
import { sessionCookie } from "@/lib/identity/session-cookie";

/** Gives the browser a session, as next-auth would: for who has just accepted an invitation. */
export async function keepSession(token: string): Promise<void> {
  const { name, secure } = sessionCookie();
  const pair = await cookieOfToken(token);
  (await cookies()).set(name, pair.slice(name.length + 1), {
    httpOnly: true,
    sameSite: "lax",
    path: "/",
    secure,
    maxAge: sessionDays * 86_400,
  });
}

/** Takes the session cookie away from the browser; the row has been revoked before. */
export async function dropSession(): Promise<void> {
  const { name, secure } = sessionCookie();
  // A cookie with the prefix __Host- is only accepted, and so only removed, with its path and Secure.
  (await cookies()).set(name, "", { httpOnly: true, sameSite: "lax", path: "/", secure, maxAge: 0 });
}
