import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Tenant } from "@/lib/db/directory";
import { appPool } from "@/lib/db/pools";
import { withTenantSql } from "@/lib/db/tenant";
import { coreProjection } from "@/lib/events/core-projection";
import { projectNext } from "@/lib/events/projector";
import { rebuildTenant } from "@/lib/events/rebuild";
import { applyRetention, compactLedger, dropOldPartitions, ensurePartitionsAhead } from "@/lib/events/retention";
import { createTestDatabase } from "@/lib/testing/db";
import { type LoggedEvent, logged, writeLog } from "@/lib/testing/event-log";
import { createTenant } from "@/lib/testing/factories";

const database = await createTestDatabase();
const anna = "00000000-0000-4000-8000-000000000001";
const bela = "00000000-0000-4000-8000-000000000002";

/** Noon of the UTC day that lies so many months, plus days, before today. */
async function noonBefore(months: number, days = 0): Promise<Date> {
  const [row] = await database.admin<{ day: string }>(
    "select ((now() at time zone 'utc') - make_interval(months => $1, days => $2))::date::text as day",
    [months, days],
  );
  return new Date(`${row?.day}T12:00:00Z`);
}

const count = async (table: string, tenant: Tenant) =>
  (await database.admin(`select 1 from ${table} where tenant_id = $1`, [tenant.id])).length;

const readModels = async (tenant: Tenant) => ({
  days: await database.admin("select day::text, name, events from event_days where tenant_id = $1 order by 1, 2", [
    tenant.id,
  ]),
  people: await database.admin(
    "select day::text, actor, previous_day::text from person_days where tenant_id = $1 order by 1, 2",
    [tenant.id],
  ),
  links: await database.admin("select from_actor, to_actor from actor_links where tenant_id = $1", [tenant.id]),
});

const did = (actor: string, occurredAt: Date) => logged({ name: "page.viewed", actor, occurredAt });

async function tell(tenant: Tenant, events: readonly LoggedEvent[], flushSize?: number) {
  await writeLog(tenant, events, flushSize);
  while ((await projectNext(tenant, [coreProjection])).kind === "projected");
}

async function addText(tenant: Tenant, event: LoggedEvent, reviewed: boolean) {
  const hash = randomBytes(32);
  await database.admin("insert into analytics.private_texts values ($1, $2, 'text', null, 'thank you')", [
    tenant.id,
    event.eventId,
  ]);
  await database.admin("insert into consents values ($1, $2, $3, 'quoted', now())", [tenant.id, event.eventId, hash]);
  if (!reviewed) return;
  await database.admin(
    `insert into quote_reviews values ($1, $2, 's', $3, 'approved', 'thank you', sha256('thank you'), gen_random_uuid(), now())`,
    [tenant.id, event.eventId, hash],
  );
}

