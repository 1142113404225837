import "server-only";
import { env, secretFor } from "@/lib/env";

/** `__Host-` and Secure wherever Attune is served over https; a plain name on http://localhost, where Secure cookies do not reach every client. */
export function sessionCookie(): { name: string; secure: boolean } {
  const secure = env().ATTUNE_URL.startsWith("https:");
  return { name: secure ? "__Host-attune.session" : "attune.session", secure };
}

/** The key that next-auth encrypts the cookie with. */
export const sessionCookieSecret = () => secretFor("session-cookie").toString("hex");
