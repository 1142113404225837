import "server-only";
import { appPool } from "@/lib/db/pools";
import { type TenantId, tenantId } from "@/lib/db/tenant";

/** A tenant as every door knows it. `k`: smallest group that may leave; `lowCountThreshold`: people under which counts get gentle wording. */
export interface Tenant {
  readonly id: TenantId;
  readonly slug: string;
  readonly name: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly k: number;
  readonly lowCountThreshold: number;
  readonly roundUpCounts: boolean;
  readonly auLabel: string;
  readonly auUnit: string;
  readonly retentionMonths: number;
  readonly brandColor: string;
  /** since when nobody may enter and nothing is taken in; null = in use */
  readonly suspendedAt: Date | null;
  /** most members, disabled ones not counted; null = no limit */
  readonly memberLimit: number | null;
  /** most events in a calendar month of the tenant's zone; null = no limit */
  readonly monthlyEventLimit: number | null;
  /** names of lib/features.ts that are switched off */
  readonly featuresOff: readonly string[];
  /** when one was last switched; null = never */
  readonly featuresChangedAt: Date | null;
}

const columns = `id, slug, name, locale, time_zone as "timeZone", currency, k, low_count_threshold as "lowCountThreshold",
  round_up_counts as "roundUpCounts", au_label as "auLabel", au_unit as "auUnit", retention_months as "retentionMonths",
  brand_color as "brandColor", suspended_at as "suspendedAt", member_limit as "memberLimit",
  monthly_event_limit::float8 as "monthlyEventLimit", features_off as "featuresOff",
  features_changed_at as "featuresChangedAt"`;

const toTenant = (row: Tenant): Tenant => ({ ...row, id: tenantId(row.id) });

export async function getTenantBySlug(slug: string): Promise<Tenant | null> {
  const { rows } = await appPool().query<Tenant>(`select ${columns} from tenants where slug = $1`, [slug]);
  return rows[0] ? toTenant(rows[0]) : null;
}

export async function getTenantById(id: string): Promise<Tenant | null> {
  const { rows } = await appPool().query<Tenant>(`select ${columns} from tenants where id = $1`, [id]);
  return rows[0] ? toTenant(rows[0]) : null;
}

/** Every tenant, by slug: for jobs and commands that visit all of them. */
export async function listTenants(): Promise<Tenant[]> {
  const { rows } = await appPool().query<Tenant>(`select ${columns} from tenants order by slug`);
  return rows.map(toTenant);
}

/** The tenants a user belongs to (disabled memberships included; the door decides), by name. */
export async function listTenantsOfUser(userId: string): Promise<Tenant[]> {
  const { rows } = await appPool().query<Tenant>(
    `select ${columns} from tenants join user_tenants on tenant_id = id where user_id = $1 order by name`,
    [userId],
  );
  return rows.map(toTenant);
}
