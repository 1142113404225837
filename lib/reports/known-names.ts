import "server-only";
import type { TenantSql } from "@/lib/db/tenant";
import { listKnownNames } from "@/lib/reports/queries/list-known-names";

/** The words of these texts that are names of people whom the tenant knows, in lower case: what the redactor needs beside its own lists. */
export async function knownNames(db: TenantSql, texts: readonly string[]): Promise<ReadonlySet<string>> {
  const words = new Set(texts.flatMap((text) => text.toLowerCase().match(/[\p{L}\p{M}]{2,}/gu) ?? []));
  if (words.size === 0) return words;
  const rows = await listKnownNames.all(db, { words: [...words].slice(0, 20_000) });
  return new Set(rows.map((row) => row.word));
}
