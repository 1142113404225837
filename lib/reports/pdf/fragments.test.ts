import { describe, expect, it } from "vitest";
import { visualFragments } from "@/lib/reports/pdf/fragments";
import type { TextDirection } from "@/lib/reports/text-direction";

const seen = (line: string, direction: TextDirection) =>
  visualFragments(line, direction, () => "font").map(({ text }) => text);

describe("a line in the order in which it is seen", () => {
  it("is itself when it runs from the left", () => {
    expect(seen("Danke für 12 Stunden", "ltr")).toEqual(["Danke für 12 Stunden"]);
  });

  it("has its words from right to left and its numbers from left to right", () => {
    // Letters of a word are turned by the shaping engine, so a word is here as it was written.
    expect(seen("כנו 12 אנשים", "rtl")).toEqual([" אנשים", "12", "כנו "].flatMap((part) => split(part)));
  });

  it("mirrors brackets and turns what has no letters", () => {
    expect(seen("שלום (כן).", "rtl")).toEqual([")כן(.", "שלום "]);
    expect(seen("שלום ...!", "rtl")).toEqual(["!...", "שלום "]);
  });

  it("keeps a foreign word in its place", () => {
    expect(seen("with ליאת חדד, in Berlin", "ltr")).toEqual(["with ", "חדד", "ליאת ", ", in Berlin"]);
    expect(seen("ראינו את Lumen אתמול", "rtl").indexOf("Lumen")).toBeGreaterThan(0);
  });

  it("begins a new piece where the font changes", () => {
    const pieces = visualFragments("abcДЕ", "ltr", (sign) => (sign > "z" ? "other" : "latin"));
    expect(pieces).toEqual([
      { text: "abc", font: "latin" },
      { text: "ДЕ", font: "other" },
    ]);
  });
});

/** " word" is drawn as its space and its word apart. */
const split = (part: string) => (part.startsWith(" ") ? [part.trim(), " "] : [part]);
