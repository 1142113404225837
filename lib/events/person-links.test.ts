import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ActorLink, peopleOf } from "@/lib/events/person-links";

const link = (fromActor: string, toActor: string): ActorLink => ({
  fromActor,
  toActor,
  linkedAt: new Date(0),
  eventId: "e",
});

describe("who is whom", () => {
  it("follows links to their end", () => {
    const people = peopleOf([link("a", "b"), link("b", "c"), link("x", "c")]);
    expect(Object.fromEntries(people)).toEqual({ a: "c", b: "c", c: "c", x: "c" });
  });

  it("lets the smallest id stand for a ring, and for those who lead into it", () => {
    const people = peopleOf([link("d", "b"), link("b", "c"), link("c", "b"), link("z", "d")]);
    expect(Object.fromEntries(people)).toEqual({ b: "b", c: "b", d: "b", z: "b" });
  });

  it("does not depend on the order of links", () => {
    const actor = fc.constantFrom(..."abcdefgh");
    const links = fc.uniqueArray(
      fc.tuple(actor, actor).filter(([from, to]) => from !== to),
      {
        selector: ([from]) => from,
      },
    );
    fc.assert(
      fc.property(links, fc.infiniteStream(fc.nat()), (pairs, randoms) => {
        const shuffled = pairs.map((pair) => ({ pair, at: randoms.next().value as number }));
        shuffled.sort((a, b) => a.at - b.at);
        const inOrder = peopleOf(pairs.map(([from, to]) => link(from, to)));
        const inOther = peopleOf(shuffled.map(({ pair: [from, to] }) => link(from, to)));
        expect(Object.fromEntries(inOther)).toEqual(Object.fromEntries(inOrder));
      }),
    );
  });
});
