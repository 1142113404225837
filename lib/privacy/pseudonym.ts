import "server-only";
import { createHmac, hkdfSync } from "node:crypto";
import type { TenantId } from "@/lib/db/tenant";
import { attuneSecret } from "@/lib/env";

const subkeys = new Map<string, Buffer>();

function subkey(tenant: TenantId, purpose: string): Buffer {
  const name = `${tenant}/${purpose}`;
  let key = subkeys.get(name);
  if (!key) {
    key = Buffer.from(hkdfSync("sha256", attuneSecret(), tenant, `attune/${purpose}`, 32));
    subkeys.set(name, key);
  }
  return key;
}

const asUuid = (digest: Buffer) => {
  const hex = digest.toString("hex", 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};

/**
 * The person behind an id, as the log and the rollups know her: HMAC-SHA256 (first 128 bits, written as a UUID) under a key
 * that is the tenant's own, so that two tenants' pseudonyms of one person differ and none can be recomputed without the secret.
 */
export function actorOf(tenant: TenantId, kind: "user" | "anonymous", id: string): string {
  return asUuid(createHmac("sha256", subkey(tenant, "actor")).update(`${kind}:${id}`).digest());
}

/** A keyed hash of a value for one purpose (throttle keys, lookups), 256 bits. */
export function keyedHash(purpose: string, value: string): Buffer {
  return createHmac("sha256", attuneSecret()).update(`attune/${purpose}/${value}`).digest();
}

/** A person or thing of a tenant under a name for one purpose: whoever receives two purposes' names cannot join them. */
export function tenantPseudonym(tenant: TenantId, purpose: string, value: string): string {
  return asUuid(
    createHmac("sha256", subkey(tenant, `pseudonym/${purpose}`))
      .update(value)
      .digest(),
  );
}
