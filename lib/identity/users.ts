import "server-only";
import { randomUUID } from "node:crypto";
import { type AuditActor, type AuditChange, writeAudit } from "@/lib/audit/write-audit";
import { withDirectory } from "@/lib/db/directory-change";
import type { Prisma } from "@/lib/db/generated/client";
import { appPool } from "@/lib/db/pools";
import { prisma } from "@/lib/db/prisma";
import { type TenantDb, type TenantId, tenantId } from "@/lib/db/tenant";
import type { DomainError } from "@/lib/errors";
import { emailSchema, nameSchema } from "@/lib/identity/email";
import { assertRoomForMember } from "@/lib/identity/member-limit";
import { hashPassword } from "@/lib/identity/password";
import { passwordFault } from "@/lib/identity/password-rules";
import type { Role } from "@/lib/identity/permissions";
import { type Refusal, refuse } from "@/lib/identity/refusal";

export interface NewUser {
  email: string;
  name: string;
  /** checked against the rules; a user without one signs in through the identity provider only */
  password?: string;
  /** instead of `password`, for seeds that give many accounts the same one */
  passwordHash?: string;
  platformAdmin?: boolean;
  locale?: string;
  memberships?: readonly { tenantId: TenantId; role: Role }[];
}

export interface User {
  readonly id: string;
  readonly email: string;
  readonly name: string;
}

const setUp: AuditActor = { kind: "system", label: "Attune" };

/**
 * Makes an account, with its memberships if any are given. Throws invalid for an unfit e-mail, name or password, and conflict
 * when the e-mail has an account: callers who talk to strangers must not pass that on.
 */
export async function createUser(user: NewUser, by: AuditActor = setUp): Promise<User> {
  const email = parsed(emailSchema.safeParse(user.email), "email");
  const name = parsed(nameSchema.safeParse(user.name), "name");
  if (user.password !== undefined) assertPassword(user.password, [email, name]);
  const passwordHash = user.passwordHash ?? (user.password === undefined ? null : await hashPassword(user.password));
  return withDirectory(async (change) => {
    const made = await insertUser(change.prisma, { ...user, email, name, passwordHash });
    if (!made) throw refuse("conflict", "accountTaken", "email");
    for (const { tenantId: id, role } of inOrder(user.memberships ?? [])) {
      await change.inTenant(id, (db) => joinTenant(db, made, role, by, "member.added"));
    }
    return made;
  });
}

/** Inserts an account. Null when the e-mail has one. */
export async function insertUser(
  transaction: Prisma.TransactionClient,
  user: Pick<NewUser, "email" | "name" | "platformAdmin" | "locale"> & {
    passwordHash: string | null;
    oidcSubject?: string;
  },
): Promise<User | null> {
  const id = randomUUID();
  const { email, name, passwordHash, oidcSubject, platformAdmin = false, locale = null } = user;
  const { count } = await transaction.user.createMany({
    data: [
      {
        id,
        email,
        name,
        passwordHash,
        passwordChangedAt: passwordHash ? new Date() : null,
        oidcSubject,
        platformAdmin,
        locale,
      },
    ],
    skipDuplicates: true,
  });
  return count === 1 ? { id, email, name } : null;
}

/**
 * Makes a user a member, or a disabled member an active one, and says so in the tenant's audit log. Who is active already
 * keeps her role: an old invitation must not take an admin's rights away.
 */
export async function joinTenant(db: TenantDb, user: User, role: Role, by: AuditActor, action: string): Promise<void> {
  const key = { tenantId: db.tenantId, userId: user.id };
  const member = await db.prisma.membership.findUnique({
    where: { tenantId_userId: key },
    select: { disabledAt: true },
  });
  if (member && !member.disabledAt) return;
  await assertRoomForMember(db);
  const { count: added } = await db.prisma.membership.createMany({ data: [{ ...key, role }], skipDuplicates: true });
  const { count: enabled } = await db.prisma.membership.updateMany({
    where: { ...key, disabledAt: { not: null } },
    data: { role, disabledAt: null },
  });
  if (added + enabled === 0) return;
  await db.prisma.userTenant.createMany({ data: [key], skipDuplicates: true });
  await writeAudit(db, by, { action, target: { type: "user", id: user.id }, detail: { email: user.email, role } });
}

/** Throws invalid when a new password breaks a rule. `context` are words it must not be made of. */
export function assertPassword(password: string, context: readonly string[], field = "password"): void {
  const fault = passwordFault(password, context);
  if (fault) throw refuse("invalid", fault, field);
}

/** The account of an e-mail with what signing in needs, or null. */
export async function findAccount(email: string) {
  return prisma().user.findUnique({
    where: { email },
    select: { id: true, email: true, name: true, passwordHash: true, oidcSubject: true, disabledAt: true },
  });
}

/** The tenants that a user belongs to, in the order in which changes visit them. */
export async function tenantIdsOf(userId: string): Promise<TenantId[]> {
  const { rows } = await appPool().query<{ tenant_id: string }>(
    `select tenant_id from user_tenants where user_id = $1 order by tenant_id`,
    [userId],
  );
  return rows.map((row) => tenantId(row.tenant_id));
}

/**
 * A change to somebody's own account. It concerns every tenant she works in, so each of them reads of it in its audit log,
 * in the transaction of the change.
 */
export async function changeAccount<T>(
  user: User,
  change: (transaction: Prisma.TransactionClient) => Promise<T>,
  entry: (result: T) => Omit<AuditChange, "target"> | null,
): Promise<T> {
  const tenants = await tenantIdsOf(user.id);
  return withDirectory(async ({ prisma: transaction, inTenant }) => {
    const result = await change(transaction);
    const written = entry(result);
    if (!written) return result;
    const by: AuditActor = { kind: "user", id: user.id, label: user.email };
    for (const id of tenants) {
      await inTenant(id, (db) => writeAudit(db, by, { ...written, target: { type: "user", id: user.id } }));
    }
    return result;
  });
}

const inOrder = <M extends { tenantId: TenantId }>(memberships: readonly M[]): M[] =>
  [...memberships].sort((a, b) => (a.tenantId < b.tenantId ? -1 : 1));

function parsed<T>(
  result: { success: true; data: T } | { success: false; error: { issues: { message: string }[] } },
  field: string,
): T {
  if (result.success) return result.data;
  throw refuse("invalid", result.error.issues[0]?.message as Refusal, field) satisfies DomainError;
}
