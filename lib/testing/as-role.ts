import { randomUUID } from "node:crypto";
import { getTenantById, type Tenant } from "@/lib/db/directory";
import { appPool } from "@/lib/db/pools";
import { withTenant } from "@/lib/db/tenant";
import type { Role } from "@/lib/identity/permissions";
import { cookieOfToken, openSession } from "@/lib/identity/session";
import { createTenant, type NewTenant } from "@/lib/identity/tenants";
import { createUser, joinTenant, type NewUser, type User } from "@/lib/identity/users";

let made = 0;
const unique = () => {
  made += 1;
  return `${made.toString(36)}${randomUUID().slice(0, 6)}`;
};

/** A tenant of its own; say only what the test is about. */
export function makeTenant(tenant: Partial<NewTenant> = {}): Promise<Tenant> {
  const slug = tenant.slug ?? `t${unique()}`;
  return createTenant({ name: `Tenant ${slug}`, ...tenant, slug });
}

/** An account of its own, without a password (hashing one costs a tenth of a second). */
export function makeUser(user: Partial<NewUser> = {}): Promise<User> {
  return createUser({ email: `user-${unique()}@people.example`, name: "Robin Vale", ...user });
}

export interface Actor {
  user: User;
  /** the session's token, as the cookie carries it encrypted */
  token: string;
  /** the value of a Cookie header: `name=value` */
  cookie: string;
}

/** Signs an account in. */
export async function signedIn(user: User): Promise<Actor> {
  const token = await openSession(user.id, "Test");
  return { user, token, cookie: await cookieOfToken(token) };
}

/** A signed-in member of a tenant with a role. */
export async function asRole(tenant: Tenant, role: Role, user: Partial<NewUser> = {}): Promise<Actor> {
  return signedIn(await makeUser({ ...user, memberships: [{ tenantId: tenant.id, role }] }));
}

/** Makes an existing account a member of one more tenant. */
export function joinAs(tenant: Tenant, user: User, role: Role): Promise<void> {
  return withTenant(tenant.id, (db) => joinTenant(db, user, role, { kind: "system", label: "Test" }, "member.added"));
}

/** A signed-in person whose membership has been disabled. */
export async function asDisabled(tenant: Tenant, role: Role = "admin"): Promise<Actor> {
  const actor = await asRole(tenant, role);
  await withTenant(tenant.id, (db) =>
    db.prisma.membership.update({
      where: { tenantId_userId: { tenantId: tenant.id, userId: actor.user.id } },
      data: { disabledAt: new Date() },
      select: { role: true },
    }),
  );
  return actor;
}

/** A signed-in platform admin who is a member of nothing. */
export async function asPlatformAdmin(): Promise<Actor> {
  return signedIn(await makeUser({ platformAdmin: true }));
}

/** The tenant as the database has it now. */
export async function reloadTenant(tenant: Tenant): Promise<Tenant> {
  const found = await getTenantById(tenant.id);
  if (!found) throw new Error(`Tenant ${tenant.slug} is gone.`);
  return found;
}

/** Changes columns of the directory row of an account, for what no service does (a disabled account). */
export async function disableAccount(user: User): Promise<void> {
  await appPool().query(`update users set disabled_at = now() where id = $1`, [user.id]);
}
