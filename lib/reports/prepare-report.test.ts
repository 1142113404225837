import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readerLocales } from "@/lib/i18n";
import { capitalised, feelingName } from "@/lib/reports/feeling";
import { type ReportPayload, reportSections } from "@/lib/reports/payload";
import { prepareReport } from "@/lib/reports/prepare-report";
import { inQuotationMarks } from "@/lib/reports/quotation";
import { reportText } from "@/lib/reports/report-text";
import { samplePayload, smallCirclePayload, voicesInManyScripts } from "@/lib/reports/sample-payload";
import { textDirection } from "@/lib/reports/text-direction";

const [en, de] = [reportText("en"), reportText("de")];

describe("a prepared report", () => {
  it("prints the groups by size, the unnamed last, adding up to the total", () => {
    const { languages, countries } = prepareReport(samplePayload(), "en", en);
    expect(languages?.rows.map(({ label, value }) => `${label} ${value}`)).toEqual([
      "English 112",
      "German 78",
      "French 29",
      "Hindi 12",
      "Others 16",
    ]);
    expect(countries?.rows.reduce((sum, { value }) => sum + Number(value), 0)).toBe(247);
  });

  it("adds a long tail to the unnamed where people stand once, and only counts it where they may stand twice", () => {
    const many = Array.from({ length: 12 }, (_, index) => ({ people: 30 - index }));
    const codes = ["de", "en", "fr", "es", "it", "pt", "nl", "pl", "cs", "da", "sv", "fi"];
    const prepared = prepareReport(
      samplePayload({
        languages: [...many.map((row, index) => ({ ...row, code: codes[index] ?? null })), { code: null, people: 9 }],
        reactions: many.map((row, index) => ({ ...row, kind: `feeling${codes[index]}` })),
      }),
      "en",
      en,
    );
    expect(prepared.languages?.rows).toHaveLength(8);
    expect(prepared.languages?.rows.at(-1)).toMatchObject({ label: "Others", value: "114", rest: true });
    expect(prepared.feeling?.mix?.at(-1)).toMatchObject({ label: "5 more", value: null, share: null });
  });

  it("leaves a list out where no group of it may be named", () => {
    const prepared = prepareReport(samplePayload({ languages: [{ code: null, people: 247 }] }), "en", en);
    expect(prepared.languages).toBeNull();
    expect(prepared.layout.flat()).not.toContain("languages");
  });

  it("says parts as shares where the total is only said roughly, and no other figure that would tell it", () => {
    const prepared = prepareReport(samplePayload({ people: { display: "at-least", total: 200 } }), "en", en);
    expect(prepared.languages?.rows[0]).toMatchObject({ label: "English", value: "45%" });
    expect(prepared.feeling?.mix?.every(({ value }) => value === null)).toBe(true);
    expect(prepared.themes?.rows.every(({ value }) => value === null)).toBe(true);
    expect(prepared.curve).toMatchObject({ peak: { label: "most at 18:57" }, half: null, moments: [] });
    // 200 to 299 against a median of 212: nothing can be said.
    expect(prepared.beside?.facts.map(({ words }) => words)).toEqual([
      "Attunement",
      "people returned to the recording",
    ]);
    expect(JSON.stringify(prepared)).not.toMatch(/247|226|224/);
  });

  it("says nothing in figures in a small circle but when it was", () => {
    const { date, whenAndHow, documentTitle, colophon, upcoming, sentence, ...rest } = prepareReport(
      smallCirclePayload(),
      "en",
      en,
    );
    const told = JSON.stringify({ ...rest, brandColor: "", quotes: rest.quotes?.rows });
    expect(told).not.toMatch(/\d/);
    expect(sentence).toBe("45 minutes on a Thursday evening with Anna Weiss; the feeling that led was gratitude.");
    expect(rest.languages?.rows).toEqual([{ label: "English", value: null, share: null, rest: false }]);
  });

  it("draws the curve as shares of its most and marks where that was", () => {
    const { curve } = prepareReport(samplePayload(), "de", de);
    expect(Math.max(...(curve?.levels ?? []))).toBeLessThanOrEqual(1);
    expect(curve).toMatchObject({
      start: "18:30",
      end: "19:15",
      peak: { at: 0.6, label: "226 um 18:57, die meisten" },
      half: { label: "224 zur Halbzeit" },
    });
    expect(curve?.moments.at(0)).toEqual({ minute: 0, time: "18:30", people: "132" });
    expect(curve?.moments.at(-1)).toMatchObject({ minute: 45, time: "19:15" });
  });

  it("has the same texts in every language of a reader, and each says them whole", () => {
    const keys = (locale: string) => {
      const paths: string[] = [];
      const walk = (value: unknown, path: string) => {
        if (typeof value === "string") paths.push(path);
        else for (const [key, inner] of Object.entries(value as object)) walk(inner, `${path}.${key}`);
      };
      walk(JSON.parse(readFileSync(`messages/${locale}/report.json`, "utf8")), "report");
      return paths;
    };
    for (const locale of readerLocales) {
      expect(keys(locale), locale).toEqual(keys("en"));
      for (const payload of [samplePayload(), smallCirclePayload()]) {
        const prepared = JSON.stringify(prepareReport(payload, locale, reportText(locale)));
        // A text that lacks a value, or a key that is not there, would show itself like this.
        expect(prepared, locale).not.toMatch(/report\.[a-z]|[{}]\s*(plural|select)|undefined|NaN/);
      }
    }
  });

  it.each([
    ["ru", [1, 2, 5, 21, 22, 25, 111], "человек собрался|человека собрались|человек собрались"],
    ["ar", [1, 2, 3, 11, 100, 103], "شخص كان حاضرًا|شخصان اجتمعا|أشخاص اجتمعوا|شخصًا اجتمعوا|شخص اجتمعوا"],
    ["fr", [0, 1, 2], "Personne n’est venu cette fois|personne s’est jointe à nous|personnes se sont réunies"],
    ["es", [1, 2], "persona estuvo presente|personas se reunieron"],
  ] as const)("bends the number of people as %s does", (locale, totals, forms) => {
    const said = totals.map(
      (total) =>
        prepareReport(samplePayload({ people: { display: "exact", total } }), locale, reportText(locale)).headline,
    );
    expect([...new Set(said.map(({ words }) => words))].join("|")).toBe(forms);
  });

  it("places its parts as they were ordered: lists that follow each other in a row, what stands beside the hour together", () => {
    const layout = (sections: ReportPayload["sections"]) => prepareReport(samplePayload({ sections }), "en", en).layout;
    expect(layout([...reportSections])).toEqual([
      ["curve"],
      ["reactions", "languages", "countries"],
      ["themes"],
      ["quotes"],
      ["beside"],
      ["upcoming"],
      ["note"],
    ]);
    expect(layout(["countries", "comparison", "quotes", "languages", "reactions", "au"])).toEqual([
      ["countries"],
      ["beside"],
      ["quotes"],
      ["languages", "reactions"],
    ]);
    const { beside } = prepareReport(samplePayload({ sections: ["comparison", "au"] }), "en", en);
    expect(beside?.facts.map(({ figure }) => figure)).toEqual(["231", "212", "18,420 AU"]);
    expect(beside?.facts[0]?.words).toBe("people came to the session before, on 12 Nov 2026");
  });

  it("compares with the session before only as far as rounded numbers decide", () => {
    const words = (total: number, before: number) => {
      const heldAt = "2026-11-12T17:30:00.000Z";
      const previous = { people: { display: "at-least" as const, total: before }, heldAt };
      const people = { display: "at-least" as const, total };
      const { beside } = prepareReport(
        samplePayload({ sections: ["comparison"], people, comparison: { median: null, previous } }),
        "en",
        en,
      );
      return beside?.facts[0]?.words ?? null;
    };
    expect(words(300, 200)).toBe("More people than at the session before, on 12 Nov 2026");
    expect(words(200, 400)).toBe("Fewer people than at the session before, on 12 Nov 2026");
    expect(words(200, 200)).toBeNull();
  });
});