describe("retention", () => {
  it("takes what is older than the tenant's months out of the log and out of everything that rests on it", async () => {
    const [short, long] = [await createTenant({ retentionMonths: 3 }), await createTenant({ retentionMonths: 24 })];
    const [old, oldest, kept, fresh] = [
      await noonBefore(3, 1),
      await noonBefore(3, 9),
      await noonBefore(2),
      await noonBefore(0, 1),
    ];
    const link = logged({ name: "identify", actor: bela, occurredAt: old, properties: { $from: anna } });
    const story = () =>
      [did(anna, oldest), link, did(anna, old), did(bela, kept), did(anna, fresh)].map((event) => ({ ...event }));
    for (const tenant of [short, long]) {
      const events = story();
      await tell(tenant, events);
      await addText(tenant, events[0] as LoggedEvent, false);
      await addText(tenant, events[2] as LoggedEvent, true);
      await addText(tenant, events[3] as LoggedEvent, false);
      await database.admin(
        `insert into people (tenant_id, actor, name, first_seen_at, last_seen_at) values ($1, $2, 'Anna', $4, $4), ($1, $3, 'Bela', $4, $5)`,
        [tenant.id, anna, bela, old, fresh],
      );
    }
    const untouched = await readModels(long);
    expect(untouched.people.at(-1)).toMatchObject({ actor: anna, previous_day: kept.toISOString().slice(0, 10) });

    expect(await applyRetention(short, [coreProjection])).toBe(3);
    expect(await applyRetention(long, [coreProjection])).toBe(0);

    expect(await count("analytics.events", short)).toBe(2);
    expect(await count("analytics.event_keys", short)).toBe(2);
    expect(await count("analytics.private_texts", short)).toBe(1);
    // The consent of an approved quote is what allows it; it stays with it.
    expect(await count("consents", short)).toBe(2);
    expect(await count("quote_reviews", short)).toBe(1);
    expect(await database.admin("select name from people where tenant_id = $1", [short.id])).toEqual([
      { name: "Bela" },
    ]);
    const left = await readModels(short);
    expect(left.links).toEqual([]);
    expect(left.people).toEqual([
      { day: kept.toISOString().slice(0, 10), actor: bela, previous_day: null },
      { day: fresh.toISOString().slice(0, 10), actor: anna, previous_day: null },
    ]);
    expect(await count("analytics.events", long)).toBe(5);
    expect(await readModels(long)).toEqual(untouched);

    await rebuildTenant(short, [coreProjection]);
    expect(await readModels(short)).toEqual(left);
    expect(await applyRetention(short, [coreProjection])).toBe(0);
    expect(await readModels(short)).toEqual(left);
  });

  it("drops the partitions that no tenant keeps", async () => {
    const old = await noonBefore(24, 3);
    const [tenant] = [await createTenant()];
    await writeLog(tenant, [did(anna, old), did(anna, await noonBefore(23))]);
    const before = await partitions();
    expect(await dropOldPartitions()).toBe(1);
    const name = `events_${old.toISOString().slice(0, 10).replaceAll("-", "")}`;
    expect(await partitions()).toEqual(before.filter((partition) => partition !== name));
    expect(await dropOldPartitions()).toBe(0);
  });

  it("cannot be asked by the app role to delete what is still kept, or from another tenant", async () => {
    const [mine, theirs] = [await createTenant({ retentionMonths: 1 }), await createTenant({ retentionMonths: 1 })];
    await writeLog(theirs, [did(anna, await noonBefore(1, 5))]);
    await withTenantSql(mine.id, (db) => db.execute("select analytics.delete_expired_events()", []));
    await appPool().query("select analytics.delete_expired_events()");
    expect(await count("analytics.events", theirs)).toBe(1);
    await expect(
      withTenantSql(theirs.id, (db) => db.execute("delete from analytics.events where tenant_id = $1", [theirs.id])),
    ).rejects.toThrow(/permission denied/);
    await expect(appPool().query("select analytics.drop_event_partitions_before(current_date)")).rejects.toThrow(
      /four weeks/,
    );
  });
});

describe("the partitions ahead", () => {
  it("are there from yesterday to three days on", async () => {
    await ensurePartitionsAhead();
    expect(await ensurePartitionsAhead()).toBe(0);
    const names = await partitions();
    for (const ahead of [-1, 0, 3]) {
      const day = new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10).replaceAll("-", "");
      expect(names).toContain(`events_${day}`);
    }
  });
});

describe("compacting", () => {
  it("joins old flushes and forgets old freshness, and a rebuild still finds every event", async () => {
    const tenant = await createTenant();
    await tell(
      tenant,
      Array.from({ length: 60 }, (_, n) => did(anna, new Date(Date.now() - (n % 7) * 86_400_000))),
      2,
    );
    const models = await readModels(tenant);
    await database.admin(
      "update analytics.flushes set received_at = now() - interval '3 days' where tenant_id = $1 and last_seq <= 50",
      [tenant.id],
    );
    await database.admin(
      "update analytics.projector_batches set visible_at = now() - interval '100 days' where tenant_id = $1",
      [tenant.id],
    );
    await compactLedger(tenant);
    await compactLedger(tenant);
    const flushes = await database.admin(
      "select first_seq::int as first, last_seq::int as last from analytics.flushes where tenant_id = $1 order by last_seq limit 2",
      [tenant.id],
    );
    expect(flushes).toEqual([
      { first: 1, last: 50 },
      { first: 51, last: 52 },
    ]);
    expect(await count("analytics.projector_batches", tenant)).toBe(0);
    expect(await rebuildTenant(tenant, [coreProjection], { limit: 20 })).toBe(60);
    expect(await readModels(tenant)).toEqual(models);
  });
});

async function partitions(): Promise<string[]> {
  const rows = await database.admin<{ name: string }>(
    "select relname as name from pg_class where relispartition and relkind = 'r' and relnamespace = 'analytics'::regnamespace order by 1",
  );
  return rows.map((row) => row.name);
}
