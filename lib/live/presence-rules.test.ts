import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { getTenantById } from "@/lib/db/directory";
import { withTenantSql } from "@/lib/db/tenant";
import { closeRooms } from "@/lib/live/hub";
import { forgetLiveSessions } from "@/lib/live/live-sessions";
import { forgetShares } from "@/lib/live/person-limits";
import { recount } from "@/lib/live/recount";
import { sealSession } from "@/lib/live/seal";
import { closeOverdue, sweepSilent } from "@/lib/live/sweep";
import { getSnapshot } from "@/lib/master-sessions/snapshot";
import { createTestDatabase } from "@/lib/testing/db";
import { createTenant } from "@/lib/testing/factories";
import { rowsOf } from "@/lib/testing/ingest";
import { createTestLiveKey, liveAnswer, project, scheduleSession, signToken, tell } from "@/lib/testing/live";

const database = await createTestDatabase();
const made = await createTenant();
await database.admin("update tenants set low_count_threshold = 0 where id = $1", [made.id]);
const tenant = (await getTenantById(made.id)) ?? made;
const key = await createTestLiveKey(tenant);

/** Minute 0 of every story: the start of the session. */
const hour = Date.now() - 3 * 3_600_000;
const at = (minute: number) => new Date(hour + minute * 60_000);
const seconds = (count: number) => count / 60;

let session = "";
const clock = (minute: number) => vi.setSystemTime(at(minute));

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  clock(-60);
  forgetLiveSessions();
  session = await scheduleSession(tenant, { startsAt: at(0), durationMinutes: 60 });
});
afterEach(() => vi.useRealTimers());
afterAll(closeRooms);

type Call = "ready" | "leave" | "heartbeat" | "react";

/** A person does something at a minute; answers what everybody then sees. */
async function does(minute: number, person: string, call: Call, body: Record<string, unknown> = {}) {
  clock(minute);
  forgetShares();
  const token = await signToken(key, { sub: person, sid: session });
  const { status, body: state } = await liveAnswer(call, session, { token, body });
  expect(status).toBe(200);
  return state;
}

async function says(minute: number, name: string) {
  clock(minute);
  await tell(tenant, session, [[name, {}, at(minute)]]);
  // The room hears of it from the log.
  const phase = name === "practice.started" ? "live" : "ended";
  await expect.poll(async () => (await liveAnswer("poll", session)).body.phase).toBe(phase);
}

const shown = async (minute: number) => {
  clock(minute);
  return (await liveAnswer("poll", session)).body.gathering.shown;
};
const figures = async () => {
  await project(tenant);
  return withTenantSql(tenant.id, (db) => getSnapshot(db, session));
};
const everybodyAgrees = async () => {
  await project(tenant);
  expect(await recount(tenant, session)).toEqual({ sessions: 1, differences: [], behind: 0 });
};
const eventsOf = (name: string) =>
  rowsOf<{ name: string; session_key: string; occurred_at: Date; properties: Record<string, unknown> }>(
    tenant.id,
    "analytics.events",
    "seq",
  ).then((rows) => rows.filter((row) => row.name === name && row.session_key === session));

describe("people", () => {
  it("who leave before the start are not counted; who come late are, and who leave after it stay counted", async () => {
    await does(-10, "ana", "ready");
    await does(-9, "ben", "ready");
    expect((await does(-8, "cleo", "ready")).gathering.shown).toBe(3);
    expect((await does(-5, "cleo", "leave")).gathering.shown).toBe(2);
    await says(0, "practice.started");
    expect((await does(20, "dan", "ready")).gathering.shown).toBe(3);
    expect((await does(50, "ben", "leave")).gathering.shown).toBe(3);
    await says(60, "practice.ended");
    expect(await shown(61)).toBe(3);
    expect(await figures()).toMatchObject({
      total: 3,
      readyBeforeStart: 2,
      peak: { people: 3, at: at(20) },
      halfTime: { people: 3, at: at(30) },
      droppedPeople: 0,
    });
    await everybodyAgrees();
  });

  it("are one each: three tabs, two devices, ten reconnects; closing one of two tabs leaves one (case 5)", async () => {
    for (const connectionId of ["a", "b", "c"]) await does(-10, "ana", "ready", { deviceId: "laptop", connectionId });
    for (let n = 0; n < 10; n++) {
      await does(-9 + n / 10, "ana", "ready", { deviceId: "phone", connectionId: `p${n}` });
      await does(-9 + n / 10 + 0.05, "ana", "leave", { deviceId: "phone", connectionId: `p${n}` });
    }
    await does(-5, "ana", "leave", { deviceId: "laptop", connectionId: "a" });
    expect((await does(-4, "ana", "leave", { deviceId: "laptop", connectionId: "b" })).gathering.shown).toBe(1);
    await says(0, "practice.started");
    await says(60, "practice.ended");
    expect(await figures()).toMatchObject({ total: 1, joins: 13, dedupeAdjustments: 12 });
    await everybodyAgrees();
  });
});

