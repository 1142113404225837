import "server-only";
import { z } from "zod";
import { type AuditChange, writeAudit } from "@/lib/audit/write-audit";
import { getTenantBySlug, type Tenant } from "@/lib/db/directory";
import { notFound } from "@/lib/errors";
import type { PlatformActionContext } from "@/lib/guard/action";
import { emailSchema } from "@/lib/identity/email";
import { invite } from "@/lib/identity/invitations";
import { insertTenant, newTenantSchema } from "@/lib/identity/tenants";
import { enqueue } from "@/lib/jobs/queue";
import { publishCohortsJob } from "@/lib/platform/jobs";

/** Who tenants read of in their own audit log; which admin it was stands in the platform's. */
export const platformActor = { kind: "system", label: "Attune platform" } as const;

export const newOrganisationSchema = newTenantSchema
  .pick({ slug: true, name: true, locale: true, timeZone: true, currency: true })
  .extend({ adminEmail: emailSchema });

/** Makes a tenant and an invitation for its first admin. The token is in the return value only. */
export async function createOrganisation(
  change: PlatformActionContext,
  { adminEmail, ...tenant }: z.output<typeof newOrganisationSchema>,
): Promise<{ tenantId: string; token: string }> {
  const id = await insertTenant(change, tenant, platformActor);
  const { token } = await change.inTenant(id, async (db) => {
    const made = await invite(db, {
      email: adminEmail,
      role: "admin",
      invitedBy: change.viewer.user.id,
      now: change.now,
    });
    await writeAudit(db, platformActor, {
      action: "member.invited",
      target: { type: "invitation", id: made.id },
      detail: { email: adminEmail, role: "admin" },
    });
    return made;
  });
  return { tenantId: id, token };
}

const optionalLimit = (max: number) => z.int().min(1).max(max).nullable();

export const limitsSchema = z.strictObject({
  slug: z.string(),
  memberLimit: optionalLimit(100_000),
  monthlyEventLimit: optionalLimit(1_000_000_000_000),
  inResearch: z.boolean(),
});

/** Sets what a tenant may use. Throws not-found for an unknown slug. */
export async function setLimits(
  change: PlatformActionContext,
  { slug, memberLimit, monthlyEventLimit, inResearch }: z.output<typeof limitsSchema>,
): Promise<Tenant> {
  const tenant = await tenantOf(slug);
  const before = await change.prisma.tenant.findUniqueOrThrow({
    where: { id: tenant.id },
    select: { inResearch: true },
  });
  await updateTenant(
    change,
    tenant,
    { memberLimit, monthlyEventLimit: monthlyEventLimit === null ? null : BigInt(monthlyEventLimit), inResearch },
    { action: "tenant.limits-changed", target: target(tenant), detail: { memberLimit, monthlyEventLimit, inResearch } },
  );
  if (before.inResearch !== inResearch) change.afterCommit(() => enqueue(publishCohortsJob, {}));
  return tenant;
}

/** Suspends a tenant or lets it in again; both hold on everybody's next request. Returns whether anything changed. */
export async function setSuspended(
  change: PlatformActionContext,
  { slug, suspended }: { slug: string; suspended: boolean },
): Promise<Tenant> {
  const tenant = await tenantOf(slug);
  if ((tenant.suspendedAt !== null) === suspended) return tenant;
  await updateTenant(
    change,
    tenant,
    { suspendedAt: suspended ? change.now : null },
    { action: suspended ? "tenant.suspended" : "tenant.resumed", target: target(tenant) },
  );
  return tenant;
}

export const target = (tenant: Tenant) => ({ type: "tenant", id: tenant.id });

/** The tenant of a slug. Throws not-found for an unknown one. */
export async function tenantOf(slug: string): Promise<Tenant> {
  const tenant = await getTenantBySlug(slug);
  if (!tenant) throw notFound("organisation");
  return tenant;
}

/** Changes a tenant's row, with the entry in its own audit log. */
export function updateTenant(
  { inTenant }: PlatformActionContext,
  tenant: Tenant,
  data: {
    memberLimit?: number | null;
    monthlyEventLimit?: bigint | null;
    inResearch?: boolean;
    suspendedAt?: Date | null;
    featuresOff?: string[];
    featuresChangedAt?: Date;
  },
  entry: AuditChange,
): Promise<void> {
  return inTenant(tenant.id, async (db) => {
    await db.prisma.tenant.update({ where: { id: tenant.id }, data, select: { id: true } });
    await writeAudit(db, platformActor, entry);
  });
}
