import "server-only";
import { randomUUID } from "node:crypto";
import type { TenantDb, TenantSql } from "@/lib/db/tenant";
import type { Permission } from "@/lib/identity/permissions";
import type { NotificationKind } from "@/lib/notifications/kinds";
import { insertNotification } from "@/lib/notifications/queries/insert-notification";

export type { NotificationKind };

export interface Notice {
  readonly kind: NotificationKind;
  /** everybody who holds the permission at the time of reading, or one person */
  readonly audience: { readonly permission: Permission } | { readonly userId: string };
  /** where the matter is, within the tenant and without a slash in front: "masters/sessions/x/report" */
  readonly href: string;
  /** what the sentence of this kind needs; no e-mail addresses and no texts of participants */
  readonly params: Readonly<Record<string, string | number>>;
  /** the matter, when it must be told to this audience only once: "report-opened/<link id>" */
  readonly once?: string;
}

/**
 * Tells somebody something, inside the caller's transaction: when the change is rolled back, nobody was told.
 * @returns whether it was new; false when the same matter was told before
 */
export async function notify(db: TenantDb | TenantSql, notice: Notice, at: Date = new Date()): Promise<boolean> {
  const { audience, once } = notice;
  const permission = "permission" in audience ? audience.permission : null;
  const userId = "userId" in audience ? audience.userId : null;
  const told = await insertNotification.first(db, {
    id: randomUUID(),
    kind: notice.kind,
    permission,
    userId,
    href: notice.href,
    params: { ...notice.params },
    once: once === undefined ? null : `${permission ?? userId}:${once}`,
    at,
  });
  return told !== null;
}
