import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";
import type { TenantDb } from "@/lib/db/tenant";
import { notFound } from "@/lib/errors";
import { assertRoomForMember } from "@/lib/identity/member-limit";
import { type Role, roles } from "@/lib/identity/permissions";
import { refuse } from "@/lib/identity/refusal";

/** How many members a page of the list shows. */
export const membersPage = 100;

/**
 * Members by e-mail, after `cursor`; one more than a page, so that the caller knows whether there is another. When somebody was
 * last seen is not among it: her sessions serve every tenant she works in.
 */
export const listMembers = defineQuery({
  name: "identity.list-members",
  params: z.object({ cursor: z.string().nullable(), q: z.string() }),
  row: z.object({
    userId: z.string(),
    name: z.string(),
    email: z.string(),
    role: z.enum(roles),
    joinedAt: zInstant,
    disabledAt: zInstant.nullable(),
  }),
  sql: ({ cursor, q }, tenant) => sql`
    select m.user_id as "userId", u.name, u.email, m.role, m.created_at as "joinedAt", m.disabled_at as "disabledAt"
    from memberships m join users u on u.id = m.user_id
    where m.tenant_id = ${tenant} and (${cursor}::text is null or u.email > ${cursor})
      and (${q} = '' or position(lower(${q}) in lower(u.name || ' ' || u.email)) > 0)
    order by u.email limit ${membersPage + 1}`,
});

// Locks the membership and every active admin, always in the same order: two admins who demote each other at the same
// moment come one after the other, and the second finds herself to be the last.
const lockMemberAndAdmins = defineQuery({
  name: "identity.lock-member-and-admins",
  params: z.object({ userId: z.uuid() }),
  row: z.object({ userId: z.string(), role: z.enum(roles), disabledAt: zInstant.nullable(), closed: z.boolean() }),
  sql: ({ userId }, tenant) => sql`
    select m.user_id as "userId", m.role, m.disabled_at as "disabledAt", u.disabled_at is not null as closed
    from memberships m join users u on u.id = m.user_id
    where m.tenant_id = ${tenant} and (m.user_id = ${userId}::uuid or (m.role = 'admin' and m.disabled_at is null))
    order by m.user_id for update of m`,
});

export interface MemberChange {
  email: string;
  from: string;
  to: string;
  /** false when everything was so already */
  changed: boolean;
}

/** Gives a member another role. Throws not-found, or conflict when she is the last active admin. */
export async function setRole(db: TenantDb, userId: string, role: Role): Promise<MemberChange> {
  const member = await lockMember(db, userId, role === "admin");
  if (member.role === role) return { ...member, from: role, to: role, changed: false };
  await update(db, userId, { role });
  return { ...member, from: member.role, to: role, changed: true };
}

/** Shuts a member out, or lets her in again with the role she had. Throws as `setRole`. */
export async function setDisabled(db: TenantDb, userId: string, disabled: boolean, now: Date): Promise<MemberChange> {
  const member = await lockMember(db, userId, !disabled);
  const from = member.disabledAt ? "disabled" : "active";
  const to = disabled ? "disabled" : "active";
  if (from === to) return { ...member, from, to, changed: false };
  if (!disabled) await assertRoomForMember(db);
  await update(db, userId, { disabledAt: disabled ? now : null });
  return { ...member, from, to, changed: true };
}

async function lockMember(db: TenantDb, userId: string, keepsAdmin: boolean) {
  const locked = await lockMemberAndAdmins.all(db, { userId });
  const member = locked.find((one) => one.userId === userId);
  if (!member) throw notFound("member");
  const isActiveAdmin = member.role === "admin" && !member.disabledAt;
  const others = locked.filter((one) => one.userId !== userId && !one.closed);
  if (isActiveAdmin && !keepsAdmin && others.length === 0) throw refuse("conflict", "lastAdmin");
  const user = await db.prisma.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
  return { ...member, email: user.email };
}

async function update(db: TenantDb, userId: string, data: { role?: Role; disabledAt?: Date | null }) {
  await db.prisma.membership.update({
    where: { tenantId_userId: { tenantId: db.tenantId, userId } },
    data,
    select: { role: true },
  });
}
