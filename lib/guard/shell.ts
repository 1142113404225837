import "server-only";
import { headers } from "next/headers";
import { getTenantBySlug, listTenantsOfUser, type Tenant } from "@/lib/db/directory";
import { currentAccess, currentViewer } from "@/lib/guard/request";
import { type Permission, permissionsOf, type Role } from "@/lib/identity/permissions";
import type { Viewer } from "@/lib/identity/session";

export interface ShellContext {
  readonly viewer: Viewer;
  readonly tenant: Tenant;
  readonly role: Role;
  readonly permissions: readonly Permission[];
  /** every tenant that the viewer can switch to */
  readonly tenants: readonly Pick<Tenant, "slug" | "name">[];
}

/** What a tenant's layout draws its frame from, or null: then the page's own door decides between sign-in and 404. */
export async function tenantShell(slug: string): Promise<ShellContext | null> {
  const viewer = await currentViewer();
  const access = await currentAccess(slug);
  if (!viewer || !access) return null;
  const tenants = await listTenantsOfUser(viewer.user.id);
  const active = await Promise.all(tenants.map(async (one) => ((await currentAccess(one.slug)) ? one : null)));
  return {
    viewer,
    tenant: access.tenant,
    role: access.role,
    permissions: permissionsOf(access.role),
    tenants: active.filter((one) => one !== null),
  };
}

/** Whether the organisation of the address that was asked for is suspended: for the page that says why a member may not enter. */
export async function isSuspendedHere(): Promise<boolean> {
  const [, , slug = ""] = ((await headers()).get("x-attune-path") ?? "").split(/[/?]/);
  return (await getTenantBySlug(slug))?.suspendedAt != null;
}
