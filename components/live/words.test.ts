import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { announceEveryMs, announcement, roundedCount, type Told } from "@/components/live/announcement";
import { newFeelings } from "@/components/live/drift-words";
import { expandTexts } from "@/components/live/expand-texts";
import { createPhrase } from "@/components/live/phrase";
import { readerLocales } from "@/lib/i18n";
import type { LiveState } from "@/lib/live/schema";
import { loadMessages } from "@/lib/messages";

const phraseOf = (locale: (typeof readerLocales)[number]) =>
  createPhrase(locale, expandTexts(loadMessages(locale).live as never, locale));

describe("sentences about numbers", () => {
  it.each([
    ["en", "We were 247 souls"],
    ["de", "Wir waren 247 Seelen"],
    ["fr", "Nous étions 247 âmes"],
    ["es", "Fuimos 247 almas"],
    ["ru", "Нас было 247 душ"],
    ["ar", "كنّا 247 روحًا"],
  ] as const)("are right in %s", (locale, sentence) => {
    expect(phraseOf(locale).count("recap.were", 247)).toBe(sentence);
  });

  it("take the form that the number asks for", () => {
    const { count } = phraseOf("ru");
    expect([21, 22, 25].map((number) => count("count.souls", number))).toEqual([
      "душа вместе",
      "души вместе",
      "душ вместе",
    ]);
    expect(phraseOf("en").around("recap.were", 200)).toEqual(["We were", "souls"]);
  });

  it("hold no message syntax and keep the places of their values", () => {
    for (const locale of readerLocales) {
      for (const text of Object.values(expandTexts(loadMessages(locale).live as never, locale))) {
        for (const form of typeof text === "string" ? [text] : Object.values(text)) {
          expect(form.replaceAll(/\{(shown|master|when|tenant|feelings|feeling|date|limit)\}/g, "")).not.toMatch(
            /[{}#]/,
          );
        }
      }
    }
  });

  it("never count those who are few", () => {
    for (const locale of readerLocales) expect(phraseOf(locale).say("count.smallCircle")).not.toMatch(/\d|only|nur\b/i);
  });
});

describe("what is announced", () => {
  const at = (phase: LiveState["phase"], shown: number | null, display: LiveState["gathering"]["display"] = "exact") =>
    ({ phase, gathering: { display, shown } }) as LiveState;
  const told: Told = { at: 0, phase: "live", display: "exact", about: 250 };

  it("comes at most every twenty seconds", () => {
    expect(announcement(told, at("ended", 300), announceEveryMs - 1)).toBeNull();
    expect(announcement(told, at("ended", 300), announceEveryMs)).not.toBeNull();
  });

  it("is a clearly different number or another phase, and nothing else", () => {
    expect(announcement(told, at("live", 262), announceEveryMs)).toBeNull();
    expect(announcement(told, at("live", 310), announceEveryMs)).toMatchObject({ about: 300 });
    expect(announcement(told, at("ended", 247), announceEveryMs)).toMatchObject({ phase: "ended", about: 247 });
  });

  it("rounds as people do", () => {
    expect([7, 19, 23, 64, 247, 1234].map(roundedCount)).toEqual([7, 19, 25, 65, 250, 1000]);
  });
});

describe("words that drift", () => {
  it("are a few of what is new, each kind before any twice", () => {
    const before = [{ kind: "peace", occurrences: 40 }];
    const after = [
      { kind: "peace", occurrences: 140 },
      { kind: "joy", occurrences: 1 },
      { kind: "awe", occurrences: 2 },
    ];
    expect(newFeelings(before, after)).toEqual(["peace", "joy", "awe", "peace", "awe"]);
    expect(newFeelings(after, after)).toEqual([]);
  });
});

describe("the script for other people's pages", () => {
  const script = readFileSync("public/live.js");

  it("stays under 5 kB", () => {
    expect(script.byteLength).toBeLessThan(5_000);
  });

  it("says what the page says", () => {
    const words = Object.fromEntries(
      [...script.toString().matchAll(/^\t\t(\w\w): (\[.*\]),$/gm)].map(([, locale, list]) => [
        locale,
        JSON.parse(list ?? "[]") as string[],
      ]),
    );
    expect(Object.keys(words)).toEqual([...readerLocales]);
    for (const locale of readerLocales) {
      const { say, count } = phraseOf(locale);
      const [open, few, souls = "", were = ""] = words[locale] ?? [];
      expect([open, few]).toEqual([say("count.none"), say("count.smallCircle")]);
      const forms = (text: string) => Object.fromEntries(text.split("|").map((form) => form.split(":")));
      const rules = new Intl.PluralRules(locale);
      for (const number of [1, 2, 3, 11, 21, 100, 101, 247]) {
        const form = (text: string) => (forms(text)[rules.select(number)] ?? forms(text).other).replace("#", number);
        expect(form(souls)).toBe(`${number} ${count("count.souls", number)}`);
        expect(form(were)).toBe(count("recap.were", number, String(number)));
      }
    }
  });
});
