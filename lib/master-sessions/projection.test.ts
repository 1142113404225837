import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Tenant } from "@/lib/db/directory";
import { withTenantSql } from "@/lib/db/tenant";
import { rebuildTenant } from "@/lib/events/rebuild";
import { masterSessionsProjection } from "@/lib/master-sessions/projection";
import { projections } from "@/lib/projections";
import { createTestDatabase } from "@/lib/testing/db";
import { createTenant } from "@/lib/testing/factories";
import { PracticeStory } from "@/lib/testing/practice-story";
import { sessionRows, tell } from "@/lib/testing/session-read-models";

const database = await createTestDatabase();

const rowsOf = (tenant: Tenant) => sessionRows(database, tenant);

const hour = new Date("2026-03-10T18:00:00.000Z");

function evening(id: string): PracticeStory {
  return new PracticeStory(id, hour)
    .scheduled(-1440)
    .ready(-5, { person: "ana", country: "DE", language: "de", connection: "a1" })
    .ready(-4, { person: "anonymous", device: "phone", country: "FR" })
    .ready(-3, { person: "cleo" })
    .left(-1, { person: "cleo" })
    .started(0)
    .reacted(10, { person: "ana", kind: "unity" })
    .reacted(12, { person: "anonymous", kind: "peace" })
    .ready(30, { person: "ben", device: "laptop" })
    .left(40, { person: "ben", device: "laptop" })
    .identified(41, "anonymous", "ben")
    .gave(59, { person: "ana", units: 0.1 })
    .gave(59.1, { person: "ben", units: 0.2 })
    .gave(59.2, { person: "dora", units: 0.7 })
    .ended(60)
    .wrote(62, { person: "ana", language: "en", text: "The silence carried me", consent: "quoted" })
    .wrote(63, { person: "ben", language: "en", text: "So much silence" })
    .replayed(60 * 30, { person: "ana", played: 3500 });
}

