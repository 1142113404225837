import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { type TenantId, tenantId } from "@/lib/db/tenant";

/*
 * A secret that names its tenant: prefix + 22 characters (the tenant's id) + 43 characters (256 random bits), both base64url. API keys,
 * invitations and report links are such tokens, so each is looked up inside its tenant's walls, and the database keeps the SHA-256 only.
 * The secret part is random, so no slow hash is due.
 */
const pattern = /^([A-Za-z0-9_-]{22})([A-Za-z0-9_-]{43})$/;

export interface TenantToken {
  readonly tenantId: TenantId;
  readonly hash: Buffer;
}

/**
 * Makes a token and its hash. The token is shown once; only the hash is stored.
 * @param secret 32 bytes, random unless told
 */
export function makeTenantToken(
  tenant: TenantId,
  prefix = "",
  secret: Buffer = randomBytes(32),
): { value: string; hash: Buffer } {
  const id = Buffer.from(tenant.replaceAll("-", ""), "hex").toString("base64url");
  const value = `${prefix}${id}${secret.toString("base64url")}`;
  return { value, hash: hashOf(value) };
}

/** Takes a token apart without asking the database. Null when it cannot be one. */
export function parseTenantToken(value: string | null | undefined, prefix = ""): TenantToken | null {
  if (!value?.startsWith(prefix)) return null;
  const id = pattern.exec(value.slice(prefix.length))?.[1];
  if (!id) return null;
  const hex = Buffer.from(id, "base64url").toString("hex");
  if (hex.length !== 32) return null;
  const dashed = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  return { tenantId: tenantId(dashed), hash: hashOf(value) };
}

const hashOf = (value: string) => createHash("sha256").update(value).digest();
