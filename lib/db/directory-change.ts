import "server-only";
import type { Prisma } from "@/lib/db/generated/client";
import { prisma } from "@/lib/db/prisma";
import type { TenantDb, TenantId } from "@/lib/db/tenant";

export interface DirectoryChange {
  /** users, sessions, tenants and who belongs where: rows that no tenant owns */
  readonly prisma: Prisma.TransactionClient;
  /** steps inside one tenant's walls and out again, within the same transaction */
  inTenant<T>(id: TenantId, fn: (db: TenantDb) => Promise<T>): Promise<T>;
}

/**
 * Changes the directory in one transaction that can also write inside tenants: a user's new password and the audit
 * entries that say so in each of her tenants stand or fall together. Visit tenants in the order of their ids, so that two
 * such changes cannot wait for each other.
 */
export function withDirectory<T>(fn: (change: DirectoryChange) => Promise<T>): Promise<T> {
  return prisma().$transaction(
    (transaction) => {
      const inTenant = async <R>(id: TenantId, visit: (db: TenantDb) => Promise<R>): Promise<R> => {
        await transaction.$executeRawUnsafe(`set local app.tenant_id = '${id}'`);
        const db = {
          tenantId: id,
          prisma: transaction,
          execute: <Row>(text: string, values: readonly unknown[]) =>
            transaction.$queryRawUnsafe<Row[]>(text, ...values),
        };
        const result = await visit(db as unknown as TenantDb);
        await transaction.$executeRawUnsafe(`set local app.tenant_id = ''`);
        return result;
      };
      return fn({ prisma: transaction, inTenant });
    },
    { timeout: 15_000, maxWait: 10_000 },
  );
}
