import "server-only";
import { headers } from "next/headers";
import { getTenantBySlug, listTenantsOfUser, type Tenant } from "@/lib/db/directory";
import { type Feature, hasFeature } from "@/lib/features";
import { featureOfPath } from "@/lib/guard/feature-doors";
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

/** Why a member may not see the page that was asked for, for the page that says so: her role unless there is another reason. */
export async function refusalHere(): Promise<{ kind: "suspended" | "forbidden" } | { kind: "off"; feature: Feature }> {
  const path = (await headers()).get("x-attune-path") ?? "";
  const [, , slug = ""] = path.split(/[/?]/);
  if ((await getTenantBySlug(slug))?.suspendedAt != null) return { kind: "suspended" };
  const access = await currentAccess(slug);
  const asked = featureOfPath(path);
  const isOff = access && asked && can(access.role, asked.permission) && !hasFeature(access.tenant, asked.feature);
  return isOff ? { kind: "off", feature: asked.feature } : { kind: "forbidden" };
}
