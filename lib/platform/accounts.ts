import "server-only";
import { randomUUID } from "node:crypto";
import { type AuditChange, writeAudit } from "@/lib/audit/write-audit";
import { notFound } from "@/lib/errors";
import type { PlatformActionContext } from "@/lib/guard/action";
import { refuse } from "@/lib/identity/refusal";
import { tenantIdsOf } from "@/lib/identity/users";
import { platformActor } from "@/lib/platform/tenants";

/** Shuts an account out of Attune as a whole, or lets it in again. Its sessions end with it, for good. */
export async function setAccountDisabled(
  change: PlatformActionContext,
  { userId, disabled }: { userId: string; disabled: boolean },
): Promise<void> {
  const account = await lockAccount(change, userId);
  if (disabled && userId === change.viewer.user.id) throw refuse("conflict", "ownAccount");
  if (disabled && account.platformAdmin) await assertAnotherAdmin(change, userId);
  await change.prisma.user.update({
    where: { id: userId },
    data: { disabledAt: disabled ? (account.disabledAt ?? change.now) : null },
    select: { id: true },
  });
  if (disabled) await endSessions(change, userId);
  await tellTenants(change, userId, { action: disabled ? "account.disabled" : "account.enabled" });
}

/** Ends every session of an account. Returns how many were open. */
export async function signOutEverywhere(
  change: PlatformActionContext,
  { userId }: { userId: string },
): Promise<{ sessions: number }> {
  await lockAccount(change, userId);
  const sessions = await endSessions(change, userId);
  await tellTenants(change, userId, { action: "account.signed-out", detail: { sessions } });
  return { sessions };
}

/** Asks for an account to become a platform admin; another platform admin decides. Throws invalid for an unknown e-mail. */
export async function requestAdmin(
  change: PlatformActionContext,
  { email }: { email: string },
): Promise<{ requestId: string; userId: string }> {
  const account = await change.prisma.user.findUnique({
    where: { email },
    select: { id: true, platformAdmin: true, disabledAt: true },
  });
  if (!account || account.disabledAt || account.platformAdmin) throw refuse("invalid", "noSuchAccount", "email");
  const open = await change.prisma.platformAdminRequest.count({ where: { userId: account.id, decidedAt: null } });
  if (open > 0) throw refuse("conflict", "requestOpen", "email");
  const id = randomUUID();
  await change.prisma.platformAdminRequest.create({
    data: { id, userId: account.id, requestedBy: change.viewer.user.id, requestedAt: change.now },
    select: { id: true },
  });
  return { requestId: id, userId: account.id };
}

/**
 * Grants or declines a request. Who asked may decline (withdraw) it, but never grant it; who would gain may do neither. The database
 * holds the same.
 */
export async function decideRequest(
  change: PlatformActionContext,
  { requestId, grant }: { requestId: string; grant: boolean },
): Promise<{ userId: string }> {
  const [request] = await change.prisma.$queryRawUnsafe<{ user_id: string; requested_by: string }[]>(
    "select user_id, requested_by from platform_admin_requests where id = $1::uuid and decided_at is null for update",
    requestId,
  );
  if (!request) throw notFound("open request");
  const { id } = change.viewer.user;
  if (grant && (request.requested_by === id || request.user_id === id)) throw refuse("conflict", "secondAdminNeeded");
  await change.prisma.platformAdminRequest.update({
    where: { id: requestId },
    data: { decidedBy: id, decidedAt: change.now, granted: grant },
    select: { id: true },
  });
  if (grant) {
    await change.prisma.user.update({
      where: { id: request.user_id },
      data: { platformAdmin: true },
      select: { id: true },
    });
  }
  return { userId: request.user_id };
}

/** Takes the platform from an admin. Throws conflict for the last active one. */
export async function revokeAdmin(change: PlatformActionContext, { userId }: { userId: string }): Promise<void> {
  const account = await lockAccount(change, userId);
  if (!account.platformAdmin) return;
  await assertAnotherAdmin(change, userId);
  await change.prisma.user.update({ where: { id: userId }, data: { platformAdmin: false }, select: { id: true } });
}

async function lockAccount({ prisma }: PlatformActionContext, userId: string) {
  // Every active platform admin is locked as well, in one order: two who take the platform from each other come one after the other.
  const rows = await prisma.$queryRawUnsafe<{ id: string; platformAdmin: boolean; disabledAt: Date | null }[]>(
    `select id, platform_admin as "platformAdmin", disabled_at as "disabledAt" from users
     where id = $1::uuid or (platform_admin and disabled_at is null) order by id for update`,
    userId,
  );
  const account = rows.find((row) => row.id === userId);
  if (!account) throw notFound("account");
  return account;
}

async function assertAnotherAdmin({ prisma }: PlatformActionContext, userId: string): Promise<void> {
  const others = await prisma.user.count({ where: { platformAdmin: true, disabledAt: null, id: { not: userId } } });
  if (others === 0) throw refuse("conflict", "lastPlatformAdmin");
}

async function endSessions({ prisma, now }: PlatformActionContext, userId: string): Promise<number> {
  const { count } = await prisma.userSession.updateMany({
    where: { userId, revokedAt: null, expiresAt: { gt: now } },
    data: { revokedAt: now },
  });
  return count;
}

/** Each tenant that the account works in reads of it in its own audit log. */
async function tellTenants(change: PlatformActionContext, userId: string, entry: Omit<AuditChange, "target">) {
  for (const id of await tenantIdsOf(userId)) {
    await change.inTenant(id, (db) =>
      writeAudit(db, platformActor, { ...entry, target: { type: "user", id: userId } }),
    );
  }
}
