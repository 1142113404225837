import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";
import type { TenantDb } from "@/lib/db/tenant";
import { notFound } from "@/lib/errors";
import { keyScopes } from "@/lib/identity/keys";

/** Every key of the tenant, active ones first; revoked ones stay, because the audit log and rejections speak of them. */
export const listKeys = defineQuery({
  name: "identity.list-keys",
  params: z.object({}),
  row: z.object({
    id: z.string(),
    name: z.string(),
    prefix: z.string(),
    scopes: z.array(z.enum(keyScopes)),
    createdAt: zInstant,
    createdBy: z.string().nullable(),
    lastUsedAt: zInstant.nullable(),
    revokedAt: zInstant.nullable(),
  }),
  sql: (_, tenant) => sql`
    select k.id, k.name, k.prefix, k.scopes, k.created_at as "createdAt", u.name as "createdBy",
      k.last_used_at as "lastUsedAt", k.revoked_at as "revokedAt"
    from api_keys k left join users u on u.id = k.created_by
    where k.tenant_id = ${tenant} order by k.revoked_at is not null, k.created_at desc, k.id limit 500`,
});

/** Revokes a key; requests that carry it are refused from the next one on. Throws not-found. */
export async function revokeKey(db: TenantDb, id: string, now: Date): Promise<{ name: string; prefix: string }> {
  const where = { tenantId_id: { tenantId: db.tenantId, id } };
  const key = await db.prisma.apiKey.findUnique({ where, select: { name: true, prefix: true, revokedAt: true } });
  if (!key || key.revokedAt) throw notFound("key");
  await db.prisma.apiKey.update({ where, data: { revokedAt: now }, select: { id: true } });
  return { name: key.name, prefix: key.prefix };
}
