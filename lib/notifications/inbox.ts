import "server-only";
import { z } from "zod";
import type { TenantSql } from "@/lib/db/tenant";
import { type Permission, permissionsOf } from "@/lib/identity/permissions";
import { isNotificationKind } from "@/lib/notifications/kinds";
import { countUnread } from "@/lib/notifications/queries/count-unread";
import { getMemberRole } from "@/lib/notifications/queries/get-member-role";
import { listNotifications } from "@/lib/notifications/queries/list-notifications";
import { markRead } from "@/lib/notifications/queries/mark-read";

/** `POST /api/notifications/read` */
export const readInput = z.strictObject({ ids: z.array(z.uuid()).min(1).max(200).nullable() });

export interface InboxItem {
  readonly id: string;
  readonly kind: string;
  /** within the tenant */
  readonly href: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly createdAt: Date;
  readonly read: boolean;
}

export interface Inbox {
  readonly unread: number;
  readonly items: readonly InboxItem[];
}

/** What a member may see now of what was told, newest first. Her role is asked in the same transaction, so a change counts at once. */
export async function readInbox(db: TenantSql, userId: string, limit: number): Promise<Inbox> {
  const permissions = await permissionsNow(db, userId);
  const found = await listNotifications.all(db, { userId, permissions, limit });
  const count = await countUnread.first(db, { userId, permissions });
  // A kind that this version does not know (after a step back) has no sentence; it is passed over.
  return { unread: count?.unread ?? 0, items: found.filter(({ kind }) => isNotificationKind(kind)) };
}

/** Notes that a member has read these notices, or with null all that she may see. Returns how many were new to her. */
export async function markInboxRead(
  db: TenantSql,
  userId: string,
  ids: readonly string[] | null,
  now: Date,
): Promise<number> {
  const permissions = await permissionsNow(db, userId);
  return (await markRead.all(db, { userId, permissions, ids: ids === null ? null : [...ids], now })).length;
}

async function permissionsNow(db: TenantSql, userId: string): Promise<Permission[]> {
  const member = await getMemberRole.first(db, { userId });
  return member ? permissionsOf(member.role) : [];
}
