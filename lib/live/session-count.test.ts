import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SessionCount } from "@/lib/live/session-count";
import { computeRecap } from "@/lib/master-sessions/recap";
import { logged } from "@/lib/testing/event-log";
import { PracticeStory, uuidOf } from "@/lib/testing/practice-story";

const hour = new Date("2026-03-10T18:00:00.000Z");
const story = () => new PracticeStory("s1", hour);

/** What Attune itself says of a session. */
function fact(
  told: PracticeStory,
  name: string,
  minute: number,
  properties: Record<string, unknown> = {},
): PracticeStory {
  const eventId = uuidOf(`${told.events.length} ${name} ${minute}`);
  told.events.push(logged({ eventId, name, occurredAt: told.at(minute), sessionKey: "s1", properties }));
  return told;
}

const people = ["ana", "ben", "cleo", "dan"];
const who = fc.record({
  person: fc.constantFrom(...people, "ana", "ben", null),
  device: fc.constantFrom("phone", "laptop", "tablet"),
  connection: fc.option(fc.constantFrom("x", "y", "z"), { nil: undefined }),
  country: fc.constantFrom("DE", "", "FR", "JP"),
  kind: fc.constantFrom("unity", "peace", "joy"),
  units: fc.constantFrom(0.25, 0.5, 2),
  text: fc.constantFrom("Silence", ""),
});
const verbs = ["ready", "left", "reacted", "gave", "wrote", "ready", "left", "reconnect", "silent", "tabs"] as const;
const facts = ["started", "ended", "closed", "sealed", "scheduled"] as const;
const step = fc.tuple(fc.constantFrom(...verbs, ...verbs, ...facts), fc.integer({ min: -10, max: 70 }), who);

/** Any journey: tabs, devices, reconnects, silent deaths; with or without a start and an end. */
const journeys = fc.array(step, { minLength: 1, maxLength: 60 }).map((steps) => {
  const told = story();
  for (const [verb, minute, given] of steps) {
    if (verb === "started" || verb === "ended" || verb === "scheduled") told[verb](minute);
    else if (verb === "closed") fact(told, "practice.closed", minute, { reason: "overdue" });
    else if (verb === "sealed") fact(told, "practice.sealed", minute, { endedAt: told.at(minute - 5).toISOString() });
    else if (verb === "silent") told.left(minute, given);
    else if (verb === "reconnect") told.left(minute, given).ready(minute + 0.2, given);
    else if (verb === "tabs") for (const connection of ["a", "b", "c"]) told.ready(minute, { ...given, connection });
    else told[verb](minute, given);
  }
  return told;
});

/** Who turns out to be whom, and after how many events that is known. */
const links = fc.option(fc.tuple(fc.constantFrom(...people), fc.constantFrom(...people), fc.nat(60)), { nil: null });

describe("a session that is counted while its events come in", () => {
  it("says at every moment what the recap says, in any order, with repetitions and in any portions", () => {
    const arrivals = journeys.chain((told) =>
      fc.tuple(
        fc.constant(told),
        fc.shuffledSubarray([...told.events, ...told.events], { minLength: told.events.length * 2 }),
        fc.integer({ min: 1, max: 20 }),
        links,
      ),
    );
    fc.assert(
      fc.property(arrivals, ([told, events, portion, link]) => {
        const count = new SessionCount();
        const known = new Map<string, string>();
        for (let at = 0; at < events.length; at += portion) {
          count.add(events.slice(at, at + portion));
          if (link && at >= link[2]) known.set(told.person(link[0]), told.person(link[1]));
          const ids = [...count.unresolved, ...known.keys()];
          count.learn(new Map(ids.map((id) => [id, known.get(id) ?? id])));
          agree(count, events.slice(0, at + portion), known);
        }
      }),
      { numRuns: 300 },
    );
  });

  function agree(count: SessionCount, events: PracticeStory["events"], known: ReadonlyMap<string, string>) {
    const recap = computeRecap(events, new Map(), known);
    const { header, presentNow, total, reactions, countries, au } = count.standings();
    expect(recap === null).toBe(!count.known);
    if (!recap) return;
    const tallies = recap.breakdowns.filter(({ dimension }) => dimension === "reaction");
    expect({
      startedAt: header.startedAt,
      endedAt: header.endedAt,
      presentNow,
      total,
      countries,
      reactions: Object.fromEntries(reactions.map(({ kind, occurrences }) => [kind, occurrences])),
      au: header.endedAt ? au : null,
    }).toEqual({
      startedAt: recap.session.startedAt,
      endedAt: recap.session.endedAt,
      presentNow: recap.session.readyCount,
      total: recap.session.total,
      countries: recap.breakdowns
        .filter(({ dimension, value }) => dimension === "country" && value !== "")
        .map(({ value }) => value)
        .sort(),
      reactions: Object.fromEntries(tallies.map(({ value, occurrences }) => [value, occurrences])),
      au: recap.session.endedAt ? recap.session.au : null,
    });
  }
});

describe("the end of a session", () => {
  const endOf = (told: PracticeStory) => computeRecap(told.events, told.texts, new Map())?.session.endedAt ?? null;
  const begun = () => story().started(0).ready(1, { person: "ana" });

  it("is where Attune closed it, when nobody else ended it", () => {
    expect(endOf(fact(begun(), "practice.closed", 60))).toEqual(story().at(60));
  });

  it("is what practice.ended says as soon as somebody does, earlier or later, whatever came first", () => {
    expect(endOf(fact(begun(), "practice.closed", 60).ended(75))).toEqual(story().at(75));
    expect(endOf(fact(begun().ended(40), "practice.closed", 60))).toEqual(story().at(40));
  });

  it("moves no more once it is sealed: neither by a late end nor by a second seal", () => {
    const sealed = fact(fact(begun(), "practice.closed", 60), "practice.sealed", 90, {
      endedAt: story().at(60).toISOString(),
    });
    expect(endOf(sealed.ended(75).ended(30))).toEqual(story().at(60));
    const again = fact(sealed, "practice.sealed", 120, { endedAt: story().at(75).toISOString() });
    expect(endOf(again)).toEqual(story().at(60));
  });

  it("of a session whose start was lost counts from its schedule", () => {
    const told = fact(story().scheduled(-60).ready(-5, { person: "ana" }), "practice.closed", 60);
    expect(computeRecap(told.events, told.texts, new Map())?.totals).toMatchObject({
      startedAt: told.at(0),
      endedAt: told.at(60),
      total: 1,
    });
  });
});
