import "server-only";
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { TenantId } from "@/lib/db/tenant";
import { secretFor } from "@/lib/env";

/** A new signing secret, as Standard Webhooks writes it: `whsec_` and 256 bits in base64. */
export function makeSecret(): string {
  return `whsec_${randomBytes(32).toString("base64")}`;
}

const ivBytes = 12;
const tagBytes = 16;

// The ciphertext is bound to its place: copied to another endpoint's row, or another tenant's, it does not open.
const placeOf = (tenant: TenantId, endpointId: string) => Buffer.from(`${tenant}/${endpointId}`);

/** Encrypts a signing secret for the database (AES-256-GCM under a key derived from Attune's secret). */
export function sealSecret(tenant: TenantId, endpointId: string, secret: string): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv("aes-256-gcm", secretFor("webhook-secrets"), iv);
  cipher.setAAD(placeOf(tenant, endpointId));
  const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return new Uint8Array(Buffer.concat([iv, cipher.getAuthTag(), sealed]));
}

/** Opens what `sealSecret` made. Throws when it was changed, moved, or sealed under another installation's secret. */
export function openSecret(tenant: TenantId, endpointId: string, sealed: Uint8Array): string {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv("aes-256-gcm", secretFor("webhook-secrets"), bytes.subarray(0, ivBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(placeOf(tenant, endpointId));
  decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
  return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]).toString("utf8");
}
