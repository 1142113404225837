import { randomInt, randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Tenant } from "@/lib/db/directory";
import { appPool } from "@/lib/db/pools";
import { type TenantSql, tenantId, withTenant, withTenantSql } from "@/lib/db/tenant";
import { createTestDatabase } from "@/lib/testing/db";
import { createTenant } from "@/lib/testing/factories";

const database = await createTestDatabase();
appPool().options.max = 5;

const day = "2026-11-01";
const tenants = await Promise.all(Array.from({ length: 20 }, () => createTenant()));
for (const tenant of tenants) {
  await withTenantSql(tenant.id, (db) =>
    db.execute("insert into event_days (tenant_id, day, name, events) values ($1, $2, $3, 0)", [
      tenant.id,
      day,
      tenant.slug,
    ]),
  );
}

/** A row that the walls should have hidden, in words. */
const foreign: string[] = [];
let requests = 0;
const written = new Map<string, number>(tenants.map((tenant) => [tenant.slug, 0]));

interface DayRow {
  tenant_id: string;
  name: string;
  events: number | bigint;
}

function judge(tenant: Tenant, rows: readonly DayRow[], what: string) {
  if (rows.length !== 1) foreign.push(`${what} of ${tenant.slug} saw ${rows.length} rows`);
  for (const row of rows)
    if (row.tenant_id !== tenant.id || row.name !== tenant.slug) foreign.push(`${what}: ${row.name}`);
}

// None of these says which tenant it means, as if somebody had forgotten to.
const ask = {
  async read(db: TenantSql, tenant: Tenant) {
    judge(tenant, await db.execute("select tenant_id, name, events from event_days", []), "a read");
  },
  async sum(db: TenantSql, tenant: Tenant) {
    const [row] = await db.execute<{ names: string }>("select string_agg(name, ',') as names from event_days", []);
    if (row?.names !== tenant.slug) foreign.push(`a sum of ${tenant.slug} saw ${row?.names}`);
  },
  async write(db: TenantSql, tenant: Tenant) {
    judge(
      tenant,
      await db.execute("update event_days set events = events + 1 returning tenant_id, name, events", []),
      "a write",
    );
    written.set(tenant.slug, (written.get(tenant.slug) ?? 0) + 1);
  },
  async slowRead(db: TenantSql, tenant: Tenant) {
    await db.execute("select pg_sleep(0.002)", []);
    judge(tenant, await db.execute("select tenant_id, name, events from event_days", []), "a slow read");
  },
};

class Abandoned extends Error {}

async function request(tenant: Tenant): Promise<void> {
  const kind = randomInt(20);
  requests++;
  if (kind < 8) return withTenantSql(tenant.id, (db) => ask.read(db, tenant));
  if (kind < 11) return withTenantSql(tenant.id, (db) => ask.sum(db, tenant));
  if (kind < 16) return withTenantSql(tenant.id, (db) => ask.write(db, tenant));
  if (kind < 17) return withTenantSql(tenant.id, (db) => ask.slowRead(db, tenant));
  if (kind < 18) {
    const broken = withTenantSql(tenant.id, async (db) => {
      await db.execute("update event_days set events = events + 1000000", []);
      throw new Abandoned();
    });
    return expect(broken).rejects.toThrow(Abandoned);
  }
  if (kind < 19) {
    const other = tenants[randomInt(tenants.length)] as Tenant;
    if (other === tenant) return;
    const smuggled = withTenantSql(tenant.id, (db) =>
      db.execute("insert into event_days (tenant_id, day, name, events) values ($1, $2, 'smuggled', 1)", [
        other.id,
        day,
      ]),
    );
    return expect(smuggled).rejects.toThrow(/row-level security/);
  }
  // Outside of any tenant, on a connection that has just served one.
  const { rows } = await appPool().query("select tenant_id from event_days");
  if (rows.length > 0) foreign.push(`${rows.length} rows without a tenant`);
}

describe("the walls between tenants", () => {
  it("hold through 10,000 interleaved requests of 20 tenants over 5 connections", async () => {
    const client = async () => {
      while (requests < 10_000) await request(tenants[randomInt(tenants.length)] as Tenant);
    };
    await Promise.all(Array.from({ length: 40 }, client));
    expect(foreign).toEqual([]);
    expect(appPool().totalCount).toBeLessThanOrEqual(5);
    const rows = await database.admin<{ name: string; events: string }>(
      "select name, events from event_days order by name",
    );
    expect(rows.map((row) => [row.name, Number(row.events)])).toEqual([...written].sort());
  }, 120_000);

  it("hold for Prisma, for statements that name another tenant, and for ids that are none", async () => {
    const [mine, theirs] = tenants as [Tenant, Tenant];
    await withTenant(mine.id, async (db) => {
      judge(mine, await db.execute("select tenant_id, name, events from event_days", []), "a read through Prisma");
      await db.prisma.membership.findMany({ select: { userId: true } });
    });
    const rows = await withTenantSql(mine.id, (db) =>
      db.execute("select * from event_days where tenant_id = $1", [theirs.id]),
    );
    expect(rows).toEqual([]);
    expect(await withTenantSql(tenantId(randomUUID()), (db) => db.execute("select * from event_days", []))).toEqual([]);
    expect(() => tenantId("'; drop table tenants; --")).toThrow(/lower-case UUID/);
  });
});
