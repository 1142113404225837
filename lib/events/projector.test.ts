import { describe, expect, it } from "vitest";
import type { Tenant } from "@/lib/db/directory";
import { appPool } from "@/lib/db/pools";
import { withTenantSql } from "@/lib/db/tenant";
import { failuresAllowed } from "@/lib/events/apply-batch";
import type { LogEvent } from "@/lib/events/log-event";
import type { Projection } from "@/lib/events/projection";
import { projectNext, type Step } from "@/lib/events/projector";
import { dataAsOf } from "@/lib/events/queries/data-as-of";
import { freshness } from "@/lib/events/queries/freshness";
import { eventsOfDays, readBatch } from "@/lib/events/read-batch";
import { createTestDatabase } from "@/lib/testing/db";
import { logged, writeLog } from "@/lib/testing/event-log";
import { createTenant } from "@/lib/testing/factories";

const database = await createTestDatabase();
await database.admin("create table seen (tenant_id uuid, seq bigint, name text)");
await database.admin("grant select, insert, delete on seen to attune_app");

/** Writes down what it is given, and fails on events of the given name. */
const witness = (failsOn?: string): Projection => ({
  name: "test.witness",
  async project(db, batch) {
    await db.execute(
      "insert into seen (tenant_id, seq, name) select $1::uuid, * from unnest($2::bigint[], $3::text[])",
      [db.tenantId, batch.map((event) => event.seq), batch.map((event) => event.name)],
    );
    if (batch.some((event) => event.name === failsOn)) throw new TypeError(`cannot read "a secret"`);
  },
  async clear(db) {
    await db.execute("delete from seen where tenant_id = $1", [db.tenantId]);
  },
});

const seenBy = async (tenant: Tenant) =>
  (await database.admin<{ seq: string }>("select seq from seen where tenant_id = $1 order by seq", [tenant.id])).map(
    (row) => Number(row.seq),
  );
const upTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1);
const story = (n: number, at: (index: number) => Date = (index) => new Date(Date.now() - index * 1000)) =>
  upTo(n).map((index) => logged({ name: "page.viewed", occurredAt: at(index) }));

async function drain(tenant: Tenant, projections: Projection[], limit: number): Promise<Step[]> {
  const steps: Step[] = [];
  for (;;) {
    const step = await projectNext(tenant, projections, limit);
    if (step.kind !== "projected") return steps;
    steps.push(step);
  }
}

