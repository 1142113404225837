import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type ReaderLocale, readerLocales } from "@/lib/i18n";
import { chooseSections, type ReportPayload, reportSections } from "@/lib/reports/payload";
import { printable } from "@/lib/reports/pdf/printable";
import { closeReportPdf, renderReportPdf } from "@/lib/reports/pdf/render";
import {
  bytesOf,
  fontsOf,
  glyphsOf,
  hasPoppler,
  infoOf,
  inkOf,
  leftsOf,
  textOf,
} from "@/lib/reports/pdf/testing/read-pdf";
import { prepareReport } from "@/lib/reports/prepare-report";
import { codesOfReport } from "@/lib/reports/prepared-report";
import { reportText } from "@/lib/reports/report-text";
import {
  samplePayload,
  smallCirclePayload,
  voicesInManyScripts,
  voicesInMoreScripts,
} from "@/lib/reports/sample-payload";

// A thread that starts and opens its fonts while other test files keep both cores busy takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
beforeAll(() => renderReportPdf(samplePayload(), { locale: "en" }));
afterAll(closeReportPdf);

// Installed with: apt-get install poppler-utils (or brew install poppler).
const withPoppler = describe.skipIf(!hasPoppler);

const flat = (text: string) => text.replace(/\s+/g, " ");
/** Without what poppler guesses: the spaces between glyphs. */
const dense = (text: string) => text.replace(/\s+/g, "");

/** A report whose parts a person has put into an order of her own. */
const inAnyOrder = (changes: Parameters<typeof samplePayload>[0] = {}) =>
  samplePayload({
    sections: [
      "quotes",
      "languages",
      "note",
      "curve",
      "upcoming",
      "countries",
      "comparison",
      "au",
      "themes",
      "reactions",
    ],
    ...changes,
  });

/** Every text of a prepared report that is meant for people. */
function textsOf(payload: ReportPayload, locale: ReaderLocale): string[] {
  const texts: string[] = [];
  const codes = [...codesOfReport, "documentTitle", "onlyOnPage"];
  const walk = (value: unknown) => {
    if (typeof value === "string") texts.push(printable(value, () => null));
    else if (value !== null && typeof value === "object") {
      for (const [key, inner] of Object.entries(value)) if (!codes.includes(key)) walk(inner);
    }
  };
  walk(prepareReport(payload, locale, reportText(locale)));
  return texts;
}

describe("the PDF of a report", () => {
  it("is the same bytes for the same report, whatever was drawn in between", async () => {
    const first = await renderReportPdf(samplePayload(), { locale: "en" });
    await renderReportPdf(samplePayload({ quotes: voicesInMoreScripts }), { locale: "de", pageSize: "LETTER" });
    expect((await renderReportPdf(samplePayload(), { locale: "en" })).equals(first)).toBe(true);
  });

  it("stays under 150 kB in Latin, even at its longest", async () => {
    const quote = "I sat there and listened to the breath of everyone, and for once nothing had to happen. ".repeat(7);
    const longest = samplePayload({
      quotes: Array.from({ length: 5 }, (_, index) => ({ text: `${index} ${quote}`.slice(0, 600), language: "en" })),
      note: { text: "Thank you for the evening and for the silence you kept for us. ".repeat(19), signedBy: "Mira" },
    });
    for (const [payload, locale] of [
      [samplePayload(), "en"],
      [samplePayload(), "de"],
      [longest, "en"],
    ] as const) {
      expect((await renderReportPdf(payload, { locale })).length).toBeLessThan(150_000);
    }
  });

  it.each([
    ["many scripts", voicesInManyScripts],
    ["more scripts", voicesInMoreScripts],
  ])("has a glyph for every sign (%s)", async (_, quotes) => {
    const glyphs = glyphsOf(await renderReportPdf(samplePayload({ quotes }), { locale: "en" }));
    expect(glyphs.length).toBeGreaterThan(800);
    expect(glyphs).not.toContain(0);
  });

  it("has a glyph for every sign in every language of a report, whoever speaks in it", async () => {
    for (const locale of readerLocales) {
      for (const quotes of [voicesInManyScripts, voicesInMoreScripts]) {
        const glyphs = glyphsOf(await renderReportPdf(inAnyOrder({ quotes }), { locale }));
        expect(glyphs.length, locale).toBeGreaterThan(800);
        expect(glyphs, locale).not.toContain(0);
      }
    }
  });

  it("shows no box for emoji, for signs without a font, for a script without one", async () => {
    const payload = samplePayload({
      session: { ...samplePayload().session, title: "Abend 🌊 ♫ ☮ Kreis", masterName: "ნინო 🙏 Weiß" },
      quotes: [
        { text: "მადლობა ამ საღამოსთვის.", language: "ka" },
        { text: "Danke 🙏❤️ ✓", language: "de" },
      ],
    });
    expect(glyphsOf(await renderReportPdf(payload, { locale: "de" }))).not.toContain(0);
  });
});

