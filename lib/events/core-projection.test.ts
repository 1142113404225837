import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Tenant } from "@/lib/db/directory";
import { withTenantSql } from "@/lib/db/tenant";
import { coreProjection } from "@/lib/events/core-projection";
import type { LogEvent } from "@/lib/events/log-event";
import { peopleOf } from "@/lib/events/person-links";
import { createTestDatabase } from "@/lib/testing/db";
import { type LoggedEvent, logged } from "@/lib/testing/event-log";
import { createTenant } from "@/lib/testing/factories";

await createTestDatabase();

const people = Array.from({ length: 6 }, (_, index) => `00000000-0000-4000-8000-00000000000${index}`);
const [anna, bela, carl] = people as [string, string, string];

let seq = 0;
const numbered = (events: readonly LoggedEvent[]): LogEvent[] => events.map((event) => ({ ...event, seq: ++seq }));
const did = (actor: string | null, at: string, name = "page.viewed") =>
  logged({ name, actor, occurredAt: new Date(at) });
const linked = (from: string, to: string, at: string) =>
  logged({ name: "identify", actor: to, occurredAt: new Date(at), properties: { $from: from } });

async function project(tenant: Tenant, events: readonly LoggedEvent[], sizes: readonly number[] = [1000]) {
  const log = numbered(events);
  let at = 0;
  for (let round = 0; at < log.length; round++) {
    const size = sizes[round % sizes.length] ?? 1;
    const batch = log.slice(at, at + size);
    await withTenantSql(tenant.id, (db) => coreProjection.project(db, batch, tenant));
    at += size;
  }
}

const rowsOf = (tenant: Tenant) =>
  withTenantSql(tenant.id, async (db) => ({
    eventDays: await db.execute("select day, name, events from event_days where tenant_id = $1 order by day, name", [
      tenant.id,
    ]),
    personDays: await db.execute<{ actor: string; day: string; previous_day: string | null }>(
      "select actor, day, previous_day from person_days where tenant_id = $1 order by actor, day",
      [tenant.id],
    ),
    links: await db.execute<{ from_actor: string; to_actor: string; linked_at: Date; event_id: string }>(
      "select from_actor, to_actor, linked_at, event_id from actor_links where tenant_id = $1 order by from_actor",
      [tenant.id],
    ),
  }));

async function peopleIn(tenant: Tenant, from: string, to: string): Promise<number> {
  const [row] = await withTenantSql(tenant.id, (db) =>
    db.execute<{ people: number }>(
      `select count(*) as people from person_days where tenant_id = $1 and day between $2 and $3
       and (previous_day is null or previous_day < $2)`,
      [tenant.id, from, to],
    ),
  );
  return row?.people ?? 0;
}

