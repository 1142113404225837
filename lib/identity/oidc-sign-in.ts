import "server-only";
import { withDirectory } from "@/lib/db/directory-change";
import { prisma } from "@/lib/db/prisma";
import { emailSchema } from "@/lib/identity/email";
import { changeAccount, findAccount, insertUser, type User } from "@/lib/identity/users";

export interface OidcProfile {
  subject: string;
  email: string;
  emailVerified: boolean;
  name: string;
}

export type OidcOutcome =
  | { ok: true; user: User; linked: boolean }
  | { ok: false; reason: "unverified" | "unknown" | "other-identity" };

/**
 * The account of somebody whom the identity provider vouches for. An account is found by its subject, else by a verified
 * e-mail, which links it. Linking ends the account's password and sessions: whoever set them may have been somebody else who
 * only typed this address. `invited` says that the address holds an open invitation, the one reason to make an account.
 */
export async function signInWithOidc(profile: OidcProfile, invited: boolean): Promise<OidcOutcome> {
  const known = await prisma().user.findUnique({
    where: { oidcSubject: profile.subject },
    select: { id: true, email: true, name: true, disabledAt: true },
  });
  if (known) return known.disabledAt ? { ok: false, reason: "unknown" } : { ok: true, user: known, linked: false };
  const email = emailSchema.safeParse(profile.email);
  if (!email.success || !profile.emailVerified) return { ok: false, reason: "unverified" };
  const account = await findAccount(email.data);
  if (!account) return invited ? makeAccount(profile, email.data) : { ok: false, reason: "unknown" };
  if (account.disabledAt) return { ok: false, reason: "unknown" };
  if (account.oidcSubject) return { ok: false, reason: "other-identity" };
  await link(account, profile.subject);
  return { ok: true, user: account, linked: true };
}

async function makeAccount({ subject, name }: OidcProfile, email: string): Promise<OidcOutcome> {
  const user = await withDirectory(({ prisma: transaction }) =>
    insertUser(transaction, { email, name: name.slice(0, 120) || email, passwordHash: null, oidcSubject: subject }),
  );
  return user ? { ok: true, user, linked: true } : { ok: false, reason: "unknown" };
}

async function link(account: User, subject: string): Promise<void> {
  await changeAccount(
    account,
    async (transaction) => {
      const { count } = await transaction.user.updateMany({
        where: { id: account.id, oidcSubject: null },
        data: { oidcSubject: subject, passwordHash: null, passwordChangedAt: null },
      });
      if (count === 0) throw new Error("The account was linked by another sign-in at the same moment.");
      await transaction.userSession.updateMany({
        where: { userId: account.id, revokedAt: null },
        data: { revokedAt: new Date() },
      });
    },
    () => ({ action: "user.sso-linked" }),
  );
}