describe("the read models of master sessions", () => {
  it("hold a session's story, row for row, and nothing of another tenant's identical one", async () => {
    const [tenant, other] = [
      await createTenant({ timeZone: "Europe/Berlin" }),
      await createTenant({ timeZone: "Asia/Tokyo" }),
    ];
    await tell(other, evening("s1"));
    await tell(tenant, evening("s1"));
    const rows = await rowsOf(tenant);
    expect(rows.masters).toEqual([
      { master_id: "master-1", name: "Amara Lindqvist", named_at: "2026-03-09T18:00:00+00:00" },
    ]);
    expect(rows.master_sessions).toEqual([
      {
        session_id: "s1",
        master_id: "master-1",
        title: "Evening circle",
        language: "en",
        version: "0.3",
        scheduled_at: "2026-03-10T18:00:00+00:00",
        duration_minutes: 60,
        cancelled_at: null,
        started_at: "2026-03-10T18:00:00+00:00",
        ended_at: "2026-03-10T19:00:00+00:00",
        held_at: "2026-03-10T18:00:00+00:00",
        held_on: "2026-03-10",
        time_of_day: "evening",
        ready_count: 0,
        total: 2,
        replay_people: 1,
        reactions: 2,
        gratitude_texts: 2,
        au: 1,
        last_event_at: "2026-03-12T00:00:00+00:00",
      },
    ]);
    expect(rows.session_totals).toEqual([
      {
        session_id: "s1",
        frozen_at: "2026-03-10T19:00:00+00:00",
        started_at: "2026-03-10T18:00:00+00:00",
        ended_at: "2026-03-10T19:00:00+00:00",
        total: 2,
        ready_before_start: 2,
        peak: 2,
        peak_at: "2026-03-10T18:00:00+00:00",
        half_time: 2,
        half_time_at: "2026-03-10T18:30:00+00:00",
        attended_ms: 2 * 3_600_000,
        partial_people: 0,
        dropped_people: 0,
        joins: 3,
        dedupe_adjustments: 1,
        countries: 2,
        languages: 1,
        reacting_people: 2,
        reactions: 2,
        dominant_reaction: null,
        gratitude_texts: 2,
        gratitude_people: 2,
        au: 1,
        audience_curve: Array(61).fill(2),
      },
    ]);
    expect(rows.session_day_totals).toEqual([
      { day: "2026-03-10", sessions: 1, people: 2, reactions: 2, gratitude_texts: 2, replays: 1, au: 1 },
    ]);
    expect(rows.session_days).toHaveLength(3);
    expect(rows.session_breakdowns).toContainEqual({
      session_id: "s1",
      dimension: "theme",
      value: "@silence",
      people: 2,
      occurrences: 2,
    });
    expect((await rowsOf(other)).session_day_totals).toEqual([
      { day: "2026-03-11", sessions: 1, people: 2, reactions: 2, gratitude_texts: 2, replays: 1, au: 1 },
    ]);
    expect((await rowsOf(other)).master_sessions).toMatchObject([{ held_on: "2026-03-11", time_of_day: "night" }]);
  });

  it("show one number for a session wherever one looks (case 6)", async () => {
    const tenant = await createTenant();
    const told = evening("s1");
    const end = told.events.findIndex((event) => event.name === "practice.ended");
    await tell(tenant, told, { events: told.events.slice(0, end) });
    const live = await rowsOf(tenant);
    await tell(tenant, told, { events: told.events.slice(end) });
    const final = await rowsOf(tenant);
    const count = (rows: unknown[] | undefined) => (rows as { counted: boolean }[]).filter((row) => row.counted).length;
    expect([
      (live.master_sessions as { total: number }[])[0]?.total,
      count(live.session_attendance),
      (final.master_sessions as { total: number }[])[0]?.total,
      (final.session_totals as { total: number }[])[0]?.total,
      count(final.session_attendance),
      (final.session_day_totals as { people: number }[])[0]?.people,
      (final.session_breakdowns as { dimension: string; people: number }[])
        .filter((row) => row.dimension === "country")
        .reduce((sum, row) => sum + row.people, 0),
    ]).toEqual([2, 2, 2, 2, 2, 2, 2]);
  });

  it("are the same whatever the order, the repetitions and the batches, and after a rebuild (case 12)", async () => {
    const stories = () => [
      evening("s1"),
      new PracticeStory("s2", new Date("2026-03-10T23:30:00.000Z"))
        .scheduled(-3000, { masterName: "Amara L.", title: "Night" })
        .scheduled(-300, { title: "Late night" })
        .ready(-2, { person: "anonymous", device: "phone" })
        .started(0)
        .reacted(1, { person: "anonymous", kind: "peace" })
        .gave(2, { person: "anonymous", units: 0.1 })
        .ready(5, { person: "ana" })
        .identified(70, "ana", "ana-merged")
        .ended(45)
        .ended(50),
      new PracticeStory("s3", new Date("2026-03-11T07:00:00.000Z"))
        .ready(-1, { person: "ana" })
        .started(0)
        .ready(3, { person: null, device: "kiosk" }),
    ];
    const all = stories().flatMap((told) => told.events);
    const texts = new PracticeStory("texts", hour);
    for (const told of stories()) for (const [id, text] of told.texts) texts.texts.set(id, text);

    const reference = await createTenant({ timeZone: "Asia/Kathmandu" });
    await tell(reference, texts, { events: all });
    const expected = await rowsOf(reference);
    expect(expected.session_totals).toHaveLength(2);

    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 20 }),
        async (events, batch, flush) => {
          const tenant = await createTenant({ timeZone: "Asia/Kathmandu" });
          await tell(tenant, texts, { events, batch, flush });
          expect(await rowsOf(tenant)).toEqual(expected);
        },
      ),
      { numRuns: 15 },
    );

    await withTenantSql(reference.id, (db) => masterSessionsProjection.clear(db));
    expect(Object.values(await rowsOf(reference)).flat()).toEqual([]);
    await rebuildTenant(reference, projections, { limit: 7 });
    expect(await rowsOf(reference)).toEqual(expected);
  });

  it("find every session again in which a link makes two actors one person, through chains and rings", async () => {
    const tenant = await createTenant();
    const first = new PracticeStory("s1", hour)
      .started(0)
      .ready(1, { person: "a" })
      .ready(1, { person: "c" })
      .ended(60);
    const second = new PracticeStory("s2", hour)
      .started(0)
      .reacted(1, { person: "a", kind: "joy" })
      .reacted(1, { person: "b", kind: "joy" })
      .ended(60);
    await tell(tenant, first);
    await tell(tenant, second);
    const figures = async () => {
      const rows = await rowsOf(tenant);
      const joy = (rows.session_breakdowns as { value: string; people: number }[]).find((row) => row.value === "joy");
      const first = (rows.session_totals as { session_id: string; total: number }[]).find(
        (row) => row.session_id === "s1",
      );
      return [first?.total, joy?.people];
    };
    expect(await figures()).toEqual([2, 2]);
    await tell(tenant, new PracticeStory("l1", hour).identified(200, "a", "b"));
    expect(await figures()).toEqual([2, 1]);
    await tell(tenant, new PracticeStory("l2", hour).identified(300, "b", "c"));
    expect(await figures()).toEqual([1, 1]);
    await tell(tenant, new PracticeStory("l3", hour).identified(400, "c", "a"));
    expect(await figures()).toEqual([1, 1]);
    // An earlier link of the same actor wins: b now leads away from c, and the ring is open.
    await tell(tenant, new PracticeStory("l4", hour).identified(100, "b", "z"));
    expect(await figures()).toEqual([1, 1]);
    await tell(tenant, new PracticeStory("l5", hour).identified(90, "a", "y"));
    expect(await figures()).toEqual([1, 2]);
  });

  it("leave every row alone that an event does not change", async () => {
    const tenant = await createTenant();
    const told = evening("s1");
    await tell(tenant, told);
    const versions = async () => {
      const rows: string[] = [];
      for (const table of [
        "session_attendance",
        "session_totals",
        "session_breakdowns",
        "session_gratitude",
        "masters",
      ]) {
        const found = await database.admin<{ row: string }>(
          `select ctid::text || xmin::text as row from ${table} where tenant_id = $1 order by 1`,
          [tenant.id],
        );
        rows.push(...found.map(({ row }) => `${table} ${row}`));
      }
      return rows;
    };
    const before = await versions();
    await tell(tenant, told, {
      events: new PracticeStory("s1", hour, "after ")
        .ready(70, { person: "late" })
        .replayed(90, { person: "ana", played: 40 }).events,
    });
    expect(await versions()).toEqual(before);
    await tell(tenant, told, { events: new PracticeStory("s1", hour, "more ").ready(20, { person: "zoe" }).events });
    expect((await versions()).filter((row) => before.includes(row))).toHaveLength(before.length - 3);
    expect((await rowsOf(tenant)).session_totals).toMatchObject([{ total: 3, joins: 4 }]);
  });

  it("move a session to another day with its start, and leave none where nothing was held", async () => {
    const tenant = await createTenant({ timeZone: "Asia/Tehran" });
    const told = new PracticeStory("s1", new Date("2026-06-01T20:45:00.000Z"))
      .scheduled(-100)
      .started(0)
      .ready(1, { person: "ana" });
    await tell(tenant, told);
    expect((await rowsOf(tenant)).session_day_totals).toMatchObject([{ day: "2026-06-02", sessions: 1, people: 1 }]);
    await tell(tenant, told, {
      events: new PracticeStory("s1", told.hour, "earlier ").started(-20).events,
    });
    expect((await rowsOf(tenant)).session_day_totals).toMatchObject([{ day: "2026-06-01", sessions: 1, people: 1 }]);
  });

  it("place each session on its day and in its part of the day, in every zone (case 11)", async () => {
    const cases: [zone: string, start: string, day: string, part: string][] = [
      ["Asia/Tehran", "2026-03-10T20:29:59.000Z", "2026-03-10", "night"],
      ["Asia/Tehran", "2026-03-10T20:30:00.000Z", "2026-03-11", "night"],
      ["Asia/Kathmandu", "2026-03-10T18:14:59.000Z", "2026-03-10", "night"],
      ["Asia/Kathmandu", "2026-03-10T18:15:00.000Z", "2026-03-11", "night"],
      ["Asia/Kathmandu", "2026-03-10T16:14:00.000Z", "2026-03-10", "evening"],
      // the day of 23 hours: one o'clock is followed by three
      ["Europe/Berlin", "2026-03-28T22:59:59.000Z", "2026-03-28", "night"],
      ["Europe/Berlin", "2026-03-29T21:59:59.000Z", "2026-03-29", "night"],
      ["Europe/Berlin", "2026-03-29T22:00:00.000Z", "2026-03-30", "night"],
      ["Europe/Berlin", "2026-03-29T03:00:00.000Z", "2026-03-29", "morning"],
      ["Europe/Berlin", "2026-03-28T04:00:00.000Z", "2026-03-28", "morning"],
      // the day of 25 hours: its end comes an hour later
      ["Europe/Berlin", "2026-10-25T22:30:00.000Z", "2026-10-25", "night"],
      ["Europe/Berlin", "2026-10-25T23:00:00.000Z", "2026-10-26", "night"],
      ["Europe/Berlin", "2026-10-24T10:00:00.000Z", "2026-10-24", "afternoon"],
      ["Europe/Berlin", "2026-10-25T10:59:00.000Z", "2026-10-25", "morning"],
    ];
    for (const zone of new Set(cases.map(([zone]) => zone))) {
      const tenant = await createTenant({ timeZone: zone });
      const own = cases.filter((one) => one[0] === zone);
      for (const [, start] of own) await tell(tenant, new PracticeStory(start, new Date(start)).started(0));
      const rows = (await rowsOf(tenant)).master_sessions as {
        session_id: string;
        held_on: string;
        time_of_day: string;
      }[];
      const placed = new Map(rows.map((row) => [row.session_id, [row.held_on, row.time_of_day]]));
      for (const [, start, day, part] of own) expect([start, ...(placed.get(start) ?? [])]).toEqual([start, day, part]);
    }
  });

  it("forget with the log what retention takes from it, as a rebuild would", async () => {
    const tenant = await createTenant();
    const gone = new PracticeStory("gone", new Date("2026-02-01T18:00:00.000Z"))
      .scheduled(-10, { masterId: "master-2", masterName: "Noor" })
      .ready(-1, { person: "ana" })
      .started(0)
      .ended(60);
    await tell(tenant, gone);
    await tell(tenant, evening("shortened"));
    await tell(tenant, new PracticeStory("whole", hour).ready(5, { person: "ana" }).started(0).ended(60));
    const before = await rowsOf(tenant);
    await database.admin("delete from analytics.events where tenant_id = $1 and day < '2026-03-10'", [tenant.id]);
    await withTenantSql(tenant.id, (db) => masterSessionsProjection.expire?.(db, "2026-03-10") ?? Promise.resolve());
    const after = await rowsOf(tenant);
    expect(after.masters).toEqual([]);
    expect(after.master_sessions).toMatchObject([
      { session_id: "whole", total: 1 },
      { session_id: "shortened", title: "", scheduled_at: null, total: 2 },
    ]);
    expect(after.session_totals).toEqual(
      before.session_totals?.filter((row) => (row as { session_id: string }).session_id !== "gone"),
    );
    expect(after.session_day_totals).toMatchObject([{ day: "2026-03-10", sessions: 2, people: 3 }]);
    expect(after.session_days).not.toContainEqual(expect.objectContaining({ session_id: "gone" }));
    await rebuildTenant(tenant, projections, { limit: 9 });
    expect(await rowsOf(tenant)).toEqual(after);
  });

  it("name a master as the latest schedule of any session did", async () => {
    const tenant = await createTenant();
    await tell(tenant, new PracticeStory("s1", hour).scheduled(0, { masterName: "New" }));
    await tell(tenant, new PracticeStory("s2", hour).scheduled(-10, { masterName: "Old" }));
    await tell(tenant, new PracticeStory("s3", hour).scheduled(0, { masterName: "Newer" }));
    expect((await rowsOf(tenant)).masters).toMatchObject([{ name: "Newer" }]);
  });

  it("take no UPDATE of frozen figures from the app", async () => {
    const tenant = await createTenant();
    await tell(tenant, evening("s1"));
    const raise = withTenantSql(tenant.id, (db) =>
      db.execute("update session_totals set total = 247 where tenant_id = $1", [tenant.id]),
    );
    await expect(raise).rejects.toMatchObject({ code: "42501" });
  });
});
