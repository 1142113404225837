import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accentFor, accentVariables, contrast, grounds, isHexColor } from "@/components/shell/brand-accent";

const hexColor = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, "0")}`);

describe("a brand colour as the accent", () => {
  it.each(["light", "dark"] as const)("is readable on every ground of the %s theme, whatever the brand", (theme) => {
    fc.assert(
      fc.property(hexColor, (brand) => {
        const { accent, onAccent, wash } = accentFor(brand, theme);
        for (const ground of [...Object.values(grounds[theme]), wash]) {
          expect(contrast(accent, ground)).toBeGreaterThanOrEqual(4.5);
        }
        expect(contrast(onAccent, accent)).toBeGreaterThanOrEqual(4.5);
      }),
      { numRuns: 400 },
    );
  });

  it("stays as it is where it can be read already", () => {
    expect(accentFor("#2F5D50", "light").accent).toBe("#2f5d50");
    expect(accentFor("#ffcc00", "dark").accent).toBe("#ffcc00");
  });

  it("keeps its hue where it must change: a yellow becomes a dark yellow, not grey", () => {
    const [red, green, blue] = [1, 3, 5].map((at) =>
      Number.parseInt(accentFor("#ffcc00", "light").accent.slice(at, at + 2), 16),
    );
    expect(red).toBeGreaterThan(green!);
    expect(green).toBeGreaterThan(blue! * 3);
  });

  it("knows the extremes of contrast", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
    expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
  });

  it("takes nothing but a hex colour into a style", () => {
    expect(accentVariables("red; background: url(https://example.org)")).toEqual({});
    expect(accentVariables(null)).toEqual({});
    expect(isHexColor("#12345")).toBe(false);
    expect(Object.keys(accentVariables("#2f5d50"))).toEqual(["--accent", "--on-accent", "--accent-wash"]);
  });
});
