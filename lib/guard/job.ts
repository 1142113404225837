import "server-only";
import type { z } from "zod";
import { getTenantById } from "@/lib/db/directory";
import { type TenantDb, type TenantId, type TenantSql, withTenant, withTenantSql } from "@/lib/db/tenant";
import { notFound } from "@/lib/errors";
import { type Feature, hasFeature } from "@/lib/features";
import { markDoor } from "@/lib/guard/door";

export interface JobContext {
  readonly now: Date;
  /** a transaction inside one tenant; throws not-found when the tenant is gone */
  tenant<T>(id: TenantId, fn: (db: TenantDb) => Promise<T>): Promise<T>;
  /** the same straight on the driver, for much reading */
  tenantSql<T>(id: TenantId, fn: (db: TenantSql) => Promise<T>): Promise<T>;
}

export interface Job<S extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly schema: S;
  /** cron, UTC; absent for jobs that are only sent */
  readonly schedule?: string;
  run(data: unknown): Promise<void>;
}

/**
 * Work of the worker: ids plus a schema. The row is the truth; running a job twice is harmless. A job of a feature is for one tenant
 * (`tenantId`) and is not done while the feature is switched off there: its row waits until a sweep or a person asks again.
 */
export function job<S extends z.ZodType>(
  definition: { name: string; schema: S; schedule?: string; feature?: Feature },
  handle: (ctx: JobContext, data: z.output<S>) => Promise<void>,
): Job<S> {
  const { name, schema, schedule, feature } = definition;
  const made: Job<S> = {
    name,
    schema,
    schedule,
    async run(data) {
      const given = schema.parse(data);
      if (feature && (await isOff(feature, given))) return;
      await handle(
        {
          now: new Date(),
          async tenant(id, fn) {
            if (!(await getTenantById(id))) throw notFound("tenant");
            return withTenant(id, fn);
          },
          async tenantSql(id, fn) {
            if (!(await getTenantById(id))) throw notFound("tenant");
            return withTenantSql(id, fn);
          },
        },
        given,
      );
    },
  };
  return markDoor(made, { kind: "job", scope: "system", permission: null, feature });
}

async function isOff(feature: Feature, data: unknown): Promise<boolean> {
  const tenant = await getTenantById((data as { tenantId: string }).tenantId);
  return tenant !== null && !hasFeature(tenant, feature);
}
