import "server-only";
import type { AuditSearch } from "@/lib/audit/audit-search";
import { type AuditEntry, listEntries } from "@/lib/audit/queries/list-entries";
import { attachment, type CsvColumn, csvResponse } from "@/lib/csv";
import type { Tenant } from "@/lib/db/directory";
import type { TenantSql } from "@/lib/db/tenant";

type ReadAll = <T>(fn: (db: TenantSql) => Promise<T>) => Promise<T>;

const columns: readonly CsvColumn<AuditEntry>[] = [
  { header: "seq", value: (entry) => entry.seq },
  { header: "at", value: (entry) => entry.at },
  { header: "actor_kind", value: (entry) => entry.actorKind },
  { header: "actor_id", value: (entry) => entry.actorId },
  { header: "actor", value: (entry) => entry.actorLabel },
  { header: "action", value: (entry) => entry.action },
  { header: "target_type", value: (entry) => entry.targetType },
  { header: "target_id", value: (entry) => entry.targetId },
  { header: "detail", value: (entry) => JSON.stringify(entry.detail) },
  { header: "hash", value: (entry) => entry.hash },
];

const batch = 1000;

/** Every entry that a search finds, the newest first, in short transactions of a thousand rows. */
async function* entriesOf(readAll: ReadAll, search: AuditSearch, timeZone: string): AsyncGenerator<AuditEntry> {
  let cursor: number | null = null;
  for (;;) {
    const params: Parameters<typeof listEntries.all>[1] = { ...search, timeZone, cursor, limit: batch };
    const rows: AuditEntry[] = await readAll((db) => listEntries.all(db, params));
    yield* rows;
    if (rows.length < batch) return;
    cursor = rows.at(-1)?.seq ?? null;
  }
}

/** The entries as a file that streams: exactly those that the page lists for the same search. */
export function exportEntries(tenant: Tenant, search: AuditSearch, format: "csv" | "json", readAll: ReadAll): Response {
  const entries = entriesOf(readAll, search, tenant.timeZone);
  const name = `attune-${tenant.slug}-audit`;
  if (format === "csv") return csvResponse(`${name}.csv`, columns, entries, { byteOrderMark: true });
  return new Response(jsonStream(entries), {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": attachment(`${name}.json`),
      "cache-control": "private, no-store",
    },
  });
}

function jsonStream(entries: AsyncGenerator<AuditEntry>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let before = "[\n";
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await entries.next();
      if (!done) {
        controller.enqueue(encoder.encode(`${before}${JSON.stringify(value)}`));
        before = ",\n";
        return;
      }
      controller.enqueue(encoder.encode(before === "[\n" ? "[]\n" : "\n]\n"));
      controller.close();
    },
    async cancel() {
      await entries.return(undefined);
    },
  });
}
