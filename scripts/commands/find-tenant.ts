import type { Tenant } from "@/lib/db/directory";
import { UsageError } from "./command";

/** The tenant of `--tenant`. Throws UsageError, naming those that there are. */
export async function findTenant(slug: string): Promise<Tenant> {
  const { getTenantBySlug, listTenants } = await import("@/lib/db/directory");
  const tenant = await getTenantBySlug(slug);
  if (tenant) return tenant;
  const slugs = (await listTenants()).map((one) => one.slug).join(", ");
  throw new UsageError(
    `There is no tenant "${slug}"${slugs ? `; there are ${slugs}` : " yet; make one with: tenants create"}.`,
  );
}
