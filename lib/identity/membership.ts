import "server-only";
import { z } from "zod";
import { getTenantBySlug, type Tenant } from "@/lib/db/directory";
import { defineQuery } from "@/lib/db/query";
import { sql } from "@/lib/db/sql";
import { withTenantSql } from "@/lib/db/tenant";
import { type Role, roles } from "@/lib/identity/permissions";

const roleInTenant = defineQuery({
  name: "identity.role-in-tenant",
  params: z.object({ userId: z.uuid() }),
  row: z.object({ role: z.enum(roles) }),
  sql: ({ userId }, tenant) => sql`select role from memberships
    where tenant_id = ${tenant} and user_id = ${userId} and disabled_at is null`,
});

export interface Access {
  readonly tenant: Tenant;
  readonly role: Role;
}

/**
 * A user's standing in a tenant. Null when the tenant is unknown, suspended, or she is not an active member: callers must not tell these
 * apart, and every door asks here, so that a suspension holds on the next request.
 */
export async function accessOf(userId: string, slug: string): Promise<Access | null> {
  const tenant = await getTenantBySlug(slug);
  if (!tenant || tenant.suspendedAt) return null;
  const found = await withTenantSql(tenant.id, (db) => roleInTenant.first(db, { userId }));
  return found ? { tenant, role: found.role } : null;
}

/** Whether a user works in a tenant that is suspended at the moment: she may be told so, strangers may not. */
export async function isShutOut(userId: string, slug: string): Promise<boolean> {
  const tenant = await getTenantBySlug(slug);
  if (!tenant?.suspendedAt) return false;
  return (await withTenantSql(tenant.id, (db) => roleInTenant.first(db, { userId }))) !== null;
}
