import "server-only";
import { listTenantsOfUser, type Tenant } from "@/lib/db/directory";
import { accessOf } from "@/lib/identity/membership";

/** The first tenant by name in which the user is an active member, or null. */
export async function firstTenantOf(userId: string): Promise<Tenant | null> {
  for (const tenant of await listTenantsOfUser(userId)) {
    if (await accessOf(userId, tenant.slug)) return tenant;
  }
  return null;
}
