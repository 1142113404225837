import "server-only";
import { cookies } from "next/headers";
import { env } from "@/lib/env";
import { DomainError } from "@/lib/errors";
import { verifyPassword } from "@/lib/identity/password";
import { admitAttempt, forgive, type ThrottleKey } from "@/lib/identity/throttle";
import { paths } from "@/lib/paths";
import { sealUnlock, unlockCookieName, unlockHours } from "@/lib/reports/unlock";
import { openShared } from "@/lib/reports/visit";

export type UnlockAttempt = "unlocked" | "wrong" | "gone" | "later";

/** Checks the password of a shared report and hands the browser its proof. Repeated failures close the link for a while. */
export async function attemptUnlock(token: string, password: string, now: Date): Promise<UnlockAttempt> {
  const shared = await openShared(token, () => undefined, now);
  if (!shared || shared.status === "paused") return "gone";
  const { link } = shared;
  if (link.passwordHash) {
    const attempt = [{ kind: "link", value: link.id }] as const;
    if (!(await admitted(attempt))) return "later";
    if (!(await verifyPassword(link.passwordHash, password))) return "wrong";
    await forgive(attempt);
  }
  const jar = await cookies();
  jar.set(unlockCookieName(link.id), sealUnlock(link, now), {
    httpOnly: true,
    secure: env().ATTUNE_URL.startsWith("https:"),
    sameSite: "lax",
    path: paths.sharedReport(token),
    maxAge: unlockHours * 3600,
  });
  return "unlocked";
}

async function admitted(attempt: readonly ThrottleKey[]): Promise<boolean> {
  try {
    await admitAttempt(attempt);
    return true;
  } catch (error) {
    if (error instanceof DomainError && error.code === "too-many") return false;
    throw error;
  }
}
