import "server-only";
import { createHash } from "node:crypto";

/** An id that follows from a name, so that whoever types the same name twice means the same one. */
export function idOfName(prefix: string, name: string): string {
  const plain = name.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();
  return `${prefix}-${createHash("sha256").update(plain).digest("hex").slice(0, 10)}`;
}
