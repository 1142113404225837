import "server-only";
import { listTenantsOfUser } from "@/lib/db/directory";
import { prisma } from "@/lib/db/prisma";
import { notFound } from "@/lib/errors";
import type { Locale } from "@/lib/i18n";
import { hashPassword, verifyPasswordOf } from "@/lib/identity/password";
import { refuse } from "@/lib/identity/refusal";
import type { Viewer } from "@/lib/identity/session";
import { admitAttempt, forgive } from "@/lib/identity/throttle";
import { assertPassword, changeAccount } from "@/lib/identity/users";
import type { Theme } from "@/lib/theme";

export interface AccountSession {
  readonly id: string;
  readonly client: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
}

/** The living sessions of a user, the last used first. */
export async function listSessions(userId: string): Promise<AccountSession[]> {
  return prisma().userSession.findMany({
    where: { userId, revokedAt: null, expiresAt: { gt: new Date() } },
    orderBy: [{ lastSeenAt: "desc" }, { id: "asc" }],
    take: 100,
    select: { id: true, client: true, createdAt: true, lastSeenAt: true },
  });
}

/** Whether the account has a password, or signs in through the identity provider only. */
export async function hasPassword(userId: string): Promise<boolean> {
  const user = await prisma().user.findUnique({ where: { id: userId }, select: { passwordHash: true } });
  return Boolean(user?.passwordHash);
}

export async function rename(viewer: Viewer, name: string): Promise<void> {
  const { user } = viewer;
  await changeAccount(
    user,
    (transaction) => transaction.user.update({ where: { id: user.id }, data: { name }, select: { id: true } }),
    () => (name === user.name ? null : { action: "user.renamed", detail: { from: user.name, to: name } }),
  );
}

/** Language and colours: preferences, which no audit log needs to know. */
export async function setPreferences(userId: string, preferences: { locale?: Locale; theme?: Theme }): Promise<void> {
  await prisma().user.update({ where: { id: userId }, data: preferences, select: { id: true } });
}

/**
 * Changes the password and ends every other session. Asks for the current one, whose wrong guesses count like those of the
 * sign-in page. Throws invalid, or too-many.
 */
export async function changePassword(
  viewer: Viewer,
  { current, next }: { current: string; next: string },
  now: Date,
): Promise<{ endedSessions: number }> {
  const { user } = viewer;
  const account = await prisma().user.findUniqueOrThrow({ where: { id: user.id }, select: { passwordHash: true } });
  if (!account.passwordHash) throw refuse("conflict", "passwordAbsent");
  const keys = [{ kind: "account" as const, value: user.email }];
  await admitAttempt(keys);
  if (!(await verifyPasswordOf(account.passwordHash, current))) throw refuse("invalid", "passwordWrong", "current");
  await forgive(keys);
  const tenants = await listTenantsOfUser(user.id);
  assertPassword(next, [user.email, user.name, ...tenants.flatMap(({ name, slug }) => [name, slug])], "next");
  const passwordHash = await hashPassword(next);
  return changeAccount(
    user,
    async (transaction) => {
      await transaction.user.update({
        where: { id: user.id },
        data: { passwordHash, passwordChangedAt: now },
        select: { id: true },
      });
      const { count } = await transaction.userSession.updateMany({
        where: { userId: user.id, revokedAt: null, id: { not: viewer.sessionId } },
        data: { revokedAt: now },
      });
      return { endedSessions: count };
    },
    ({ endedSessions }) => ({ action: "user.password-changed", detail: { endedSessions } }),
  );
}

/** Ends one of the user's own sessions. Throws not-found for anybody else's. */
export async function endSession(viewer: Viewer, sessionId: string, now: Date): Promise<void> {
  const { user } = viewer;
  await changeAccount(
    user,
    async (transaction) => {
      const { count } = await transaction.userSession.updateMany({
        where: { id: sessionId, userId: user.id, revokedAt: null },
        data: { revokedAt: now },
      });
      if (count === 0) throw notFound("session");
    },
    () => ({ action: "user.session-ended" }),
  );
}

/** Ends every session of the user but the one she is using. Returns how many. */
export async function endOtherSessions(viewer: Viewer, now: Date): Promise<{ endedSessions: number }> {
  const { user } = viewer;
  return changeAccount(
    user,
    async (transaction) => {
      const { count } = await transaction.userSession.updateMany({
        where: { userId: user.id, revokedAt: null, id: { not: viewer.sessionId } },
        data: { revokedAt: now },
      });
      return { endedSessions: count };
    },
    ({ endedSessions }) => (endedSessions === 0 ? null : { action: "user.sessions-ended", detail: { endedSessions } }),
  );
}
