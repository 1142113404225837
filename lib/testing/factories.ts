import { randomUUID } from "node:crypto";
import { getTenantById, type Tenant } from "@/lib/db/directory";
import { appPool } from "@/lib/db/pools";

/** A tenant with a fresh id and slug. Call after `createTestDatabase()`. */
export async function createTenant(
  given: Partial<Pick<Tenant, "slug" | "name" | "locale" | "timeZone" | "currency" | "retentionMonths">> = {},
): Promise<Tenant> {
  const id = randomUUID();
  const slug = given.slug ?? `t-${id.slice(0, 8)}`;
  const values = [
    id,
    slug,
    given.name ?? slug,
    given.locale ?? "en",
    given.timeZone ?? "UTC",
    given.currency ?? "EUR",
    given.retentionMonths ?? 24,
  ];
  await appPool().query(
    `insert into tenants (id, slug, name, locale, time_zone, currency, retention_months) values ($1, $2, $3, $4, $5, $6, $7)`,
    values,
  );
  const tenant = await getTenantById(id);
  if (!tenant) throw new Error("The tenant was not stored.");
  return tenant;
}