describe("the core projection", () => {
  it("counts events by the tenant's day and name", async () => {
    const tenant = await createTenant({ timeZone: "Europe/Berlin" });
    await project(tenant, [
      did(anna, "2026-06-30T21:59:59.999Z"),
      did(anna, "2026-06-30T22:00:00Z"),
      did(null, "2026-06-30T22:00:01Z"),
      did(bela, "2026-07-01T10:00:00Z", "practice.ready"),
    ]);
    expect((await rowsOf(tenant)).eventDays).toEqual([
      { day: "2026-06-30", name: "page.viewed", events: 1 },
      { day: "2026-07-01", name: "page.viewed", events: 2 },
      { day: "2026-07-01", name: "practice.ready", events: 1 },
    ]);
  });

  it.each([
    ["Asia/Tehran (+03:30)", "Asia/Tehran", "2026-05-10T20:29:59Z", "2026-05-10T20:30:00Z", "2026-05-10", "2026-05-11"],
    [
      "Asia/Kathmandu (+05:45)",
      "Asia/Kathmandu",
      "2026-05-10T18:14:59Z",
      "2026-05-10T18:15:00Z",
      "2026-05-10",
      "2026-05-11",
    ],
    // 29 March 2026 has 23 hours in Berlin, 25 October 25.
    [
      "the start of summer time",
      "Europe/Berlin",
      "2026-03-29T21:59:59Z",
      "2026-03-29T22:00:00Z",
      "2026-03-29",
      "2026-03-30",
    ],
    [
      "the eve of summer time",
      "Europe/Berlin",
      "2026-03-28T22:59:59Z",
      "2026-03-28T23:00:00Z",
      "2026-03-28",
      "2026-03-29",
    ],
    [
      "the end of summer time",
      "Europe/Berlin",
      "2026-10-25T22:59:59Z",
      "2026-10-25T23:00:00Z",
      "2026-10-25",
      "2026-10-26",
    ],
    [
      "the eve of winter time",
      "Europe/Berlin",
      "2026-10-24T21:59:59Z",
      "2026-10-24T22:00:00Z",
      "2026-10-24",
      "2026-10-25",
    ],
    ["a zone behind", "America/St_Johns", "2026-07-02T02:29:59Z", "2026-07-02T02:30:00Z", "2026-07-01", "2026-07-02"],
  ])("knows where a day ends: %s", async (_, timeZone, before, after, first, second) => {
    const tenant = await createTenant({ timeZone });
    await project(tenant, [did(anna, before), did(anna, after)]);
    const { eventDays, personDays } = await rowsOf(tenant);
    expect(eventDays).toEqual([
      { day: first, name: "page.viewed", events: 1 },
      { day: second, name: "page.viewed", events: 1 },
    ]);
    expect(personDays).toEqual([
      { actor: anna, day: first, previous_day: null },
      { actor: anna, day: second, previous_day: first },
    ]);
  });

  it("counts a person once in any range, before and after she is known", async () => {
    const tenant = await createTenant();
    await project(tenant, [
      did(anna, "2026-03-01T10:00:00Z"),
      did(anna, "2026-03-05T10:00:00Z"),
      did(bela, "2026-03-05T11:00:00Z"),
      did(bela, "2026-03-07T11:00:00Z"),
      did(carl, "2026-03-07T12:00:00Z"),
    ]);
    expect(await peopleIn(tenant, "2026-03-01", "2026-03-31")).toBe(3);
    await project(tenant, [linked(anna, bela, "2026-03-07T13:00:00Z")]);
    expect(await peopleIn(tenant, "2026-03-01", "2026-03-31")).toBe(2);
    expect(await peopleIn(tenant, "2026-03-05", "2026-03-05")).toBe(1);
    expect(await peopleIn(tenant, "2026-03-02", "2026-03-04")).toBe(0);
    expect(await peopleIn(tenant, "2026-03-07", "2026-03-09")).toBe(2);
  });

  it("lets the earliest link hold, and parts people whom a later one had joined", async () => {
    const tenant = await createTenant();
    const other = await createTenant();
    const story = [
      did(anna, "2026-03-01T10:00:00Z"),
      did(bela, "2026-03-02T10:00:00Z"),
      did(carl, "2026-03-03T10:00:00Z"),
      linked(anna, bela, "2026-03-05T10:00:00Z"),
      linked(anna, carl, "2026-03-04T10:00:00Z"),
    ];
    await project(tenant, story, [1]);
    await project(other, [...story].reverse(), [2]);
    const rows = await rowsOf(tenant);
    expect(rows.links).toMatchObject([{ from_actor: anna, to_actor: carl }]);
    expect(rows.personDays).toEqual([
      { actor: anna, day: "2026-03-01", previous_day: null },
      { actor: bela, day: "2026-03-02", previous_day: null },
      { actor: carl, day: "2026-03-03", previous_day: "2026-03-01" },
    ]);
    expect(await rowsOf(other)).toEqual(rows);
  });

  it("is no activity to be identified, and takes no nonsense for a link", async () => {
    const tenant = await createTenant();
    await project(tenant, [
      linked(anna, bela, "2026-03-05T10:00:00Z"),
      logged({ name: "alias", actor: carl, occurredAt: new Date(), properties: { $from: "nobody" } }),
      logged({ name: "alias", actor: carl, occurredAt: new Date(), properties: { $from: carl } }),
      logged({ name: "alias", actor: null, occurredAt: new Date(), properties: { $from: carl } }),
      logged({ name: "a tenant's own", actor: null, occurredAt: new Date(), properties: { $from: carl } }),
    ]);
    const { personDays, links } = await rowsOf(tenant);
    expect(personDays).toEqual([]);
    expect(links).toHaveLength(1);
  });

  it("ends in the same rows in any order and with any size of batch", async () => {
    const actor = fc.constantFrom(...people);
    const at = fc.integer({ min: 0, max: 40 * 96 }).map((n) => new Date(Date.UTC(2026, 2, 10) + n * 900_000 + 1));
    const event = fc.oneof(
      { weight: 4, arbitrary: fc.record({ actor: fc.option(actor), at, name: fc.constantFrom("a", "b") }) },
      { weight: 1, arbitrary: fc.record({ from: actor, to: actor, at }) },
    );
    const story = fc
      .array(event, { minLength: 1, maxLength: 60 })
      .map((given) =>
        given.map((one) =>
          "from" in one
            ? logged({ name: "identify", actor: one.to, occurredAt: one.at, properties: { $from: one.from } })
            : logged({ name: one.name, actor: one.actor, occurredAt: one.at }),
        ),
      );
    const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(story, sizes, fc.integer(), async (events, batchSizes, seed) => {
        const timeZone = "Asia/Kathmandu";
        const [straight, shuffled] = [await createTenant({ timeZone }), await createTenant({ timeZone })];
        await project(straight, events);
        await project(shuffled, shuffle(events, seed), batchSizes);
        const rows = await rowsOf(straight);
        expect(rows.personDays).toEqual(expectedDays(rows));
        expect(await rowsOf(shuffled)).toEqual(rows);
      }),
      { numRuns: 40 },
    );
  });
});

