import "server-only";
import { z } from "zod";
import { appPool } from "@/lib/db/pools";
import { zInstant, zInt } from "@/lib/db/row";

const row = z.object({
  id: z.string(),
  /** as it is for colleagues and for whoever typed it in full; else only its first letter and its domain's ending */
  email: z.string(),
  /** empty where the e-mail is masked */
  name: z.string(),
  masked: z.boolean(),
  organisations: z.array(z.string()),
  platformAdmin: z.boolean(),
  disabledAt: zInstant.nullable(),
  createdAt: zInstant,
  lastSeenAt: zInstant.nullable(),
  openSessions: zInt,
});
export type Account = z.output<typeof row>;

export const accountsPage = 50;

/**
 * Accounts by age, newest first, a page of 50 and one more. A platform admin sees names and e-mails only of people she shares an
 * organisation with, of other platform admins, and of the one account whose e-mail she typed in full (docs/decisions/0295).
 * @param q an e-mail in full, or the slug of an organisation; empty for all
 */
export async function listAccounts(input: { viewerId: string; q: string; before: string | null }): Promise<Account[]> {
  const { rows } = await appPool().query(
    `/* platform.list-accounts */ select a.id, a.created_at as "createdAt", a.disabled_at as "disabledAt",
       a.platform_admin as "platformAdmin", not seen.full as masked,
       case when seen.full then a.email else left(a.email, 1) || '…@…' || substring(a.email from '\\.[^.]*$') end as email,
       case when seen.full then a.name else '' end as name,
       coalesce((select array_agg(t.slug order by t.slug) from user_tenants ut join tenants t on t.id = ut.tenant_id
         where ut.user_id = a.id), '{}') as organisations,
       s.last_seen_at as "lastSeenAt", s.open as "openSessions"
     from users a
     cross join lateral (select a.id = $1::uuid or a.platform_admin or a.email = lower($2) or exists (
         select from user_tenants mine join user_tenants theirs on theirs.tenant_id = mine.tenant_id
         where mine.user_id = $1::uuid and theirs.user_id = a.id) as full) seen
     left join lateral (select max(last_seen_at) as last_seen_at,
         count(*) filter (where revoked_at is null and expires_at > now()) as open
       from user_sessions where user_id = a.id) s on true
     where ($2 = '' or a.email = lower($2) or exists (
         select from user_tenants ut join tenants t on t.id = ut.tenant_id where ut.user_id = a.id and t.slug = lower($2)))
       and ($3::uuid is null or (a.created_at, a.id) < (select created_at, id from users where id = $3::uuid))
     order by a.created_at desc, a.id desc limit ${accountsPage + 1}`,
    [input.viewerId, input.q, input.before],
  );
  return rows.map((found) => row.parse(found));
}

const requestRow = z.object({
  id: z.string(),
  userId: z.string(),
  email: z.string(),
  requestedBy: z.string(),
  requestedAt: zInstant,
  /** whether this viewer may grant it */
  grantable: z.boolean(),
});
export type AdminRequest = z.output<typeof requestRow>;

/** Open requests for platform admins. Platform admins know each other by e-mail; so is the one who shall become one. */
export async function listAdminRequests(viewerId: string): Promise<AdminRequest[]> {
  const { rows } = await appPool().query(
    `/* platform.list-admin-requests */ select r.id, r.user_id as "userId", a.email, b.email as "requestedBy", r.requested_at as "requestedAt",
       r.requested_by <> $1::uuid and r.user_id <> $1::uuid as grantable
     from platform_admin_requests r join users a on a.id = r.user_id join users b on b.id = r.requested_by
     where r.decided_at is null order by r.requested_at`,
    [viewerId],
  );
  return rows.map((found) => requestRow.parse(found));
}