describe("silence", () => {
  it("of 20 seconds is a goodbye at the last heartbeat, said once, and the next heartbeat is a return", async () => {
    await does(-10, "ana", "ready");
    await does(-10, "ana", "heartbeat");
    await does(-10 + seconds(10), "ana", "heartbeat");
    await does(-10, "ben", "ready");
    expect(await sweepSilent(tenant, at(-10 + seconds(29)))).toBe(0);
    clock(-10 + seconds(31));
    await Promise.all([1, 2].map(() => sweepSilent(tenant, at(-10 + seconds(31)))));
    const left = await eventsOf("practice.left");
    expect(left.map(({ occurred_at, properties }) => [occurred_at, properties.reason])).toEqual([
      [at(-10 + seconds(10)), "silent"],
    ]);
    await expect.poll(() => shown(-10 + seconds(32))).toBe(1);
    expect((await does(-9, "ana", "heartbeat")).gathering.shown).toBe(2);
    expect((await eventsOf("practice.ready")).length).toBe(4);
    // Ben never sent one: whoever only sends events is believed until she says goodbye.
    await says(0, "practice.started");
    await sweepSilent(tenant, at(1));
    await says(60, "practice.ended");
    expect(await figures()).toMatchObject({ total: 1, readyBeforeStart: 1 });
    await everybodyAgrees();
  });

  it("that was noticed too late, after a new heartbeat, ends before the return", async () => {
    await does(-10, "ana", "heartbeat");
    await does(-9, "ana", "heartbeat");
    expect((await eventsOf("practice.ready")).length).toBe(2);
    expect(await sweepSilent(tenant, at(-9 + seconds(5)))).toBe(0);
    expect(await shown(-9)).toBe(1);
    await does(-8.9, "ana", "leave");
    expect(await shown(-8)).toBeNull();
    expect(await sweepSilent(tenant, at(30))).toBe(0);
    await everybodyAgrees();
  });
});

describe("a session that nobody ends", () => {
  const closes = async (minute: number) => {
    clock(minute);
    await project(tenant);
    await closeOverdue(tenant, at(minute));
    await project(tenant);
    return (await figures()).session;
  };

  it("closes at its planned end, half an hour later", async () => {
    await does(-10, "ana", "ready");
    await says(5, "practice.started");
    expect(await closes(94)).toMatchObject({ status: "live", endedAt: null });
    expect(await closes(96)).toMatchObject({ status: "ended", startedAt: at(5), endedAt: at(65) });
    await closes(97);
    expect((await eventsOf("practice.closed")).length).toBe(1);
    await everybodyAgrees();
  });

  it("takes a late end until its report is shared, and not after that", async () => {
    await does(-10, "ana", "ready");
    await says(0, "practice.started");
    await does(70, "ben", "ready");
    expect(await closes(91)).toMatchObject({ endedAt: at(60) });
    expect(await figures()).toMatchObject({ total: 1 });
    await says(100, "practice.ended");
    expect(await figures()).toMatchObject({ total: 2, session: { endedAt: at(100) } });
    await sealSession(tenant, session, at(100));
    await tell(tenant, session, [["practice.ended", {}, at(80)]]);
    expect(await figures()).toMatchObject({ session: { endedAt: at(100) } });
    await everybodyAgrees();
  });

  it("and nobody began is closed from its schedule if somebody came, and stays planned if nobody did", async () => {
    const empty = session;
    session = await scheduleSession(tenant, { startsAt: at(0) });
    await does(-5, "ana", "ready");
    expect(await closes(91)).toMatchObject({ status: "ended", startedAt: at(0), endedAt: at(60) });
    await everybodyAgrees();
    session = empty;
    expect(await figures()).toMatchObject({ session: { status: "scheduled" } });
  });

  it("and nobody planned lasts an hour from the first who was ready", async () => {
    session = `unplanned-${session}`;
    await tell(tenant, session, [["practice.ready", { deviceId: "phone" }, at(-30), "ana"]]);
    expect(await closes(59)).toMatchObject({ status: "scheduled" });
    expect(await closes(61)).toMatchObject({ status: "ended", startedAt: at(-30), endedAt: at(30) });
  });
});

describe("the recount", () => {
  it("finds what was changed behind the log's back", async () => {
    await does(-10, "ana", "ready");
    await says(0, "practice.started");
    await says(60, "practice.ended");
    await everybodyAgrees();
    await database.admin("update master_sessions set total = 7 where tenant_id = $1 and session_id = $2", [
      tenant.id,
      session,
    ]);
    await database.admin("update session_totals set total = 9 where tenant_id = $1 and session_id = $2", [
      tenant.id,
      session,
    ]);
    const { differences } = await recount(tenant, session);
    expect(differences.map(({ source, figure, log, found }) => [source, figure, log, found])).toEqual([
      ["master_sessions", "total", "1", "7"],
      ["session_totals", "total", "1", "9"],
      ["snapshot", "total", "1", "9"],
      ["export", "total", "1", "9"],
      ["report", "people", "null", "9"],
      ["report", "display", "small-circle", "exact"],
    ]);
  });
});
