import { describe, expect, it } from "vitest";
import { rankEntry } from "@/components/shell/rank-entry";

const rank = (typed: string, ...keywords: string[]) => rankEntry("/en/lumen/settings/members", typed, keywords);

describe("the palette", () => {
  it("finds by label and hint, never by address", () => {
    expect(rank("uni", "Members")).toBe(0);
    expect(rank("uni", "Evening of unity", "Anneke de Vries")).toBeGreaterThan(0);
    expect(rank("vries unity", "Evening of unity", "Anneke de Vries")).toBeGreaterThan(0);
    expect(rank("vries rest", "Evening of unity", "Anneke de Vries")).toBe(0);
  });

  it("puts beginnings first", () => {
    const [whole, word, inside] = ["mem", "ber mem", "embers"].map((typed) => rank(typed, "Members of the ber"));
    expect([whole! > word!, word! > inside!, inside! > 0]).toEqual([true, true, true]);
  });

  it("does not mind accents and case", () => {
    expect(rank("souffle", "Soufflé du matin")).toBe(1);
    expect(rank("ЁЛКА", "ёлка")).toBe(1);
    expect(rank("", "anything")).toBe(1);
  });
});
