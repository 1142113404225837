import "server-only";
import { writeAudit } from "@/lib/audit/write-audit";
import { withDirectory } from "@/lib/db/directory-change";
import { prisma } from "@/lib/db/prisma";
import { emailSchema } from "@/lib/identity/email";
import { hashPassword, isOutdated, verifyPasswordOf } from "@/lib/identity/password";
import { passwordLimits } from "@/lib/identity/password-rules";
import { admitAttempt, forgive, type ThrottleKey } from "@/lib/identity/throttle";
import { findAccount, tenantIdsOf, type User } from "@/lib/identity/users";
import { log } from "@/lib/log";

/**
 * The account behind an e-mail and a password, or null: for an unknown e-mail, a wrong password, a disabled account and one
 * without a password alike, after the same work. Throws too-many when the account's or the address's attempts are used up,
 * whether or not there is such an account.
 */
export async function signInWithPassword(
  credentials: { email: unknown; password: unknown },
  address: string,
): Promise<User | null> {
  const { password } = credentials;
  const email = emailSchema.safeParse(credentials.email);
  const keys: ThrottleKey[] = [
    { kind: "address", value: address },
    ...(email.success ? [{ kind: "account" as const, value: email.data }] : []),
  ];
  const { closed } = await admitAttempt(keys);
  if (!email.success || typeof password !== "string" || password.length > passwordLimits.max * 4) return null;
  const account = await findAccount(email.data);
  const usable = account && !account.disabledAt ? account : null;
  const fits = await verifyPasswordOf(usable?.passwordHash ?? null, password);
  if (!usable || !fits) {
    // Told after the answer has gone out, because telling takes time for accounts that exist only.
    if (usable && closed) void recordInTenants(usable, "sign-in.held", {});
    return null;
  }
  await forgive(keys);
  if (usable.passwordHash && isOutdated(usable.passwordHash)) await renewHash(usable.id, password);
  return { id: usable.id, email: usable.email, name: usable.name };
}

async function renewHash(userId: string, password: string): Promise<void> {
  const passwordHash = await hashPassword(password);
  await prisma().user.update({ where: { id: userId }, data: { passwordHash }, select: { id: true } });
}

/** Tells each of the user's tenants about a sign-in. It is no condition of signing in: a failure is logged, not thrown. */
export async function recordInTenants(user: User, action: string, detail: Record<string, string>): Promise<void> {
  try {
    const tenants = await tenantIdsOf(user.id);
    const by =
      action === "sign-in.held"
        ? { kind: "visitor" as const, label: "Visitor" }
        : { kind: "user" as const, id: user.id, label: user.email };
    await withDirectory(async ({ inTenant }) => {
      for (const id of tenants) {
        await inTenant(id, (db) => writeAudit(db, by, { action, target: { type: "user", id: user.id }, detail }));
      }
    });
  } catch (error) {
    log.error({ err: error }, "a sign-in could not be told to its tenants");
  }
}
