import "server-only";
import type { TenantSql } from "@/lib/db/tenant";
import type { ReadModel } from "@/lib/master-sessions/read-models";

/** Rows of one table under the session they belong to. */
export type SessionRows<Row> = ReadonlyMap<string, readonly Row[]>;

/**
 * Makes the rows of the given sessions the ones given: what is the same stays untouched, what differs is deleted and
 * inserted anew (no UPDATE is granted on these tables), what is gone is deleted. A session that is in `rows` with no rows has
 * none afterwards; a session that is not in it keeps what it has.
 */
export async function replaceRows<Row extends object>(
  db: TenantSql,
  model: ReadModel<Row>,
  rows: SessionRows<Row>,
): Promise<void> {
  const fields = Object.keys(model.columns) as (keyof Row & string)[];
  const wanted = new Map<string, { sessionId: string; row: Row; content: string }>();
  for (const [sessionId, sessionRows] of rows) {
    for (const row of sessionRows) {
      wanted.set(keyOf(model, sessionId, row), { sessionId, row, content: contentOf(fields, row) });
    }
  }
  const stale: StoredRow<Row>[] = [];
  for (const stored of await readStored(db, model, [...rows.keys()])) {
    const key = keyOf(model, stored.sessionId, stored);
    if (wanted.get(key)?.content === contentOf(fields, stored)) wanted.delete(key);
    else stale.push(stored);
  }
  await deleteRows(db, model, stale);
  await insertRows(db, model, [...wanted.values()]);
}

type StoredRow<Row> = Row & { sessionId: string };

const keyOf = <Row>(model: ReadModel<Row>, sessionId: string, row: Row) =>
  JSON.stringify([sessionId, ...model.key.map((field) => row[field])]);

/** Dates become ISO instants with milliseconds on both sides, which is all that the log keeps. */
const contentOf = <Row>(fields: readonly (keyof Row & string)[], row: Row) =>
  JSON.stringify(fields.map((field) => row[field]));

async function readStored<Row>(db: TenantSql, model: ReadModel<Row>, sessionIds: readonly string[]) {
  const columns = Object.entries<readonly [string, string]>(model.columns).map(
    ([field, [column]]) => `${column} as "${field}"`,
  );
  return db.execute<StoredRow<Row>>(
    `/* master-sessions.stored-rows */ select session_id as "sessionId", ${columns.join(", ")} from ${model.table}
     where tenant_id = $1 and session_id = any($2::text[])`,
    [db.tenantId, sessionIds],
  );
}

async function deleteRows<Row>(db: TenantSql, model: ReadModel<Row>, stale: readonly StoredRow<Row>[]): Promise<void> {
  if (stale.length === 0) return;
  const keys = model.key.map((field) => model.columns[field]);
  const arrays = keys.map(([, type], index) => `$${index + 3}::${type}[]`);
  const same = keys.map(([column]) => `and stored.${column} = stale.${column}`);
  await db.execute(
    `/* master-sessions.delete-rows */ delete from ${model.table} stored
     using unnest(${["$2::text[]", ...arrays].join(", ")}) as stale (${["session_id", ...keys.map(([column]) => column)].join(", ")})
     where stored.tenant_id = $1 and stored.session_id = stale.session_id ${same.join(" ")}`,
    [db.tenantId, stale.map((row) => row.sessionId), ...model.key.map((field) => stale.map((row) => row[field]))],
  );
}

/** Keeps one statement's JSON at a few megabytes. */
const rowsPerStatement = 5000;

async function insertRows<Row>(
  db: TenantSql,
  model: ReadModel<Row>,
  fresh: readonly { sessionId: string; row: Row }[],
): Promise<void> {
  const columns = Object.values<readonly [string, string]>(model.columns);
  const fields = Object.entries<readonly [string, string]>(model.columns) as [
    keyof Row & string,
    readonly [string, string],
  ][];
  const names = ["session_id", ...columns.map(([column]) => column)].join(", ");
  const types = ["session_id text", ...columns.map(([column, type]) => `${column} ${type}`)].join(", ");
  for (let at = 0; at < fresh.length; at += rowsPerStatement) {
    const records = fresh.slice(at, at + rowsPerStatement).map(({ sessionId, row }) => ({
      session_id: sessionId,
      ...Object.fromEntries(fields.map(([field, [column]]) => [column, row[field]])),
    }));
    await db.execute(
      `/* master-sessions.insert-rows */ insert into ${model.table} (tenant_id, ${names})
       select $1::uuid, ${names} from jsonb_to_recordset($2::jsonb) as fresh (${types})`,
      [db.tenantId, JSON.stringify(records)],
    );
  }
}
