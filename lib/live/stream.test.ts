import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { getTenantById } from "@/lib/db/directory";
import { closeRooms, liveCounts } from "@/lib/live/hub";
import { liveLimits } from "@/lib/live/limits";
import { forgetShares } from "@/lib/live/person-limits";
import { type LiveState, liveStateSchema } from "@/lib/live/schema";
import { createTestDatabase } from "@/lib/testing/db";
import { createTenant } from "@/lib/testing/factories";
import { callLive, createTestLiveKey, liveAnswer, project, scheduleSession, signToken, tell } from "@/lib/testing/live";

const database = await createTestDatabase();
const made = await createTenant();
await database.admin("update tenants set low_count_threshold = 0 where id = $1", [made.id]);
const tenant = (await getTenantById(made.id)) ?? made;
const key = await createTestLiveKey(tenant);
const limits = { ...liveLimits };

beforeEach(() => {
  forgetShares();
  liveLimits.lingerMs = 0;
});
afterEach(() => {
  closeRooms();
  Object.assign(liveLimits, limits);
});
afterAll(closeRooms);

interface Frame {
  id: string;
  event: string;
  state: LiveState;
}

/** A viewer: reads the stream until she is told to go. */
async function look(session: string, headers: Record<string, string> = {}) {
  const leaving = new AbortController();
  const response = await callLive("stream", session, { headers, signal: leaving.signal });
  const frames: Frame[] = [];
  let raw = "";
  const reader = response.body?.getReader();
  const reading = (async () => {
    for (let text = ""; ; ) {
      const piece = await reader?.read();
      if (!piece || piece.done) return;
      const said = new TextDecoder().decode(piece.value);
      raw += said;
      text += said;
      const blocks = text.split("\n\n");
      text = blocks.pop() ?? "";
      for (const block of blocks) {
        const fields = new Map(block.split("\n").map((line) => line.split(/: (.*)/s) as [string, string]));
        const data = fields.get("data");
        if (data)
          frames.push({ id: fields.get("id") ?? "", event: fields.get("event") ?? "", state: JSON.parse(data) });
      }
    }
  })();
  return {
    response,
    frames,
    raw: () => raw,
    latest: () => frames.at(-1)?.state,
    async leave() {
      leaving.abort();
      await reader?.cancel();
      await reading;
    },
  };
}

const joins = async (session: string, person: string) =>
  liveAnswer("ready", session, { token: await signToken(key, { sub: person, sid: session }) });

const listening = async () => {
  const [row] = await database.admin<{ count: string }>(
    "select count(*) from pg_stat_activity where datname = current_database() and application_name = 'attune-listen'",
  );
  return Number(row?.count);
};

describe("the stream of a session", () => {
  it("begins with the state, follows every change, and resumes with the newest", async () => {
    const session = await scheduleSession(tenant);
    const first = await look(session);
    expect(first.response.headers.get("content-type")).toContain("text/event-stream");
    expect(first.response.headers.get("cache-control")).toContain("no-transform");
    await expect.poll(() => first.latest()?.phase).toBe("scheduled");
    expect(first.raw()).toMatch(/^retry: \d+\n\n/);

    await joins(session, "ana");
    await tell(tenant, session, [["practice.ready", { deviceId: "d" }, undefined, "from-an-sdk"]]);
    await expect.poll(() => first.latest()?.gathering.shown).toBe(2);
    await tell(tenant, session, [["practice.started"], ["practice.reaction", { kind: "joy" }, undefined, "ana"]]);
    await expect
      .poll(() => first.latest())
      .toMatchObject({ phase: "live", reactions: [{ kind: "joy", occurrences: 1 }] });
    const ids = first.frames.map(({ id }) => Number(id));
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
    for (const { event, id, state } of first.frames) {
      expect([event, Number(id)]).toEqual(["state", state.revision]);
      liveStateSchema.parse(state);
    }
    const again = await look(session, { "last-event-id": String(ids[0]) });
    await expect.poll(() => again.latest()?.phase).toBe("live");
    expect(again.frames[0]?.state.gathering.shown).toBe(2);
    await Promise.all([first.leave(), again.leave()]);
  });

  it("says who is whom as soon as the read models know it", async () => {
    const session = await scheduleSession(tenant);
    await tell(tenant, session, [["practice.ready", { deviceId: "d" }, undefined, "kim"]]);
    const viewer = await look(session);
    await expect.poll(() => viewer.latest()?.gathering.shown).toBe(1);
    const { appendEvents } = await import("@/lib/events/intake");
    await appendEvents(tenant, [
      { name: "practice.ready", anonymousId: "anon-1", properties: { sessionId: session, deviceId: "e" } },
    ]);
    await expect.poll(() => viewer.latest()?.gathering.shown).toBe(2);
    await appendEvents(tenant, [{ name: "identify", userId: "kim", anonymousId: "anon-1" }]);
    await project(tenant);
    await expect.poll(() => viewer.latest()?.gathering.shown).toBe(1);
    await viewer.leave();
  });

  it("coalesces many changes into few frames", async () => {
    const session = await scheduleSession(tenant);
    liveLimits.frameMs = 400;
    const viewer = await look(session);
    const startedAt = Date.now();
    await Promise.all(Array.from({ length: 100 }, (_, n) => joins(session, `p${n}`)));
    await expect.poll(() => viewer.latest()?.gathering.shown, { timeout: 20_000 }).toBe(100);
    const elapsed = Date.now() - startedAt;
    expect(viewer.frames.length).toBeLessThanOrEqual(3 + elapsed / 400);
    await viewer.leave();
  });

  it("listens once for everybody, and frees all of it when the last one leaves", async () => {
    const sessions = await Promise.all(Array.from({ length: 5 }, () => scheduleSession(tenant)));
    const neighbour = await createTenant();
    const theirs = await scheduleSession(neighbour);
    expect(liveCounts()).toEqual({ rooms: 0, feeds: 0, viewers: 0, listeners: 0, timers: 0 });
    const viewers = await Promise.all([...sessions, ...sessions, theirs].map((session) => look(session)));
    expect(liveCounts()).toEqual({ rooms: 6, feeds: 2, viewers: 11, listeners: 1, timers: 1 });
    await expect.poll(listening).toBe(1);
    await Promise.all(viewers.map((viewer) => viewer.leave()));
    expect(liveCounts()).toEqual({ rooms: 0, feeds: 0, viewers: 0, listeners: 0, timers: 0 });
    await expect.poll(listening).toBe(0);
  });

  it("serves no more viewers than it may, and says when to come back", async () => {
    const session = await scheduleSession(tenant);
    liveLimits.viewers = 1;
    const viewer = await look(session);
    const refused = await callLive("stream", session);
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    await viewer.leave();
    const after = await look(session);
    expect(after.response.status).toBe(200);
    await after.leave();
  });

  it("keeps a viewer who reads nothing from holding anything but the newest state", async () => {
    const session = await scheduleSession(tenant);
    liveLimits.frameMs = 10;
    const response = await callLive("stream", session);
    const witness = await look(session);
    for (let n = 0; n < 12; n++) {
      await tell(tenant, session, [["practice.ready", { deviceId: "d" }, undefined, `slow-${n}`]]);
      await expect.poll(() => witness.latest()?.gathering.shown).toBe(n + 1);
    }
    const reader = response.body?.getReader();
    let text = "";
    while (!text.includes('"shown":12')) text += new TextDecoder().decode((await reader?.read())?.value);
    expect(text.match(/^event: state$/gm)?.length).toBeLessThan(8);
    await reader?.cancel();
    await witness.leave();
  });
});
