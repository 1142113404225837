import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type PersonDay, placeDays } from "@/lib/events/person-days";

const dayOf = (n: number) => `2026-03-${String(n).padStart(2, "0")}`;

describe("placing a person's active days", () => {
  it("gives every row the day of the row before it, and a second actor of the day that very day", () => {
    const { inserts, updates } = placeDays(
      [{ actor: "a", day: dayOf(1), previousDay: null }],
      [
        { actor: "b", day: dayOf(5) },
        { actor: "a", day: dayOf(5) },
      ],
      dayOf(5),
    );
    expect(updates).toEqual([]);
    expect(inserts).toEqual([
      { actor: "a", day: dayOf(5), previousDay: dayOf(1) },
      { actor: "b", day: dayOf(5), previousDay: dayOf(5) },
    ]);
  });

  it("puts right the row after a day that arrives late", () => {
    const stored = [
      { actor: "a", day: dayOf(1), previousDay: null },
      { actor: "a", day: dayOf(9), previousDay: dayOf(1) },
    ];
    expect(placeDays(stored, [{ actor: "a", day: dayOf(4) }], dayOf(4))).toEqual({
      inserts: [{ actor: "a", day: dayOf(4), previousDay: dayOf(1) }],
      updates: [{ actor: "a", day: dayOf(9), previousDay: dayOf(4) }],
    });
  });

  it("ends in the same rows whatever the order of arrival and the size of batches", () => {
    const actorDay = fc.record({
      actor: fc.constantFrom("a", "b", "c"),
      day: fc.integer({ min: 1, max: 20 }).map(dayOf),
    });
    fc.assert(
      fc.property(fc.array(actorDay, { maxLength: 40 }), fc.integer({ min: 1, max: 7 }), (arrivals, size) => {
        const rows = new Map<string, PersonDay>();
        for (let at = 0; at < arrivals.length; at += size) {
          const added = arrivals
            .slice(at, at + size)
            .filter((row, index, all) => all.findIndex((other) => sameDay(other, row)) === index)
            .filter((row) => !rows.has(`${row.day} ${row.actor}`));
          const fromDay = added.map((row) => row.day).sort()[0] ?? dayOf(31);
          const context = [...rows.values()].filter((row) => isNear(row, [...rows.values()], fromDay));
          const placed = placeDays(context, added, fromDay);
          for (const row of [...placed.inserts, ...placed.updates]) rows.set(`${row.day} ${row.actor}`, row);
        }
        const sorted = [...rows.keys()].sort();
        const expected = sorted.map((key, index) => {
          const [day, actor] = key.split(" ");
          return { actor, day, previousDay: sorted[index - 1]?.split(" ")[0] ?? null };
        });
        expect(sorted.map((key) => rows.get(key))).toEqual(expected);
      }),
    );
  });
});

const sameDay = (a: { actor: string; day: string }, b: { actor: string; day: string }) =>
  a.actor === b.actor && a.day === b.day;

/** What the database hands over: everything from the day on, and each actor's last row before it. */
function isNear(row: PersonDay, all: readonly PersonDay[], fromDay: string): boolean {
  if (row.day >= fromDay) return true;
  return !all.some((other) => other.actor === row.actor && other.day > row.day && other.day < fromDay);
}
