import { afterAll, expect, it } from "vitest";
import { getTenantById } from "@/lib/db/directory";
import { withTenantSql } from "@/lib/db/tenant";
import { rebuildTenant } from "@/lib/events/rebuild";
import { closeRooms, openRoom } from "@/lib/live/hub";
import { recount } from "@/lib/live/recount";
import { figureRows } from "@/lib/master-sessions/export";
import { getSnapshot } from "@/lib/master-sessions/snapshot";
import { projections } from "@/lib/projections";
import { headcount } from "@/lib/reports/compose";
import { createTestDatabase } from "@/lib/testing/db";
import { writeLog } from "@/lib/testing/event-log";
import { createTenant } from "@/lib/testing/factories";
import { project } from "@/lib/testing/live";
import { PracticeStory, type Who } from "@/lib/testing/practice-story";

const database = await createTestDatabase();
const made = await createTenant();
await database.admin("update tenants set low_count_threshold = 0 where id = $1", [made.id]);
const tenant = (await getTenantById(made.id)) ?? made;
afterAll(closeRooms);

/** Numbers that look random and are the same in every run. */
function dice(seed: number) {
  let state = seed;
  return (sides: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * sides);
  };
}

/** A session of people with tabs, devices, reconnects and silent deaths, some of whom turn out to be others. */
function journey(sessionId: string, seed: number): PracticeStory {
  const roll = dice(seed);
  const told = new PracticeStory(sessionId, new Date(Date.now() - 5 * 3_600_000)).scheduled(-30).started(0);
  for (let step = 0; step < 150; step++) {
    const who: Who = {
      person: roll(12) === 0 ? null : `p${roll(15)}-${sessionId}`,
      device: `d${roll(3)}`,
      ...(roll(3) > 0 && { connection: `c${roll(3)}` }),
      country: ["DE", "FR", "JP", ""][roll(4)] ?? "",
    };
    const minute = roll(800) / 10 - 10;
    const deed = roll(10);
    if (deed < 5) told.ready(minute, who);
    else if (deed < 8) told.left(minute, who);
    else if (deed < 9) told.reacted(minute, { ...who, kind: ["joy", "peace"][roll(2)] ?? "joy" });
    else told.gave(minute, { ...who, units: roll(8) / 4 });
  }
  for (let link = 0; link < 3; link++)
    told.identified(roll(60), `p${roll(15)}-${sessionId}`, `p${roll(15)}-${sessionId}`);
  return seed % 3 === 0 ? told : told.ended(60);
}

it("room, recap, snapshot, export and report say one number, whatever happened and in whatever order it came (case 6)", async () => {
  const stories = [1, 2, 3, 4].map((seed) => journey(`journey-${seed}`, seed * 7919));
  const events = stories.flatMap((story) => story.events);
  const roll = dice(42);
  const shuffled = events.map((event) => ({ event, at: roll(1_000_000) })).sort((a, b) => a.at - b.at);
  // The rooms are open while it happens.
  const rooms = await Promise.all(stories.map(({ sessionId }) => openRoom(tenant, sessionId)));
  await writeLog(
    tenant,
    shuffled.map(({ event }) => event),
    37,
  );
  await project(tenant);
  expect(await recount(tenant)).toEqual({ sessions: stories.length, differences: [], behind: 0 });

  // Written behind intake's back, so nobody was notified.
  await database.admin("select pg_notify('attune_events', $1), pg_notify('attune_projected', $1)", [tenant.id]);
  for (const room of rooms) {
    const snapshot = await withTenantSql(tenant.id, (db) => getSnapshot(db, room.sessionId));
    await expect
      .poll(() => room.state(Date.now()))
      .toMatchObject({
        phase: snapshot.session.status,
        gathering: snapshot.gathering,
        countries: snapshot.countries.flatMap(({ key }) => key || []).sort(),
      });
    const { reactions, gathering } = room.state(Date.now());
    expect(reactions.reduce((sum, { occurrences }) => sum + occurrences, 0)).toBe(snapshot.reactions.occurrences);
    const total = figureRows(snapshot, "figures").find(({ key }) => key === "total")?.value;
    expect(total).toBe(gathering.shown);
    expect(headcount(snapshot.total, { ...tenant, k: 2 }).total).toBe(gathering.shown);
  }

  await rebuildTenant(tenant, projections);
  expect((await recount(tenant)).differences).toEqual([]);
});