withPoppler("the PDF of a report, read back", () => {
  it.each(readerLocales)("says everything in %s, on pages that hold it", async (locale) => {
    const payload = samplePayload();
    const pdf = await renderReportPdf(payload, { locale });
    // A reader copies text from the right as it is spoken; brackets and numbers in it are poppler's to place.
    const letters = (text: string) => [...text.normalize("NFC").replace(/[^\p{L}]/gu, "")].sort().join("");
    const told = textOf(pdf).normalize("NFKC");
    const { parts } = JSON.parse(readFileSync(`messages/${locale}/report.json`, "utf8")) as {
      parts: Record<string, string>;
    };
    for (const heading of Object.values(parts).filter((one) => one !== parts.feelings)) {
      for (const word of heading.split(" ")) expect(letters(told), heading).toContain(letters(word).slice(0, 1));
      if (locale !== "ar") expect(dense(told), heading).toContain(dense(heading.normalize("NFKC")));
    }
    if (locale === "ar") expect(dense(told)).toContain(dense("الشعور الغالب"));
    for (const page of inkOf(pdf)) {
      expect(page.share).toBeGreaterThan(0.005);
      expect(page.nearestEdge).toBeGreaterThan(18);
    }
  });

  it("follows the order of the report, from one page to the next", async () => {
    const told = flat(textOf(await renderReportPdf(inAnyOrder(), { locale: "en" })));
    const headings = ["Voices", "Languages", "A word from the team", "The hour", "What comes next", "Countries"];
    const places = headings.map((heading) => told.indexOf(heading));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it("mirrors a report in Arabic", async () => {
    const pdf = await renderReportPdf(samplePayload(), { locale: "ar" });
    const [start] = leftsOf(pdf, ["18:30"]);
    const [end] = leftsOf(pdf, ["19:15"]);
    expect(bytesOf(pdf)).toContain("/Lang (ar)");
    // The first hour stands on the right of the last.
    expect(Number(start)).toBeGreaterThan(Number(end));
  });

  it("draws the logo of the tenant in place of its name", async () => {
    const onePixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    const { tenant } = samplePayload();
    const logo = { png: onePixel, width: 200, height: 50 };
    const pdf = await renderReportPdf(samplePayload({ tenant: { ...tenant, logo } }), { locale: "en" });
    expect(bytesOf(pdf)).toContain("/Subtype /Image");
    expect(infoOf(pdf).Author).toBe(tenant.name);
  });

  it("says everything that the prepared report says, and nothing else", async () => {
    for (const locale of ["en", "de"] as const) {
      const payload = samplePayload();
      const told = flat(textOf(await renderReportPdf(payload, { locale })));
      const texts = textsOf(payload, locale).filter(Boolean);
      // The line in words and figures, for who cannot see it; a PDF would have to hide them.
      const { curve } = prepareReport(payload, locale, reportText(locale));
      const onlyOnPage = new Set([
        curve?.summary,
        ...(curve?.moments.flatMap(({ time, people }) => [time, people]) ?? []),
      ]);
      for (const text of texts.filter((one) => !onlyOnPage.has(one))) {
        expect(dense(told), text).toContain(dense(text));
      }
      const known = new Set(texts.flatMap((text) => text.split(/\s+/)));
      const unknown = told.split(" ").filter((word) => word && !known.has(word) && !/^[12]\/2$/.test(word));
      expect(unknown).toEqual([]);
    }
  });

  it("keeps every letter in every script", async () => {
    for (const quotes of [voicesInManyScripts, voicesInMoreScripts]) {
      const told = textOf(await renderReportPdf(samplePayload({ quotes }), { locale: "en" }));
      const letters = (text: string) => [...text.normalize("NFC").replace(/[^\p{L}\p{M}]/gu, "")].sort().join("");
      for (const { text } of quotes) {
        for (const letter of new Set(letters(printable(text, () => null)))) expect(told, text).toContain(letter);
      }
    }
  });

  it("sets Arabic and Hebrew from the right margin to the left, with numbers in their place", async () => {
    const pdf = await renderReportPdf(samplePayload({ quotes: voicesInManyScripts }), { locale: "en" });
    const sentences = [
      ["הערב", "ישבנו", "3", "דורות", "אחד"],
      ["الساعة", "كنا", "12", "بيت", "وشعرت", "أنني"],
    ];
    for (const words of sentences) {
      const lefts = leftsOf(pdf, words);
      expect(lefts, words.join(" ")).not.toContain(null);
      expect(lefts, words.join(" ")).toEqual([...lefts].sort((a, b) => Number(b) - Number(a)));
      // The right half of an A4 page: the paragraph hangs on the right margin.
      expect(lefts[0]).toBeGreaterThan(300);
    }
  });

  it("embeds what it uses, each font once, and nothing that it does not use", async () => {
    const fonts = fontsOf(await renderReportPdf(samplePayload(), { locale: "en" }));
    expect(fonts.map(({ name }) => name).sort()).toEqual([
      "Newsreader-Light",
      "Newsreader-Regular",
      "NotoSans-Regular",
    ]);
    expect(fonts.every(({ complete }) => complete)).toBe(true);
  });

  it("names its title, its tenant and its language, and no other time than that of the report", async () => {
    const pdf = await renderReportPdf(samplePayload(), { locale: "de" });
    expect(infoOf(pdf)).toMatchObject({
      Title: "Evening Collective: Breath and Belonging – Anna Weiss, 19. Nov. 2026",
      Author: "Lumen Collective",
      Creator: "Attune",
      Producer: "Attune",
      CreationDate: "2026-11-20T09:12:00Z",
      JavaScript: "no",
      Pages: "2",
      "Page size": "595.28 x 841.89 pts (A4)",
    });
    expect(infoOf(pdf)).not.toHaveProperty("ModDate");
    expect(bytesOf(pdf)).toContain("/Lang (de)");
    expect(infoOf(await renderReportPdf(samplePayload(), { locale: "en", pageSize: "LETTER" }))["Page size"]).toMatch(
      /^612 x 792/,
    );
  });

  it("takes one page when little is to be said, and two when much is", async () => {
    const pages = async (payload: ReportPayload) =>
      Number(infoOf(await renderReportPdf(payload, { locale: "en" })).Pages);
    expect(await pages(chooseSections(samplePayload(), []))).toBe(1);
    expect(await pages(chooseSections(samplePayload(), ["reactions", "curve", "languages", "countries"]))).toBe(1);
    expect(await pages(samplePayload())).toBe(2);
    expect(await pages(samplePayload({ quotes: voicesInMoreScripts }))).toBe(2);
    const long =
      "The Long Evening of Breath, Belonging and Everything That Was Left Unsaid Between Autumn and the First Snow";
    expect(await pages(samplePayload({ session: { ...samplePayload().session, title: long } }))).toBe(2);
  });

  it("holds nothing of a section that was not chosen", async () => {
    const canary = (name: string) => `canary${name}zq`;
    const payload = samplePayload({
      themes: [{ label: canary("theme"), language: "en", people: 5 }],
      quotes: [{ text: canary("quote"), language: "en" }],
      note: { text: canary("note"), signedBy: canary("signed") },
      upcoming: [{ title: canary("next"), startsAt: "2027-01-07T18:00:00.000Z", durationMinutes: 30, language: "en" }],
    });
    const hidden = ["themes", "quotes", "note", "upcoming"] as const;
    const shown = reportSections.filter((section) => !hidden.some((one) => one === section));
    const full = await renderReportPdf(payload, { locale: "en" });
    expect(textOf(full).match(/canary/g)).toHaveLength(5);
    const cut = await renderReportPdf(chooseSections(payload, shown), { locale: "en" });
    expect(textOf(cut)).not.toContain("canary");
    expect(bytesOf(cut)).not.toContain("canary");
  });

  it("has no figure in a small circle but its time", async () => {
    const payload = smallCirclePayload({ quotes: [], upcoming: [], note: null });
    const told = flat(textOf(await renderReportPdf(payload, { locale: "en" })));
    expect(told).toContain("A small circle gathered");
    expect(told.match(/\d+/g)).toEqual(["19", "2026", "18", "30", "19", "15", "45", "20", "2026", "1", "1"]);
  });

  it("leaves to the page what it has no font for, and says so", async () => {
    const quotes = [
      { text: "მადლობა ამ საღამოსთვის.", language: "ka" },
      { text: "Thank you.", language: "en" },
    ];
    const told = flat(textOf(await renderReportPdf(samplePayload({ quotes }), { locale: "en" })));
    expect(told).toContain("“Thank you.”");
    expect(told).toContain("One more voice is written in a script that stands only on the web page of this report.");
  });
});
