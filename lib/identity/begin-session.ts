import "server-only";
import type { AuthRequest } from "@/lib/identity/auth-request";
import { clientName } from "@/lib/identity/client-name";
import { openSession, revokeSession, viewerOfCookie } from "@/lib/identity/session";
import { recordInTenants } from "@/lib/identity/sign-in";
import type { User } from "@/lib/identity/users";

/** Opens a session for somebody who has just proved who she is, and ends the one her browser held before. Returns its token. */
export async function beginSession(user: User, method: string, request: AuthRequest): Promise<string> {
  const client = clientName(request.headers.get("user-agent"));
  const before = await viewerOfCookie(request.session);
  const token = await openSession(user.id, client);
  if (before) await revokeSession(before.sessionId);
  await recordInTenants(user, "user.signed-in", { method, client });
  return token;
}
