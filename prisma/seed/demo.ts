import "server-only";
import { getTenantBySlug, type Tenant } from "@/lib/db/directory";
import { closePools } from "@/lib/db/pools";
import { closePrisma, prisma } from "@/lib/db/prisma";
import { projectNext } from "@/lib/events/projector";
import { type DemoTenantSlug, demoAccounts, demoPassword } from "@/lib/identity/demo";
import { hashPassword } from "@/lib/identity/password";
import { createTenant, type NewTenant } from "@/lib/identity/tenants";
import { createUser, findAccount } from "@/lib/identity/users";
import { publishCohorts } from "@/lib/platform/publish-cohorts";
import { projections } from "@/lib/projections";
import { deliver } from "@/prisma/seed/deliver";
import type { DemoEvent } from "@/prisma/seed/demo-event";
import { harborEvents } from "@/prisma/seed/harbor";
import { liveSessionEvents } from "@/prisma/seed/live-session";
import { lumenEvents } from "@/prisma/seed/lumen";
import { mmcEvents } from "@/prisma/seed/mmc";
import { shareDemoReports } from "@/prisma/seed/shared-reports";

const demoDays = 90;

const tenants: Record<
  DemoTenantSlug,
  { tenant: Omit<NewTenant, "slug">; events: (anchor: Date, days: number) => DemoEvent[] }
> = {
  lumen: {
    tenant: {
      name: "Lumen",
      timeZone: "Europe/Berlin",
      brandColor: "#6B4A86",
      roundUpCounts: false,
      auLabel: "Attunement",
    },
    events: (anchor, days) => [...lumenEvents(anchor, days), ...liveSessionEvents(anchor)],
  },
  mmc: {
    tenant: { name: "Make Meaning Coaching", timeZone: "America/New_York", currency: "USD", brandColor: "#8A4B2A" },
    events: mmcEvents,
  },
  harbor: {
    tenant: { name: "Harbor", timeZone: "Europe/London", currency: "GBP", brandColor: "#1F5A7A" },
    events: harborEvents,
  },
};

/**
 * Fills an empty installation with three invented tenants: accounts, 90 days of events sent through the intake, reports that were
 * shared. Everything has an id that follows from its name, so a seed that was interrupted is completed by running it again.
 */
export async function seedDemo(): Promise<void> {
  const made = new Map<DemoTenantSlug, Tenant>();
  for (const [slug, { tenant }] of Object.entries(tenants) as [DemoTenantSlug, { tenant: Omit<NewTenant, "slug"> }][]) {
    made.set(slug, (await getTenantBySlug(slug)) ?? (await createTenant({ ...tenant, slug })));
  }
  await seedAccounts(made);
  for (const [slug, tenant] of made) {
    const anchor = await anchorOf(tenant);
    const events = tenants[slug].events(anchor, demoDays);
    await deliver(tenant, events);
    while ((await projectNext(tenant, projections)).kind === "projected");
    if (slug === "lumen") await shareDemoReports(tenant, events, anchor);
  }
  await publishCohorts(new Date());
  await closePrisma();
  await closePools();
}

async function seedAccounts(made: ReadonlyMap<DemoTenantSlug, Tenant>): Promise<void> {
  const passwordHash = await hashPassword(demoPassword);
  for (const { email, name, membership } of demoAccounts) {
    if (await findAccount(email)) continue;
    const tenant = membership ? made.get(membership.tenant) : undefined;
    await createUser({
      email,
      name,
      passwordHash,
      platformAdmin: membership === null,
      memberships: membership && tenant ? [{ tenantId: tenant.id, role: membership.role }] : [],
    });
  }
}

// The stories end when the tenant was made, also when an interrupted seed is completed a day later.
async function anchorOf(tenant: Tenant): Promise<Date> {
  const row = await prisma().tenant.findUniqueOrThrow({ where: { id: tenant.id }, select: { createdAt: true } });
  return row.createdAt;
}
