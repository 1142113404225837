import "server-only";
import { appPool } from "@/lib/db/pools";
import { type TenantId, tenantId } from "@/lib/db/tenant";

/** The tenants that have a session of this id: usually one. Asked before any tenant is known, of a table that holds nothing but ids. */
export async function tenantsOfSession(sessionId: string): Promise<TenantId[]> {
  const { rows } = await appPool().query<{ id: string }>({
    name: "live-tenants-of-session",
    text: "/* live.tenants-of-session */ select tenant_id as id from live_rooms where session_id = $1 order by tenant_id limit 10",
    values: [sessionId],
  });
  return rows.map(({ id }) => tenantId(id));
}

export interface LiveSettings {
  readonly anonymous: boolean;
  readonly allowedOrigins: readonly string[];
  /** whether pages of other sites may show anything without a token */
  readonly embeds: boolean;
}

/** How a tenant's live pages may be used. */
export async function liveSettingsOf(tenant: TenantId): Promise<LiveSettings> {
  const { rows } = await appPool().query<LiveSettings>({
    name: "live-settings-of",
    text: `/* live.settings-of */
      select coalesce(s.anonymous, true) as anonymous, f.embeds,
        case when f.embeds then coalesce(s.allowed_origins, '{}') else '{}' end as "allowedOrigins"
      from tenants t cross join lateral (select not 'live-embed' = any(t.features_off) as embeds) f
        left join live_settings s on s.tenant_id = t.id
      where t.id = $1`,
    values: [tenant],
  });
  return rows[0] ?? { anonymous: true, allowedOrigins: [], embeds: true };
}
