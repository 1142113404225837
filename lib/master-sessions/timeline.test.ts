import { describe, expect, it } from "vitest";
import { makePeriod } from "@/lib/analytics/range";
import { csvText } from "@/lib/csv";
import { withTenantSql } from "@/lib/db/tenant";
import { getTimeline } from "@/lib/master-sessions/timeline";
import { timelineColumns, timelineRows } from "@/lib/master-sessions/timeline-export";
import { timelinePanels } from "@/lib/master-sessions/timeline-schema";
import { makeTenant } from "@/lib/testing/as-role";
import { createTestDatabase } from "@/lib/testing/db";
import { plantEndedSession } from "@/lib/testing/ended-session";

const database = await createTestDatabase();
const tenant = await makeTenant({ timeZone: "Asia/Tehran" });
const neighbour = await makeTenant();

const now = new Date("2026-11-21T12:00:00Z");
const period = makePeriod("2026-11-01", "2026-11-21", now, tenant.timeZone);
const asked = (filters = {}) =>
  withTenantSql(tenant.id, (db) => getTimeline(db, { masterId: "anna", filters, period }));

async function session(id: string, day: string, total: number, masterId = "anna", timeOfDay = "evening") {
  for (const of of [tenant, neighbour]) {
    await plantEndedSession(database, of, { sessionId: id, total, masterId, startedAt: new Date(`${day}Z`) });
    await database.admin(
      `update master_sessions set time_of_day = $3, replay_people = total / 10 where tenant_id = $1 and session_id = $2`,
      [of.id, id, timeOfDay],
    );
  }
}

// The last minute of October and the first of November in the tenant's zone (+03:30), then an ordinary fortnight.
await session("october", "2026-10-31T20:29:00", 500);
await session("first", "2026-10-31T20:30:00", 30);
await session("second", "2026-11-08T18:00:00", 50, "anna", "morning");
await session("third", "2026-11-15T18:00:00", 40);
await session("other", "2026-11-15T18:00:00", 10, "bo");
await session("long-ago", "2025-11-19T18:00:00", 900);
await database.admin(`update master_sessions set language = 'de' where session_id = 'second'`);
await database.admin(`update session_totals set reacting_people = 10 where session_id = 'third'`);

describe("a master's timeline", () => {
  it("has the sessions of the period in the tenant's zone, oldest first, with what it follows", async () => {
    const { sessions, modes } = await asked();
    expect(sessions.map(({ id, people, replays, reactingRatio }) => [id, people, replays, reactingRatio])).toEqual([
      ["first", 30, 3, 1],
      ["second", 50, 5, 1],
      ["third", 40, 4, 0.25],
    ]);
    expect(modes).toEqual({ live: 120, replay: 12 });
  });

  it("is told by language and time of day", async () => {
    const { languages, timesOfDay } = await asked();
    expect(languages).toEqual([
      { key: "en", sessions: 2, attendances: 70, median: 35 },
      { key: "de", sessions: 1, attendances: 50, median: 50 },
    ]);
    expect(timesOfDay.map(({ key, attendances }) => [key, attendances])).toEqual([
      ["evening", 70],
      ["morning", 50],
    ]);
  });

  it("is held against the medians of a year, its own and everybody's, under the same filters", async () => {
    const { medians } = await asked();
    expect(medians.here).toMatchObject({ sessions: 3, people: 40, replays: 4 });
    // 30, 40, 50 and 500; what was a year and two days ago is not of this year.
    expect(medians.own).toMatchObject({ sessions: 4, people: 45 });
    expect(medians.tenant).toMatchObject({ sessions: 5, people: 40 });
    const german = await asked({ language: "de" });
    expect(german.medians).toMatchObject({ here: { people: 50 }, own: { sessions: 1 }, tenant: { sessions: 1 } });
    expect((await asked({ language: "xx" })).medians.own).toEqual({
      sessions: 0,
      people: null,
      reacting: null,
      gratitude: null,
      au: null,
      replays: null,
    });
  });

  it("exports what it shows, panel by panel", async () => {
    const timeline = await asked();
    const lines = Object.fromEntries(
      timelinePanels.map((panel) => [
        panel,
        csvText(timelineColumns(panel), timelineRows(timeline, panel)).trim().split("\r\n"),
      ]),
    );
    expect(Object.values(lines).map(({ length }) => length)).toEqual([4, 3, 3, 3, 7]);
    expect(lines.sessions?.[3]).toContain(
      "third,Evening of unity,2026-11-15T18:00:00.000Z,ended,en,,evening,40,10,0.25,0.75",
    );
    expect(lines.medians?.[2]).toBe("people,40,45,40");
  });
});
