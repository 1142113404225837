import type { TestDatabase } from "@/lib/testing/db";

interface Column {
  schema: string;
  table: string;
  column: string;
  type: string;
}

/**
 * Looks for texts in every column that can hold one, of every table of every schema (the queue's too), whatever tables there may
 * be by then: the catalogue is asked. Bytes are read as text in both ways in which a text may hide in them.
 * @returns "schema.table.column: text", sorted
 */
export async function findEverywhere(database: TestDatabase, needles: readonly string[]): Promise<string[]> {
  const columns = await database.admin<Column>(
    `select n.nspname as schema, c.relname as table, a.attname as column, t.typname as type
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace join pg_type t on t.oid = a.atttypid
     where c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped
       and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
       and t.typname = any('{text,varchar,bpchar,json,jsonb,bytea,uuid,_text,_varchar,_uuid,_jsonb,name,xml,hstore,citext}')
     order by 1, 2, 3`,
  );
  if (columns.length < 100) throw new Error("The catalogue was not read.");
  const found = new Set<string>();
  for (const { schema, table, column, type } of columns) {
    const value = type === "bytea" ? `encode(${quote(column)}, 'escape')` : `lower(${quote(column)}::text)`;
    const rows = await database.admin<{ needle: string }>(
      `select needle from unnest($1::text[]) as needle
       where exists (select from ${quote(schema)}.${quote(table)} where position(needle in lower(${value})) > 0)`,
      [needles.map((needle) => needle.toLowerCase())],
    );
    for (const { needle } of rows) found.add(`${schema}.${table}.${column}: ${needle}`);
  }
  return [...found].sort();
}

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
