import { describe, expect, it } from "vitest";
import type { Tenant } from "@/lib/db/directory";
import { withTenantSql } from "@/lib/db/tenant";
import { coreProjection } from "@/lib/events/core-projection";
import type { Projection } from "@/lib/events/projection";
import { projectNext } from "@/lib/events/projector";
import { rebuildTenant } from "@/lib/events/rebuild";
import { createTestDatabase } from "@/lib/testing/db";
import { logged, writeLog } from "@/lib/testing/event-log";
import { createTenant } from "@/lib/testing/factories";

const database = await createTestDatabase();
const hour = 3_600_000;
const people = Array.from({ length: 9 }, (_, index) => `00000000-0000-4000-8000-00000000000${index}`);

/** `n` events of nine people over a month, with a link now and then; the same for every call. */
const story = (n: number) =>
  Array.from({ length: n }, (_, index) => {
    const occurredAt = new Date(Date.now() - 30 * 24 * hour + ((index * 7919) % (29 * 24)) * hour);
    const actor = people[(index * 31) % 9] as string;
    if (index % 40 !== 39) return logged({ name: index % 3 ? "a" : "b", occurredAt, actor });
    return logged({ name: "identify", occurredAt, actor, properties: { $from: people[(index * 17) % 9] } });
  });

const rowsOf = async (tenant: Tenant) => ({
  days: await database.admin("select day::text, name, events from event_days where tenant_id = $1 order by 1, 2", [
    tenant.id,
  ]),
  people: await database.admin(
    "select day::text, actor, previous_day::text from person_days where tenant_id = $1 order by 1, 2",
    [tenant.id],
  ),
  links: await database.admin("select from_actor, to_actor from actor_links where tenant_id = $1 order by 1", [
    tenant.id,
  ]),
  cursor: await database.admin("select seq from analytics.projector_cursors where tenant_id = $1", [tenant.id]),
});

async function catchUp(tenant: Tenant, limit: number) {
  while ((await projectNext(tenant, [coreProjection], limit)).kind === "projected");
}

describe("a rebuild", () => {
  it("ends in the rows that the increments made, whatever its batches", async () => {
    const tenant = await createTenant({ timeZone: "Asia/Kathmandu" });
    await writeLog(tenant, story(500), 33);
    await catchUp(tenant, 70);
    const before = await rowsOf(tenant);
    expect(before.days.length).toBeGreaterThan(30);
    for (const limit of [1000, 50]) {
      expect(await rebuildTenant(tenant, [coreProjection], { limit })).toBe(500);
      expect(await rowsOf(tenant)).toEqual(before);
    }
  });

  it("repairs what was written over, and takes in events that an old projection could not", async () => {
    const tenant = await createTenant();
    await writeLog(tenant, story(100));
    await catchUp(tenant, 1000);
    const before = await rowsOf(tenant);
    await database.admin("update event_days set events = events + 7 where tenant_id = $1", [tenant.id]);
    await database.admin(
      "insert into analytics.projector_failures values ($1, 5, 'events.core', gen_random_uuid(), 'TypeError', now())",
      [tenant.id],
    );
    await rebuildTenant(tenant, [coreProjection]);
    expect(await rowsOf(tenant)).toEqual(before);
    expect(
      await database.admin("select 1 from analytics.projector_failures where tenant_id = $1", [tenant.id]),
    ).toEqual([]);
  });

  it("shows readers the old rows until it is done, and leaves them when it is stopped half-way", async () => {
    const tenant = await createTenant();
    await writeLog(tenant, story(200));
    await catchUp(tenant, 1000);
    const before = await rowsOf(tenant);
    const seen: unknown[] = [];
    const stopping: Projection = {
      ...coreProjection,
      async project(db, batch, given) {
        await coreProjection.project(db, batch, given);
        seen.push(await rowsOf(tenant));
        if (batch.some((event) => event.seq === 150)) throw Object.assign(new Error("killed"), { code: "57P01" });
      },
    };
    await expect(rebuildTenant(tenant, [stopping], { limit: 60 })).rejects.toThrow("killed");
    expect(seen).toEqual([before, before, before]);
    expect(await rowsOf(tenant)).toEqual(before);
  });

  it("lets events arrive meanwhile and leaves them to the projector", async () => {
    const tenant = await createTenant();
    await writeLog(tenant, story(100));
    let arrived = false;
    const events = await rebuildTenant(tenant, [coreProjection], {
      limit: 50,
      onProgress: () => {
        if (!arrived) void writeLog(tenant, story(10));
        arrived = true;
      },
    });
    expect(events).toBe(100);
    await writeLog(tenant, story(1));
    expect(await projectNext(tenant, [coreProjection])).toMatchObject({ kind: "projected", events: 11 });
  });

  it("makes the projector wait, and no other tenant", async () => {
    const [mine, theirs] = [await createTenant(), await createTenant()];
    await writeLog(mine, story(50));
    await writeLog(theirs, story(50));
    const steps: unknown[] = [];
    const watching: Projection = {
      ...coreProjection,
      async project(db, batch, given) {
        await coreProjection.project(db, batch, given);
        steps.push(
          (await projectNext(mine, [coreProjection])).kind,
          (await projectNext(theirs, [coreProjection])).kind,
        );
      },
    };
    await rebuildTenant(mine, [watching]);
    expect(steps).toEqual(["busy", "projected"]);
  });

  it("does nothing to a tenant without events", async () => {
    const tenant = await createTenant();
    expect(await rebuildTenant(tenant, [coreProjection])).toBe(0);
    await withTenantSql(tenant.id, async (db) => {
      expect(await db.execute("select seq from analytics.projector_cursors where tenant_id = $1", [tenant.id])).toEqual(
        [{ seq: 0 }],
      );
    });
  });
});
