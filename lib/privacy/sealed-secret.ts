import "server-only";
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { TenantId } from "@/lib/db/tenant";
import { secretFor } from "@/lib/env";

/** What a secret is kept for; each purpose has a key of its own. */
export type SealPurpose = "live-keys" | "webhook-secrets" | "privacy-subjects" | "privacy-files";

const nonceBytes = 12;
const tagBytes = 16;

// The ciphertext is bound to its place: copied to another row, or another tenant's, it does not open.
const placeOf = (tenant: TenantId, rowId: string) => Buffer.from(`${tenant}/${rowId}`);

/**
 * Encrypts a secret for the database: AES-256-GCM under a key derived from Attune's secret, so that a copy of the database alone opens
 * nothing. Gives nonce (12 bytes) · tag (16) · ciphertext.
 */
export function sealSecret(
  purpose: SealPurpose,
  tenant: TenantId,
  rowId: string,
  secret: Buffer,
): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", secretFor(purpose), nonce).setAAD(placeOf(tenant, rowId));
  const sealed = Buffer.concat([cipher.update(secret), cipher.final()]);
  return new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), sealed]));
}

/** Opens what `sealSecret` made. Throws when it was changed, moved, or sealed for another purpose or under another installation's secret. */
export function openSecret(purpose: SealPurpose, tenant: TenantId, rowId: string, sealed: Uint8Array): Buffer {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv("aes-256-gcm", secretFor(purpose), bytes.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  })
    .setAAD(placeOf(tenant, rowId))
    .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
  return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]);
}