describe("what people wrote", () => {
  it("runs in its own direction, whatever language it was tagged with", () => {
    expect(voicesInManyScripts.map(({ text }) => textDirection(text))).toEqual(["ltr", "ltr", "rtl", "rtl", "ltr"]);
    expect(textDirection("12 «שלום»")).toBe("rtl");
    expect(textDirection("2026")).toBe("ltr");
  });

  it("stands in the marks of its language, or in its own", () => {
    expect(inQuotationMarks("Danke", "de-AT")).toBe("„Danke“");
    expect(inQuotationMarks("Merci", "fr")).toBe("«\u00a0Merci\u00a0»");
    expect(inQuotationMarks("“Thanks”", "en")).toBe("“Thanks”");
    expect(inQuotationMarks("Köszönöm", null)).toBe("“Köszönöm”");
  });

  it("is named when it is a reaction", () => {
    expect(feelingName("unity", de)).toBe("Einheit");
    expect(feelingName("🙏🏽", en)).toBe("gratitude");
    expect(feelingName("❤️", de)).toBe("Liebe");
    expect(feelingName("deepRest", en)).toBe("deep rest");
    expect(feelingName("🧿", en)).toBeNull();
    expect(capitalised("unity")).toBe("Unity");
  });

  it("keeps one row for a feeling that was sent in two ways", () => {
    const { feeling } = prepareReport(
      samplePayload({
        reactions: [
          { kind: "gratitude", people: 40 },
          { kind: "🙏", people: 12 },
        ],
        dominantReaction: null,
      }),
      "en",
      en,
    );
    expect(feeling?.name).toBe("Many, none ahead");
    expect(feeling?.mix?.map(({ label, value }) => [label, value])).toEqual([
      ["Gratitude", "40"],
      ["one more", null],
    ]);
  });
});
