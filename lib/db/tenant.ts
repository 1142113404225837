import "server-only";
import type pg from "pg";
import type { Prisma } from "@/lib/db/generated/client";
import { appPool } from "@/lib/db/pools";
import { prisma } from "@/lib/db/prisma";

declare const tenantIdBrand: unique symbol;
declare const tenantSqlBrand: unique symbol;

/** A validated tenant UUID. Only `tenantId()` makes one. */
export type TenantId = string & { readonly [tenantIdBrand]: true };

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text could be a tenant's id. */
export const isTenantId = (value: string): boolean => uuid.test(value);

/** Brands a tenant id. Throws on anything but a lower-case UUID, because the value is written into `SET LOCAL`. */
export function tenantId(value: string): TenantId {
  if (!uuid.test(value)) throw new Error("A tenant id must be a lower-case UUID.");
  return value as TenantId;
}

/** A transaction inside one tenant's walls: row-level security shows and accepts that tenant's rows only. */
export interface TenantSql {
  readonly [tenantSqlBrand]: true;
  readonly tenantId: TenantId;
  /** @param prepareAs name under which the connection keeps the statement's plan, for statements that run many times a second */
  execute<R>(text: string, values: readonly unknown[], prepareAs?: string): Promise<R[]>;
}

/** The same, with Prisma for rows by key. */
export interface TenantDb extends TenantSql {
  readonly prisma: Prisma.TransactionClient;
}

export interface TransactionOptions {
  /** milliseconds until the transaction is rolled back; 15 s unless told */
  timeoutMs?: number;
}

/** Runs `fn` in one Prisma transaction of the tenant; everything is rolled back when it throws. */
export async function withTenant<T>(
  id: TenantId,
  fn: (db: TenantDb) => Promise<T>,
  { timeoutMs = 15_000 }: TransactionOptions = {},
): Promise<T> {
  return prisma().$transaction(
    async (transaction) => {
      await transaction.$executeRawUnsafe(setTenant(id));
      const db = {
        tenantId: id,
        prisma: transaction,
        execute: <R>(text: string, values: readonly unknown[]) => transaction.$queryRawUnsafe<R[]>(text, ...values),
      };
      return fn(db as unknown as TenantDb);
    },
    { timeout: timeoutMs, maxWait: 10_000 },
  );
}

/** Runs `fn` in one transaction of the tenant straight on the driver: the cheap way for reads, intake and the projector. */
export async function withTenantSql<T>(id: TenantId, fn: (db: TenantSql) => Promise<T>): Promise<T> {
  const client = await appPool().connect();
  let broken: Error | undefined;
  try {
    await client.query(`begin; ${setTenant(id)}`);
    const result = await fn(tenantSqlOn(client, id));
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

function tenantSqlOn(client: pg.PoolClient, id: TenantId): TenantSql {
  const db = {
    tenantId: id,
    execute: async <R>(text: string, values: readonly unknown[], prepareAs?: string) =>
      (await client.query({ name: prepareAs, text, values: values as unknown[] })).rows as R[],
  };
  return db as unknown as TenantSql;
}

// SET LOCAL, not set_config(): only the statement reaches Citus workers. The id was validated when it was branded.
const setTenant = (id: TenantId) => `set local app.tenant_id = '${id}'`;
