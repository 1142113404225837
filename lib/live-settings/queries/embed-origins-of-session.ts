import "server-only";
import { appPool } from "@/lib/db/pools";

/**
 * The origins that the tenant of a session lets embed it. Nobody is known yet when this is asked, so it reads directory tables
 * only. Several tenants may use one session id: then the slug decides, and without one nobody may embed.
 */
export async function embedOriginsOfSession(sessionId: string, slug: string | null): Promise<readonly string[]> {
  const { rows } = await appPool().query<{ origins: string[] | null }>({
    name: "live-settings-embed-origins",
    text: `/* live-settings.embed-origins */
      select case when not 'live-embed' = any(t.features_off) then s.allowed_origins end as origins
      from live_rooms r join tenants t on t.id = r.tenant_id left join live_settings s on s.tenant_id = r.tenant_id
      where r.session_id = $1 and ($2::text is null or t.slug = $2)
      limit 2`,
    values: [sessionId, slug],
  });
  return rows.length === 1 ? (rows[0]?.origins ?? []) : [];
}
