import "server-only";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { getTenantById, type Tenant } from "@/lib/db/directory";
import { defineQuery } from "@/lib/db/query";
import { zInstant } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";
import { type TenantDb, withTenantSql } from "@/lib/db/tenant";
import { makeTenantToken, parseTenantToken, type TenantToken } from "@/lib/privacy/tenant-token";

export const keyScopes = ["ingest", "read"] as const;
export type KeyScope = (typeof keyScopes)[number];

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly KeyScope[];
  readonly tenant: Tenant;
}

const keyPrefix = "atn_";

/** Takes a key apart without asking the database. Null when it cannot be one. */
export const parseKey = (value: string | null): TenantToken | null => parseTenantToken(value, keyPrefix);

/** The key of a request: `Authorization: Bearer <key>`, or the user name of Basic auth as Segment's SDKs send it. */
export function keyOfRequest(request: Request): string | null {
  const header = request.headers.get("authorization") ?? "";
  const [scheme = "", value = ""] = header.split(" ", 2);
  if (scheme.toLowerCase() === "bearer") return value || null;
  if (scheme.toLowerCase() !== "basic") return null;
  const [user = ""] = Buffer.from(value, "base64").toString("utf8").split(":", 1);
  return user || null;
}

const keyByHash = defineQuery({
  name: "identity.key-by-hash",
  params: z.object({ secretHash: z.instanceof(Buffer) }),
  row: z.object({
    id: z.string(),
    name: z.string(),
    scopes: z.array(z.enum(keyScopes)),
    last_used_at: zInstant.nullable(),
  }),
  sql: ({ secretHash }, tenant) => sql`select id, name, scopes, last_used_at from api_keys
    where tenant_id = ${tenant} and secret_hash = ${secretHash} and revoked_at is null`,
});

/** The living key behind a value, or null. Notes its use at most once a minute. */
export async function authenticateKey(value: string | null): Promise<ApiKey | null> {
  const parsed = parseKey(value);
  const tenant = parsed ? await getTenantById(parsed.tenantId) : null;
  if (!parsed || !tenant) return null;
  const found = await withTenantSql(tenant.id, async (db) => {
    const key = await keyByHash.first(db, { secretHash: parsed.hash });
    if (key && (!key.last_used_at || Date.now() - key.last_used_at.getTime() > 60_000)) {
      await db.execute("update api_keys set last_used_at = now() where tenant_id = $1 and id = $2", [
        tenant.id,
        key.id,
      ]);
    }
    return key;
  });
  return found ? { id: found.id, name: found.name, scopes: found.scopes, tenant } : null;
}

/** Makes a key and returns its value, the only time that anybody sees it. */
export async function createKey(
  db: TenantDb,
  key: { name: string; scopes: KeyScope[]; createdBy: string | null },
): Promise<{ id: string; value: string }> {
  const id = randomUUID();
  const { value, hash } = makeTenantToken(db.tenantId, keyPrefix);
  await db.prisma.apiKey.create({
    data: {
      tenantId: db.tenantId,
      id,
      name: key.name,
      scopes: key.scopes,
      prefix: `${keyPrefix}…${value.slice(-4)}`,
      secretHash: new Uint8Array(hash),
      createdBy: key.createdBy,
    },
    select: { id: true },
  });
  return { id, value };
}