describe("clearing", () => {
  it("leaves other tenants alone", async () => {
    const [mine, theirs] = [await createTenant(), await createTenant()];
    const story = [did(anna, "2026-03-01T10:00:00Z"), linked(anna, bela, "2026-03-05T10:00:00Z")];
    await project(mine, story);
    await project(
      theirs,
      story.map((event) => ({ ...event, eventId: randomUUID() })),
    );
    const before = await rowsOf(theirs);
    await withTenantSql(mine.id, (db) => coreProjection.clear(db));
    expect(await rowsOf(mine)).toEqual({ eventDays: [], personDays: [], links: [] });
    expect(await rowsOf(theirs)).toEqual(before);
  });
});

/** The same rows, derived the slow way: each person's days in order. */
function expectedDays({ personDays, links }: Awaited<ReturnType<typeof rowsOf>>) {
  const person = peopleOf(
    links.map((link) => ({
      fromActor: link.from_actor,
      toActor: link.to_actor,
      linkedAt: link.linked_at,
      eventId: link.event_id,
    })),
  );
  const order = (row: { actor: string; day: string }) => `${row.day} ${row.actor}`;
  const sorted = [...personDays].sort((a, b) => (order(a) < order(b) ? -1 : 1));
  const last = new Map<string, string>();
  const previous = new Map<string, string | null>();
  for (const { actor, day } of sorted) {
    const key = person.get(actor) ?? actor;
    previous.set(`${day} ${actor}`, last.get(key) ?? null);
    last.set(key, day);
  }
  return personDays.map((row) => ({ ...row, previous_day: previous.get(order(row)) }));
}

/** A permutation that the seed fixes. */
function shuffle<T>(items: readonly T[], seed: number): T[] {
  const result = [...items];
  let state = seed >>> 0;
  for (let index = result.length - 1; index > 0; index--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const other = state % (index + 1);
    [result[index], result[other]] = [result[other] as T, result[index] as T];
  }
  return result;
}
