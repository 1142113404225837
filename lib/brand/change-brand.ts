import "server-only";
import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { makeLogo } from "@/lib/brand/make-logo";
import { type brandInput, longestUpload, type privacyInput, type regionInput } from "@/lib/brand/schema";
import type { Tenant } from "@/lib/db/directory";
import type { TenantDb } from "@/lib/db/tenant";
import { invalid } from "@/lib/errors";

/** The names of the fields that a change gives another value. */
export function changedFields(before: object, after: object): string[] {
  const old = before as Record<string, unknown>;
  return Object.entries(after)
    .filter(([name, value]) => old[name] !== value)
    .map(([name]) => name);
}

export async function saveBrand(
  db: TenantDb,
  tenant: Tenant,
  { name, brandColor, ...own }: z.output<typeof brandInput>,
  now: Date,
): Promise<{ changed: string[] }> {
  const select = { coachName: true, coachTitle: true, contactEmail: true, website: true, about: true };
  const before = await db.prisma.tenantBrand.findUnique({ where: { tenantId: db.tenantId }, select });
  await db.prisma.tenantBrand.upsert({
    where: { tenantId: db.tenantId },
    create: { tenantId: db.tenantId, ...own, updatedAt: now },
    update: { ...own, updatedAt: now },
    select: { tenantId: true },
  });
  await db.prisma.tenant.update({ where: { id: db.tenantId }, data: { name, brandColor }, select: { id: true } });
  const empty = { coachName: "", coachTitle: "", contactEmail: "", website: "", about: "" };
  return { changed: changedFields({ ...tenant, ...empty, ...before }, { name, brandColor, ...own }) };
}

export async function saveRegion(
  db: TenantDb,
  tenant: Tenant,
  region: z.output<typeof regionInput>,
): Promise<{ changed: string[] }> {
  await db.prisma.tenant.update({ where: { id: db.tenantId }, data: region, select: { id: true } });
  return { changed: changedFields(tenant, region) };
}

export async function savePrivacy(
  db: TenantDb,
  tenant: Tenant,
  privacy: z.output<typeof privacyInput>,
): Promise<{ changed: string[] }> {
  await db.prisma.tenant.update({ where: { id: db.tenantId }, data: privacy, select: { id: true } });
  return { changed: changedFields(tenant, privacy) };
}

/** Takes a file as the tenant's logo. The one before is deleted: reports keep a copy of what they were made with. */
export async function saveLogo(
  db: TenantDb,
  file: string,
  by: string,
  now: Date,
): Promise<{ id: string; width: number; height: number }> {
  const bytes = Buffer.from(file, "base64");
  if (bytes.length === 0) throw invalid({ file: "logoMissing" });
  if (bytes.length > longestUpload) throw invalid({ file: "logoTooLarge" });
  const { image, width, height } = await makeLogo(bytes);
  const id = randomUUID();
  await db.prisma.tenantLogo.create({
    data: { tenantId: db.tenantId, id, image: new Uint8Array(image), width, height, createdBy: by, createdAt: now },
    select: { id: true },
  });
  await pointTo(db, id, now);
  return { id, width, height };
}

export async function removeLogo(db: TenantDb, now: Date): Promise<void> {
  await pointTo(db, null, now);
}

async function pointTo(db: TenantDb, logoId: string | null, now: Date): Promise<void> {
  await db.prisma.tenantBrand.upsert({
    where: { tenantId: db.tenantId },
    create: { tenantId: db.tenantId, logoId, updatedAt: now },
    update: { logoId, updatedAt: now },
    select: { tenantId: true },
  });
  await db.prisma.tenantLogo.deleteMany({
    where: { tenantId: db.tenantId, ...(logoId && { id: { not: logoId } }) },
  });
}
