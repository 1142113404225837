import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { identifyingKinds, isShortening, redact } from "@/lib/reports/quote";

describe("redact", () => {
  it.each([
    ["Write me at anna.b@example.org please", "Write me at … please"],
    ["Danke! +49 170 1234567", "Danke! …"],
    ["see https://example.org/a?b=c now", "see … now"],
    ["thanks @anna_b, you", "thanks …, you"],
    ["Спасибо, пишите на почта@пример.рф", "Спасибо, пишите на …"],
    ["звоните ٠١٢٣٤٥٦٧٨٩", "звоните …"],
    ["247 souls and 12 countries in 2026", "247 souls and 12 countries in 2026"],
  ])("%s", (text, expected) => {
    expect(redact(text)).toBe(expected);
    expect(identifyingKinds(redact(text))).toEqual([]);
  });

  it("leaves nothing identifying behind, whatever surrounds it", () => {
    fc.assert(
      fc.property(fc.lorem(), fc.emailAddress(), fc.lorem(), (before, address, after) => {
        const left = redact(`${before} ${address} ${after}`);
        expect(left).not.toContain(address.split("@")[1]);
      }),
    );
  });
});

describe("isShortening", () => {
  it("accepts the text itself, cuts and omission marks", () => {
    const text = "I felt at home, among strangers who were not strangers at all.";
    expect(isShortening(text, text)).toBe(true);
    expect(isShortening(text, "I felt at home … not strangers at all.")).toBe(true);
    expect(isShortening("心が静かになりました", "静かになりました")).toBe(true);
  });

  it("refuses words that were never said, and another order", () => {
    expect(isShortening("I felt calm", "I felt very calm")).toBe(false);
    expect(isShortening("I felt calm", "calm I felt")).toBe(false);
    expect(isShortening("心が静か", "心が強い")).toBe(false);
  });
});
