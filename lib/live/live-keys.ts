import "server-only";
import { generateKeyPairSync, randomBytes, randomUUID } from "node:crypto";
import { importSPKI } from "jose";
import { getTenantById, type Tenant } from "@/lib/db/directory";
import { type TenantDb, type TenantId, tenantId, withTenantSql } from "@/lib/db/tenant";
import { notFound } from "@/lib/errors";
import { liveLimits } from "@/lib/live/limits";
import {
  addLiveKey,
  findLiveKey,
  type LiveAlgorithm,
  noteLiveKeyUse,
  revokeLiveKeyRow,
} from "@/lib/live/queries/live-keys";
import { log } from "@/lib/log";
import { openSecret, sealSecret } from "@/lib/privacy/sealed-secret";

/** A key that participants' tokens are checked with. */
export interface LiveKey {
  readonly id: string;
  readonly algorithm: LiveAlgorithm;
  /** the secret of HS256, the public half of EdDSA */
  readonly material: Buffer | CryptoKey;
  readonly tenant: Tenant;
}

export interface NewLiveKey {
  readonly id: string;
  /** what the token's header names: tenant and key */
  readonly kid: string;
  readonly algorithm: LiveAlgorithm;
  /** what signs: 32 bytes in base64url, or a private key in PEM. Shown this once and kept nowhere. */
  readonly secret: string;
}

const bytesOf = (uuid: string) => Buffer.from(uuid.replaceAll("-", ""), "hex").toString("base64url");

function uuidOf(text: string): string {
  const hex = Buffer.from(text, "base64url").toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The name of a key in a token's header. It leads to the tenant, whose key is then looked up inside its own walls. */
export const kidOf = (tenant: TenantId, keyId: string): string => `${bytesOf(tenant)}.${bytesOf(keyId)}`;

const kidPattern = /^([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{22})$/;

function parseKid(kid: string): { tenant: TenantId; keyId: string } | null {
  const [, tenant, key] = kidPattern.exec(kid) ?? [];
  return tenant && key ? { tenant: tenantId(uuidOf(tenant)), keyId: uuidOf(key) } : null;
}

/** Makes a live key. What it signs with comes back this once. */
export async function createLiveKey(
  db: TenantDb,
  { name, algorithm, createdBy }: { name: string; algorithm: LiveAlgorithm; createdBy: string | null },
): Promise<NewLiveKey> {
  const id = randomUUID();
  const kid = kidOf(db.tenantId, id);
  if (algorithm === "HS256") {
    const secret = randomBytes(32);
    await addLiveKey.all(db, {
      id,
      name,
      algorithm,
      sealedSecret: sealSecret("live-keys", db.tenantId, id, secret),
      publicKey: null,
      createdBy,
    });
    return { id, kid, algorithm, secret: secret.toString("base64url") };
  }
  const pair = generateKeyPairSync("ed25519", {
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  await addLiveKey.all(db, { id, name, algorithm, sealedSecret: null, publicKey: pair.publicKey, createdBy });
  return { id, kid, algorithm, secret: pair.privateKey };
}

/** Revokes a key. This process refuses its tokens at once, every other within two seconds. Throws not-found. */
export async function revokeLiveKey(db: TenantDb, keyId: string, now: Date): Promise<{ name: string }> {
  const revoked = await revokeLiveKeyRow.first(db, { id: keyId, at: now });
  if (!revoked) throw notFound("key");
  return revoked;
}

interface Known {
  key: LiveKey | null;
  until: number;
}
const held = globalThis as { attuneLiveKeys?: Map<string, Known> };
held.attuneLiveKeys ??= new Map();
const known = held.attuneLiveKeys;
const mostKnown = 5000;

/** Forgets what this process knows of a key, so that a revoked one opens nothing any more. */
export const forgetLiveKey = (tenant: TenantId, keyId: string): void => void known.delete(kidOf(tenant, keyId));

/** The living key that a token's header names, or null. Asked for on every request, so it is known by heart for a moment. */
export async function recallLiveKey(kid: string): Promise<LiveKey | null> {
  const now = Date.now();
  const before = known.get(kid);
  if (before && before.until > now) return before.key;
  const parsed = parseKid(kid);
  const key = parsed ? await loadKey(parsed.tenant, parsed.keyId) : null;
  known.delete(kid);
  known.set(kid, { key, until: now + liveLimits.keyMs });
  if (known.size > mostKnown) known.delete(known.keys().next().value ?? "");
  return key;
}

async function loadKey(id: TenantId, keyId: string): Promise<LiveKey | null> {
  const tenant = await getTenantById(id);
  if (!tenant) return null;
  const row = await withTenantSql(id, async (db) => {
    const found = await findLiveKey.first(db, { id: keyId });
    // Once a minute says enough about whether a key is in use.
    if (found && (!found.lastUsedAt || Date.now() - found.lastUsedAt.getTime() > 60_000)) {
      await noteLiveKeyUse.all(db, { id: keyId });
    }
    return found;
  });
  if (!row) return null;
  try {
    const material = row.sealedSecret
      ? openSecret("live-keys", id, keyId, row.sealedSecret)
      : await importSPKI(row.publicKey ?? "", "EdDSA");
    return { id: keyId, algorithm: row.algorithm, material, tenant };
  } catch {
    // Sealed under another secret than this installation's, or moved: whoever signs with it is refused, and the log says why.
    log.error({ tenant: tenant.slug, key: keyId }, "a live key cannot be opened with this ATTUNE_SECRET");
    return null;
  }
}
