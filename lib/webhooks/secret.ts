import "server-only";
import { randomBytes } from "node:crypto";
import type { TenantId } from "@/lib/db/tenant";
import * as sealing from "@/lib/privacy/sealed-secret";

/** A new signing secret, as Standard Webhooks writes it: `whsec_` and 256 bits in base64. */
export function makeSecret(): string {
  return `whsec_${randomBytes(32).toString("base64")}`;
}

/** Seals a secret that speaks with the outside (an endpoint's, a bridge's) into its row. */
export function sealSecret(tenant: TenantId, rowId: string, secret: string): Uint8Array<ArrayBuffer> {
  return sealing.sealSecret("webhook-secrets", tenant, rowId, Buffer.from(secret));
}

/** Opens what `sealSecret` made. Throws as `openSecret` of lib/privacy/sealed-secret. */
export function openSecret(tenant: TenantId, rowId: string, sealed: Uint8Array): string {
  return sealing.openSecret("webhook-secrets", tenant, rowId, sealed).toString("utf8");
}
