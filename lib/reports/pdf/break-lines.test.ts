import { describe, expect, it } from "vitest";
import { breakablePieces, breakLines } from "@/lib/reports/pdf/break-lines";

/** Every sign one point wide. */
const monospace = (text: string) => [...text].length;

describe("broken lines", () => {
  it("hold every letter of the text, in order, within the width", () => {
    const texts = [
      "The room stayed with you to the very end; that is rare on a Thursday.",
      "Aufmerksamkeitsübungsgruppenleiterinnentreffen im Donaudampfschifffahrtsgesellschaftshaus",
      "谢谢你们陪我度过这一个小时。我很久没有这样安静地呼吸了。",
      "ขอบคุณสำหรับช่วงเวลาอันเงียบสงบนี้",
      "https://example.org/a-very-long-address-without-any-space-at-all",
    ];
    for (const text of texts) {
      for (const width of [9, 14, 30]) {
        const lines = breakLines(text, width, monospace);
        expect(lines.join("").replaceAll(" ", ""), text).toBe(text.replaceAll(" ", ""));
        expect(Math.max(...lines.map(monospace)), text).toBeLessThanOrEqual(width);
      }
    }
  });

  it("leave a short text alone", () => {
    expect(breakLines("Unity", 40, monospace)).toEqual(["Unity"]);
    expect(breakLines("  ", 40, monospace)).toEqual([]);
  });

  it("of a headline are about equally long", () => {
    expect(breakLines("Evening Collective: Breath and Belonging", 34, monospace, true)).toEqual([
      "Evening Collective:",
      "Breath and Belonging",
    ]);
  });

  it("of a paragraph do not end in a lonely word", () => {
    const lines = breakLines("one two three four five six seven eight nine ten", 46, monospace);
    expect(lines).toHaveLength(2);
    expect(lines.at(-1)?.split(" ").length).toBeGreaterThan(1);
  });

  it("keep a number with what it counts", () => {
    expect(breakLines("shared across 12 countries", 17, monospace)).toEqual(["shared across", "12 countries"]);
  });

  it("never begin with a Chinese or Japanese stop and never end with an opening bracket", () => {
    expect(breakablePieces("我们。「你」好")).toEqual(["我", "们。", "「你」", "好"]);
  });

  it("break Thai between words", () => {
    expect(breakablePieces("ฉันรู้สึก").length).toBeGreaterThan(1);
    expect(breakablePieces("ฉันรู้สึก").join("")).toBe("ฉันรู้สึก");
  });
});
