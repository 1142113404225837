import "server-only";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { getTenantById, type Tenant } from "@/lib/db/directory";
import { defineQuery } from "@/lib/db/query";
import { zInstant } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";
import { type TenantDb, withTenant, withTenantSql } from "@/lib/db/tenant";
import { notFound } from "@/lib/errors";
import { assertRoomForMember } from "@/lib/identity/member-limit";
import { hashPassword } from "@/lib/identity/password";
import { type Role, roles } from "@/lib/identity/permissions";
import { refuse } from "@/lib/identity/refusal";
import type { Viewer } from "@/lib/identity/session";
import { assertPassword, insertUser, joinTenant, type User } from "@/lib/identity/users";
import { makeTenantToken, parseTenantToken } from "@/lib/privacy/tenant-token";

export const invitationDays = 7;
const openAtMost = 200;

const open = sql`accepted_at is null and revoked_at is null and expires_at > now()`;

/** Invitations that can still be accepted, the newest first. */
export const listInvitations = defineQuery({
  name: "identity.list-invitations",
  params: z.object({}),
  row: z.object({
    id: z.string(),
    email: z.string(),
    role: z.enum(roles),
    createdAt: zInstant,
    expiresAt: zInstant,
    invitedBy: z.string().nullable(),
  }),
  sql: (_, tenant) => sql`
    select i.id, i.email, i.role, i.created_at as "createdAt", i.expires_at as "expiresAt", u.name as "invitedBy"
    from invitations i left join users u on u.id = i.invited_by
    where i.tenant_id = ${tenant} and ${open} order by i.created_at desc, i.id limit ${openAtMost}`,
});

const openByHash = defineQuery({
  name: "identity.open-invitation-by-hash",
  params: z.object({ hash: z.instanceof(Buffer), lock: z.boolean() }),
  row: z.object({ id: z.string(), email: z.string(), role: z.enum(roles), expiresAt: zInstant }),
  sql: ({ hash, lock }, tenant) => sql`select id, email, role, expires_at as "expiresAt" from invitations
    where tenant_id = ${tenant} and token_hash = ${hash} and ${open} ${lock ? sql`for update` : sql``}`,
});

const standing = defineQuery({
  name: "identity.standing-of-email",
  params: z.object({ email: z.string() }),
  row: z.object({ isMember: z.boolean(), openInvitations: z.coerce.number() }),
  sql: ({ email }, tenant) => sql`select
    exists (select from memberships m join users u on u.id = m.user_id
      where m.tenant_id = ${tenant} and u.email = ${email} and m.disabled_at is null) as "isMember",
    (select count(*) from invitations where tenant_id = ${tenant} and email <> ${email} and ${open}) as "openInvitations"`,
});

/**
 * Invites an e-mail address; an earlier open invitation of the same address ends. Returns the token, which nobody can be shown
 * again. Whether the address has an account elsewhere makes no difference that the inviting person could see.
 */
export async function invite(
  db: TenantDb,
  invitation: { email: string; role: Role; invitedBy: string; now: Date },
): Promise<{ id: string; token: string }> {
  const { email, role, invitedBy, now } = invitation;
  const found = await standing.first(db, { email });
  if (found?.isMember) throw refuse("conflict", "alreadyMember", "email");
  await assertRoomForMember(db);
  if (found && found.openInvitations >= openAtMost) throw refuse("conflict", "tooManyInvitations");
  await db.prisma.invitation.updateMany({
    where: { tenantId: db.tenantId, email, acceptedAt: null, revokedAt: null },
    data: { revokedAt: now },
  });
  const id = randomUUID();
  const { value, hash } = makeTenantToken(db.tenantId);
  await db.prisma.invitation.create({
    data: {
      tenantId: db.tenantId,
      id,
      email,
      role,
      tokenHash: new Uint8Array(hash),
      invitedBy,
      createdAt: now,
      expiresAt: new Date(now.getTime() + invitationDays * 86_400_000),
    },
    select: { id: true },
  });
  return { id, token: value };
}

/** Withdraws an open invitation. Throws not-found when there is none. */
export async function revokeInvitation(db: TenantDb, id: string, now: Date): Promise<{ email: string }> {
  const found = await db.prisma.invitation.findUnique({
    where: { tenantId_id: { tenantId: db.tenantId, id } },
    select: { email: true, acceptedAt: true, revokedAt: true },
  });
  if (!found || found.acceptedAt || found.revokedAt) throw notFound("invitation");
  await db.prisma.invitation.update({
    where: { tenantId_id: { tenantId: db.tenantId, id } },
    data: { revokedAt: now },
    select: { id: true },
  });
  return { email: found.email };
}

export interface OpenInvitation {
  readonly tenant: Tenant;
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly expiresAt: Date;
}

/** The open invitation behind a token. Null for everything else: unknown, expired, withdrawn and used look the same. */
export async function openInvitation(token: string): Promise<OpenInvitation | null> {
  const parsed = parseTenantToken(token);
  const tenant = parsed ? await getTenantById(parsed.tenantId) : null;
  if (!parsed || !tenant) return null;
  const found = await withTenantSql(tenant.id, (db) => openByHash.first(db, { hash: parsed.hash, lock: false }));
  return found ? { tenant, ...found } : null;
}

/**
 * Joins the tenant: as the signed-in user, when her e-mail is the invited one, else as a new account with the given name and
 * password. The token proves the right to this one address; a password is never compared with an existing account here, so
 * that the link is no way around the sign-in and its throttle.
 */
export async function acceptInvitation(
  token: string,
  viewer: Viewer | null,
  account: { name: string; password: string } | null,
  now: Date,
): Promise<{ tenant: Tenant; user: User; created: boolean }> {
  const invitation = await openInvitation(token);
  const parsed = parseTenantToken(token);
  if (!invitation || !parsed) throw refuse("not-found", "invitationClosed");
  if (viewer && viewer.user.email !== invitation.email) throw refuse("conflict", "invitationForOther");
  if (!viewer && !account) throw refuse("invalid", "nameMissing", "name");
  const { tenant, email } = invitation;
  if (!viewer && account) assertPassword(account.password, [email, account.name, tenant.name, tenant.slug]);
  // Hashing takes a tenth of a second and must not hold the invitation's lock.
  const passwordHash = !viewer && account ? await hashPassword(account.password) : null;
  const user = await withTenant(tenant.id, async (db) => {
    const locked = await openByHash.first(db, { hash: parsed.hash, lock: true });
    if (!locked) throw refuse("not-found", "invitationClosed");
    const joining =
      viewer?.user ??
      (await insertUser(db.prisma, { email, name: account?.name ?? "", locale: tenant.locale, passwordHash }));
    if (!joining) throw refuse("conflict", "invitationNeedsSignIn");
    await db.prisma.invitation.update({
      where: { tenantId_id: { tenantId: tenant.id, id: locked.id } },
      data: { acceptedAt: now },
      select: { id: true },
    });
    const by = { kind: "user" as const, id: joining.id, label: joining.email };
    await joinTenant(db, joining, locked.role, by, "member.joined");
    return joining;
  });
  return { tenant, user, created: !viewer };
}
