import "server-only";
import { cookies } from "next/headers";
import { env } from "@/lib/env";
import { invalid, notFound } from "@/lib/errors";
import { verifyPassword } from "@/lib/identity/password";
import { admitAttempt, forgive } from "@/lib/identity/throttle";
import { paths } from "@/lib/paths";
import { sealUnlock, unlockCookieName, unlockHours } from "@/lib/reports/unlock";
import { openShared } from "@/lib/reports/visit";

/** Checks the password of a shared report and hands the browser its proof. Throws invalid for a wrong one, too-many after repeated failures. */
export async function unlockShared(token: string, password: string, now: Date): Promise<{ unlocked: true }> {
  const jar = await cookies();
  const shared = await openShared(token, () => undefined, now);
  if (!shared) throw notFound("report");
  const { link } = shared;
  if (link.passwordHash) {
    const attempt = [{ kind: "link", value: link.id }] as const;
    await admitAttempt(attempt);
    if (!(await verifyPassword(link.passwordHash, password))) {
      throw invalid({ password: "this is not the password of this report" });
    }
    await forgive(attempt);
  }
  jar.set(unlockCookieName(link.id), sealUnlock(link, now), {
    httpOnly: true,
    secure: env().ATTUNE_URL.startsWith("https:"),
    sameSite: "lax",
    path: paths.sharedReport(token),
    maxAge: unlockHours * 3600,
  });
  return { unlocked: true };
}