describe("the projector", () => {
  it("takes each event in once, in order, in batches of at most the limit, wherever flushes end", async () => {
    const tenant = await createTenant();
    await writeLog(tenant, story(95), 30);
    const steps = await drain(tenant, [witness()], 20);
    expect(steps.map((step) => (step.kind === "projected" ? step.events : 0))).toEqual([20, 20, 20, 20, 15]);
    expect(await seenBy(tenant)).toEqual(upTo(95));
    await writeLog(tenant, story(3), 1);
    await drain(tenant, [witness()], 20);
    expect(await seenBy(tenant)).toEqual(upTo(98));
  });

  it("keeps events exactly once when several workers want the same tenant", async () => {
    const tenant = await createTenant();
    await writeLog(tenant, story(400), 7);
    const worker = async () => {
      let busy = 0;
      for (;;) {
        const step = await projectNext(tenant, [witness()], 10);
        if (step.kind === "idle") return busy;
        if (step.kind === "busy") busy++;
      }
    };
    const busy = await Promise.all([worker(), worker(), worker()]);
    expect(busy.reduce((sum, times) => sum + times)).toBeGreaterThan(0);
    expect(await seenBy(tenant)).toEqual(upTo(400));
  });

  it("leaves neither rows nor cursor when it dies before the commit", async () => {
    const tenant = await createTenant();
    await writeLog(tenant, story(10));
    const dying: Projection = {
      name: "test.dying",
      project: async () => {
        throw Object.assign(new Error("gone"), { code: "57P01" });
      },
      clear: async () => {},
    };
    await expect(projectNext(tenant, [witness(), dying])).rejects.toThrow("gone");
    expect(await seenBy(tenant)).toEqual([]);
    await drain(tenant, [witness()], 100);
    expect(await seenBy(tenant)).toEqual(upTo(10));
  });

  it("goes on without an event that a projection cannot take in, and says which", async () => {
    const tenant = await createTenant();
    const events = [...story(50), logged({ name: "poison", occurredAt: new Date() }), ...story(20)];
    await writeLog(tenant, events);
    const healthy: Projection = { ...witness(), name: "test.healthy" };
    await drain(tenant, [healthy, witness("poison")], 100);
    const seen = await seenBy(tenant);
    expect(seen.filter((seq) => seq === 51)).toHaveLength(1);
    expect(seen).toHaveLength(71 + 70);
    const failures = await database.admin("select seq, projection, event_id, reason from analytics.projector_failures");
    expect(failures).toEqual([
      { seq: "51", projection: "test.witness", event_id: events[50]?.eventId, reason: "TypeError" },
    ]);
    await database.admin("delete from analytics.projector_failures");
  });

  it("waits for a repair when it is the projection that is broken", async () => {
    const tenant = await createTenant();
    await writeLog(
      tenant,
      upTo(failuresAllowed + 1).map(() => logged({ name: "poison", occurredAt: new Date() })),
    );
    await expect(projectNext(tenant, [witness("poison")])).rejects.toThrow(/test\.witness fails on event after event/);
    expect(await seenBy(tenant)).toEqual([]);
    await drain(tenant, [witness()], 100);
    expect(await seenBy(tenant)).toEqual(upTo(failuresAllowed + 1));
  });

  it("notes how fresh each batch was", async () => {
    const tenant = await createTenant();
    const [early, late] = [new Date(Date.now() - 60_000), new Date(Date.now() - 10_000)];
    await writeLog(tenant, [
      logged({ name: "a", occurredAt: early, receivedAt: late }),
      logged({ name: "a", occurredAt: late, receivedAt: late }),
    ]);
    await drain(tenant, [witness()], 100);
    const [row] = await withTenantSql(tenant.id, (db) =>
      db.execute<{ visible_at: Date }>("select * from analytics.projector_batches where tenant_id = $1", [tenant.id]),
    );
    expect(row).toMatchObject({
      first_seq: 1,
      last_seq: 2,
      events: 2,
      received_from: late,
      received_to: late,
      occurred_from: early,
      occurred_to: late,
    });
    expect(Date.now() - (row?.visible_at.getTime() ?? 0)).toBeLessThan(60_000);
    const lately = await withTenantSql(tenant.id, (db) => freshness.first(db, { hours: 1 }));
    expect(lately).toMatchObject({ batches: 1, events: 2 });
    for (const ms of [lately?.receivedP50Ms, lately?.receivedP99Ms, lately?.occurredP50Ms]) {
      expect(ms).toBeGreaterThanOrEqual(10_000);
      expect(ms).toBeLessThan(55_000);
    }
    const other = await createTenant();
    expect(await withTenantSql(other.id, (db) => freshness.first(db, { hours: 1 }))).toMatchObject({
      batches: 0,
      events: 0,
      receivedP99Ms: null,
    });
  });

  it("says as of when the data are", async () => {
    const tenant = await createTenant();
    const ask = () => withTenantSql(tenant.id, (db) => dataAsOf.first(db, {}));
    expect(await ask()).toMatchObject({ lagMs: 0, pendingEvents: 0, projectedAt: null });
    await writeLog(tenant, story(5), 2);
    await database.admin(
      "update analytics.flushes set received_at = now() - interval '20 minutes' where tenant_id = $1",
      [tenant.id],
    );
    const waiting = await ask();
    expect(waiting).toMatchObject({ pendingEvents: 5, projectedAt: null });
    expect(waiting?.lagMs).toBeGreaterThanOrEqual(20 * 60_000);
    expect(waiting?.asOf.getTime()).toBeLessThan(Date.now() - 19 * 60_000);
    await drain(tenant, [witness()], 100);
    expect(await ask()).toMatchObject({ lagMs: 0, pendingEvents: 0, projectedAt: expect.any(Date) });
  });

  it("tells who listens which tenant has news, after the commit", async () => {
    const tenant = await createTenant();
    await writeLog(tenant, story(5));
    const client = await appPool().connect();
    const heard: string[] = [];
    client.on("notification", ({ payload }) => heard.push(payload ?? ""));
    await client.query("listen attune_projected");
    await drain(tenant, [witness()], 100);
    await client.query("select 1");
    client.release(true);
    expect(heard).toEqual([tenant.id]);
  });
});

describe("a batch of the log", () => {
  const day = (n: number) => new Date(Date.now() - n * 86_400_000);

  it("reads the partitions of its days and no others", async () => {
    const tenant = await createTenant();
    await writeLog(
      tenant,
      story(300, (index) => day(index % 60)),
      300,
    );
    await writeLog(tenant, [...story(20, () => day(3)), ...story(20, () => day(40))], 20);
    const plan = await withTenantSql(tenant.id, async (db) => {
      const batch = await readBatch(db, 300, 100);
      expect(batch?.events.map((event) => event.seq)).toEqual(upTo(40).map((index) => 300 + index));
      const days = [...new Set(batch?.events.map((event) => event.day))];
      const statement = eventsOfDays(db, days, 300, 340);
      const rows = await db.execute<{ "QUERY PLAN": string }>(
        `explain (analyze, costs off, timing off) ${statement.text}`,
        statement.values,
      );
      return rows.map((row) => row["QUERY PLAN"]).join("\n");
    });
    const touched = [...plan.matchAll(/ on (events_\d{8})/g)].map((match) => match[1]);
    const wanted = [day(40), day(3)].map((at) => `events_${at.toISOString().slice(0, 10).replaceAll("-", "")}`);
    expect(new Set(touched)).toEqual(new Set(wanted));
  });

  it("survives a ledger whose days span a season, and events that retention took", async () => {
    const tenant = await createTenant();
    await writeLog(
      tenant,
      story(120, (index) => day(index % 90)),
      60,
    );
    await database.admin("delete from analytics.events where tenant_id = $1 and seq <= 30", [tenant.id]);
    const read: LogEvent[] = [];
    await withTenantSql(tenant.id, async (db) => {
      const first = await readBatch(db, 0, 25);
      expect(first).toMatchObject({ events: [], lastSeq: 25, full: true });
      for (let after = 25; ; ) {
        const batch = await readBatch(db, after, 25);
        if (!batch) break;
        read.push(...batch.events);
        after = batch.lastSeq;
      }
    });
    expect(read.map((event) => event.seq)).toEqual(upTo(120).slice(30));
  });
});
