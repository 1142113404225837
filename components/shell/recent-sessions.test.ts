import { describe, expect, it } from "vitest";
import { sessionEntries } from "@/components/shell/recent-sessions";

const of = { locale: "en", slug: "lumen", timeZone: "Asia/Kathmandu" };

describe("recent sessions in the palette", () => {
  it("have a name, a master, a day in the tenant's zone and an address", () => {
    const items = [
      { id: "s 1", title: "Evening rest", master: { id: "m1", name: "Lea Winter" }, heldAt: "2026-11-20T19:00:00Z" },
    ];
    expect(sessionEntries({ items, nextCursor: null }, of)).toEqual([
      {
        group: "sessions",
        label: "Evening rest",
        hint: "Lea Winter, 21 Nov 2026",
        href: "/en/lumen/masters/sessions/s%201",
      },
    ]);
  });

  it("are left out where they cannot be named", () => {
    expect(sessionEntries({ items: [{ id: "a", title: "" }, { id: 3, title: "x" }, null, "y"] }, of)).toEqual([]);
    expect(sessionEntries({ error: { code: "forbidden" } }, of)).toEqual([]);
    expect(sessionEntries(null, of)).toEqual([]);
  });
});
