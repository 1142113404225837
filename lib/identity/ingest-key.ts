import "server-only";
import type { Tenant } from "@/lib/db/directory";
import { authenticateKey, type KeyScope, parseKey } from "@/lib/identity/keys";
import { monthOver } from "@/lib/identity/monthly-events";

/** A key that may send events, as far as this process knows. The append asks the database once more, in its own transaction. */
export interface IngestKey {
  readonly tenant: Tenant;
  /** SHA-256 of the key, hexadecimal */
  readonly hash: string;
  readonly scopes: readonly KeyScope[];
  /** when the month ends whose events the tenant has used up (epoch milliseconds); null while there are some left */
  readonly monthOver: number | null;
}

interface Remembered {
  key: IngestKey;
  /** epoch milliseconds */
  until: number;
}

const rememberedMs = 30_000;
const mostRemembered = 5000;

const held = globalThis as { attuneIngestKeys?: Map<string, Remembered> };
held.attuneIngestKeys ??= new Map();
const remembered: Map<string, Remembered> = held.attuneIngestKeys;

/**
 * The key behind a value if this process has met it in the last half minute, else null. Who may be heard is decided by this; what is
 * stored is decided by the append, on every request.
 */
export function knownIngestKey(value: string | null): IngestKey | null {
  const hash = parseKey(value)?.hash.toString("hex");
  const known = hash === undefined ? undefined : remembered.get(hash);
  return known && known.until > Date.now() ? known.key : null;
}

/** The living key behind a value, or null. Asks the database and remembers the answer, unless there is none. */
export async function recallIngestKey(value: string | null): Promise<IngestKey | null> {
  const found = await authenticateKey(value);
  const hash = parseKey(value)?.hash.toString("hex");
  if (!found || hash === undefined) return null;
  const { tenant, scopes } = found;
  const key: IngestKey = { tenant, hash, scopes, monthOver: await monthOver(tenant, new Date()) };
  remembered.delete(hash);
  if (remembered.size >= mostRemembered) remembered.delete(remembered.keys().next().value ?? "");
  remembered.set(hash, { key, until: Date.now() + rememberedMs });
  return key;
}

/** After the append did not find it alive. */
export function forgetIngestKey(hash: string): void {
  remembered.delete(hash);
}
