import "server-only";
import { getTenantById, getTenantBySlug, type Tenant } from "@/lib/db/directory";
import type { TenantId } from "@/lib/db/tenant";
import { type LiveSettings, liveSettingsOf, tenantsOfSession } from "@/lib/live/queries/find-room";

const trustedMs = 5000;
const mostKnown = 5000;

interface Known<T> {
  value: T;
  until: number;
}

const held = globalThis as {
  attuneLiveKnown?: {
    rooms: Map<string, Known<TenantId[]>>;
    settings: Map<string, Known<LiveSettings>>;
    tenants: Map<string, Known<Tenant>>;
  };
};
held.attuneLiveKnown ??= { rooms: new Map(), settings: new Map(), tenants: new Map() };
const known = held.attuneLiveKnown;

/** What is asked for with every tap, remembered for a few seconds; what was not found is asked for again. */
async function recall<T>(
  memory: Map<string, Known<T>>,
  key: string,
  ask: () => Promise<T>,
  keep: (value: T) => boolean,
): Promise<T> {
  const before = memory.get(key);
  if (before && before.until > Date.now()) return before.value;
  const value = await ask();
  memory.delete(key);
  if (keep(value)) memory.set(key, { value, until: Date.now() + trustedMs });
  if (memory.size > mostKnown) memory.delete(memory.keys().next().value ?? "");
  return value;
}

const tenantsOf = (sessionId: string) =>
  recall(
    known.rooms,
    sessionId,
    () => tenantsOfSession(sessionId),
    (found) => found.length > 0,
  );

/** Whether the tenant has a session of this id. */
export const hasSession = async (tenant: Tenant, sessionId: string): Promise<boolean> =>
  (await tenantsOf(sessionId)).includes(tenant.id);

/** The tenant of a session's public address; null when there is none, or when several share the id and `slug` does not choose one. */
export async function tenantOfSession(sessionId: string, slug: string | undefined): Promise<Tenant | null> {
  const found = await tenantsOf(sessionId);
  if (slug === undefined) return found.length === 1 && found[0] ? tenantOf(found[0]) : null;
  const tenant = await getTenantBySlug(slug);
  return tenant && found.includes(tenant.id) ? tenant : null;
}

async function tenantOf(id: TenantId): Promise<Tenant | null> {
  const before = known.tenants.get(id);
  if (before && before.until > Date.now()) return before.value;
  const tenant = await getTenantById(id);
  known.tenants.delete(id);
  if (tenant) known.tenants.set(id, { value: tenant, until: Date.now() + trustedMs });
  if (known.tenants.size > mostKnown) known.tenants.delete(known.tenants.keys().next().value ?? "");
  return tenant;
}

/** How the tenant's live pages may be used; a change is seen within five seconds. */
export const settingsOf = (tenant: Tenant): Promise<LiveSettings> =>
  recall(
    known.settings,
    tenant.id,
    () => liveSettingsOf(tenant.id),
    () => true,
  );

/** Forgets what this process remembers (after a change of the settings, and in tests). */
export function forgetLiveSessions(): void {
  for (const memory of Object.values(known)) memory.clear();
}
