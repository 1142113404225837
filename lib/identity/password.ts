import "server-only";
import { randomBytes } from "node:crypto";
import { hash, parseOptions, verify } from "@node-rs/argon2";
import { unavailable } from "@/lib/errors";

// 64 MiB, three passes, one lane, version 1.3; the library's default variant is argon2id and is asserted by a test.
const cost = { memoryCost: 65_536, timeCost: 3, parallelism: 1 };

const atOnce = 4;
const mayWait = 32;

let running = 0;
const waiting: (() => void)[] = [];

/** At most four hashes at once (256 MiB in this process), a bounded queue behind them, then 503. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) {
    if (waiting.length >= mayWait) throw unavailable(5);
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else {
    running += 1;
  }
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    // The place is handed on rather than freed, so that a newcomer cannot slip in between.
    if (next) next();
    else running -= 1;
  }
}

// The same password typed on two keyboards may arrive in two compositions of the same characters.
const normalised = (password: string) => password.normalize("NFKC");

/** Hashes a password with argon2id (about 0.1 s of one core). Returns a PHC string. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(normalised(password), cost));
}

/** Whether a password belongs to a hash. A hash that cannot be read belongs to none. */
export function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  return inTurn(() => verify(passwordHash, normalised(password)).catch(() => false));
}

let nobody: Promise<string> | undefined;

/**
 * Verifies against the account's hash, or, when there is no account or no password, against a hash of nothing: both take
 * the same time, so that the answer's delay does not tell which it was.
 */
export async function verifyPasswordOf(passwordHash: string | null, password: string): Promise<boolean> {
  nobody ??= hashPassword(randomBytes(24).toString("base64"));
  const stand = await nobody;
  const fits = await verifyPassword(passwordHash ?? stand, password);
  return fits && passwordHash !== null;
}

/** Whether a hash was made with another cost than today's, and should be made again at the next sign-in. */
export function isOutdated(passwordHash: string): boolean {
  const made = parseOptions(passwordHash);
  return (
    made.memoryCost !== cost.memoryCost || made.timeCost !== cost.timeCost || made.parallelism !== cost.parallelism
  );
}
