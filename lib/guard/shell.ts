import "server-only";
import { headers } from "next/headers";
import { getTenantBySlug, listTenantsOfUser, type Tenant } from "@/lib/db/directory";
import type { Feature } from "@/lib/features";
import { featurePages } from "@/lib/guard/feature-pages";
import { currentAccess, currentViewer } from "@/lib/guard/request";
import { can, type Permission, permissionsOf, type Role } from "@/lib/identity/permissions";
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

/** Why a member may not see the page that was asked for: her role, unless the whole organisation is suspended. */
export async function refusalHere(): Promise<"suspended" | "forbidden"> {
  return (await getTenantBySlug(await slugHere()))?.suspendedAt != null ? "suspended" : "forbidden";
}

/**
 * The same for the page of a feature: whoever holds its permission was refused because it is switched off. It does not look at the switch,
 * because Next keeps what is drawn here while one stays on the page.
 */
export async function refusalOfFeature(feature: Feature): Promise<"off" | "suspended" | "forbidden"> {
  const access = await currentAccess(await slugHere());
  const permission = featurePages.find((one) => one.feature === feature)?.permission;
  return access && permission && can(access.role, permission) ? "off" : refusalHere();
}

async function slugHere(): Promise<string> {
  const [, , slug = ""] = ((await headers()).get("x-attune-path") ?? "").split(/[/?]/);
  return slug;
}
