import { randomUUID } from "node:crypto";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { append, type Submission } from "@/lib/events/append";
import { nativeEvent } from "@/lib/events/envelope";
import { ensureEventDays } from "@/lib/events/event-days";
import { commitTogether } from "@/lib/events/group-commit";
import { normalise, type PreparedEvent } from "@/lib/events/normalise";
import { createTestDatabase } from "@/lib/testing/db";
import { createTenant } from "@/lib/testing/factories";
import { rowsOf } from "@/lib/testing/ingest";

const database = await createTestDatabase();

const tenant = await createTenant();

function prepare(event: Record<string, unknown>): PreparedEvent {
  const arrival = { tenantId: tenant.id, receivedAt: Date.now(), oldestAt: 0, agent: null, actors: new Map() };
  const examined = normalise(nativeEvent(event), arrival);
  if ("refused" in examined) throw new Error(JSON.stringify(examined.refused));
  return examined.prepared;
}

const submissionOf = (...events: PreparedEvent[]): Submission => ({ keyHash: null, events, refused: [] });
const shuffled = <T>(values: readonly T[]) =>
  values
    .map((value) => ({ value, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ value }) => value);

describe("append", () => {
  it("agrees with other processes on who was first, and neither deadlocks nor leaves a gap", async () => {
    await ensureEventDays(tenant.id, [new Date().toISOString().slice(0, 10)]);
    const events = Array.from({ length: 60 }, (_, at) =>
      prepare({
        id: `shared-${at}`,
        name: "identify",
        userId: `person-${at % 7}`,
        traits: { round: at, email: `${at}@x.example` },
      }),
    );
    // Straight at the database, past the line that would let one after the other go within this process.
    const outcomes = await Promise.all(
      Array.from({ length: 30 }, () => append(tenant.id, [submissionOf(...shuffled(events).slice(0, 40))])),
    );
    const fresh = outcomes.flat().reduce((sum, outcome) => sum + outcome.fresh.filter(Boolean).length, 0);
    const log = await rowsOf<{ seq: number; event_id: string }>(tenant.id, "analytics.events", "seq");
    expect(log.length).toBe(fresh);
    expect(new Set(log.map(({ event_id }) => event_id)).size).toBe(fresh);
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_, at) => at + 1));
    expect(fresh).toBe(60);
  });
});

describe("a flush", () => {
  it("notifies once, with the tenant alone, and not for what was known already", async () => {
    const listener = new pg.Client({ connectionString: database.appUrl });
    const heard: (string | undefined)[] = [];
    await listener.connect();
    listener.on("notification", ({ payload }) => heard.push(payload));
    await listener.query("listen attune_events");
    const events = Array.from({ length: 30 }, (_, at) => prepare({ id: `notified-${at}`, name: "e" }));
    await append(tenant.id, [submissionOf(...events)]);
    await append(tenant.id, [submissionOf(...events)]);
    await listener.query("select");
    await expect.poll(() => heard).toEqual([tenant.id]);
    await listener.end();
  });
});

describe("commitTogether", () => {
  it("keeps what can be kept when the database refuses one of the submissions that wait together", async () => {
    const good = Array.from({ length: 5 }, () => prepare({ id: randomUUID(), name: "good" }));
    const bad = { ...prepare({ name: "bad" }), properties: "{" };
    const results = await Promise.allSettled([
      ...good.map((event) => commitTogether(tenant.id, submissionOf(event))),
      commitTogether(tenant.id, submissionOf(bad)),
    ]);
    expect(results.map(({ status }) => status)).toEqual([...good.map(() => "fulfilled"), "rejected"]);
    const [refusal] = results.flatMap((result) => (result.status === "rejected" ? [result.reason as Error] : []));
    // What the database says about a value could quote it.
    expect(refusal!.message).toBe("The append failed (22P02).");
    const log = await rowsOf<{ name: string }>(tenant.id, "analytics.events");
    expect(log.filter(({ name }) => name === "good").length).toBe(5);
    expect(log.some(({ name }) => name === "bad")).toBe(false);
  });

  it("says when it holds nothing of a submission any more, also of one that failed", async () => {
    let settled = 0;
    const bad = { ...prepare({ name: "bad" }), properties: "{" };
    await commitTogether(tenant.id, submissionOf(prepare({ name: "fine" })), () => settled++);
    await commitTogether(tenant.id, submissionOf(bad), () => settled++).catch(() => undefined);
    expect(settled).toBe(2);
  });
});
