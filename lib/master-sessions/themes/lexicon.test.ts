import { describe, expect, it } from "vitest";
import { detectLanguage } from "@/lib/master-sessions/themes/detect-language";
import { findThemes } from "@/lib/master-sessions/themes/find-themes";
import { themeLabel, themeValue } from "@/lib/master-sessions/themes/label";
import { attuneLexicon, extendLexicon } from "@/lib/master-sessions/themes/lexicon";
import { themes } from "@/lib/master-sessions/themes/lexicon/all-themes";
import { lexiconLanguages } from "@/lib/master-sessions/themes/lexicon/define-theme";
import { labelledTexts } from "@/lib/master-sessions/themes/testing/labelled-texts";

const themesOf = (text: string, language: string | null = null) => attuneLexicon.themesOf(text, language);

describe("the lexicon", () => {
  it("has every theme once, named in eight languages, with words in each", () => {
    expect(new Set(themes.map(({ key }) => key)).size).toBe(themes.length);
    for (const { key, labels, words } of themes) {
      for (const code of lexiconLanguages) {
        expect(labels[code], `${key} ${code}`).toBeTruthy();
        expect(
          words[code].split(/\s+/).filter((word) => !word.startsWith("!")).length,
          `${key} ${code}`,
        ).toBeGreaterThan(2);
      }
    }
  });

  it.each(Object.entries(labelledTexts))(
    "finds in %s what a reader finds, and the language without being told",
    (code, texts) => {
      const wanted = texts.flatMap(([text, keys]) => keys.split(" ").map((key) => ({ text, key })));
      const missed = wanted.filter(({ text, key }) => !themesOf(text).includes(key));
      expect(missed.length / wanted.length, JSON.stringify(missed, null, 1)).toBeLessThanOrEqual(0.1);
      for (const [text] of texts) expect(detectLanguage(text, null), text).toMatchObject({ language: { code } });
    },
  );

  it("reads English phrases before the words they are made of", () => {
    expect(themesOf("I love tacos")).toEqual(["food"]);
    expect(themesOf("I love you")).toEqual(["love"]);
    expect(themesOf("We worked out at the gym")).toEqual(["sport"]);
    expect(themesOf("It worked, the rest of the day was fine")).toEqual([]);
    expect(themesOf("I had a hot dog")).toEqual(["food"]);
    expect(themesOf("I can't wait for my mother-in-law's visit")).toEqual(["family", "hope"]);
    expect(themesOf("It cost $5")).toEqual(["money"]);
  });

  it("takes a name for a name where a capital says so", () => {
    expect(themesOf("I was with Hope and with Joy today")).toEqual([]);
    expect(themesOf("I was full of hope and joy today")).toEqual(["joy", "hope"]);
  });

  it("reads Arabic with what is written in one with a word, and Japanese by its words", () => {
    expect(themesOf("وبالسلام ولعائلتي")).toEqual(["peace", "family"]);
    expect(themesOf("海外の空港で")).toEqual(["travel"]);
    expect(themesOf("先月は大丈夫でした")).toEqual([]);
  });

  it("knows no words of other languages, and believes a text more than what was declared", () => {
    expect(detectLanguage("Oggi sono molto felice con la mia famiglia", "en").language.code).toBe("it");
    expect(themesOf("Oggi sono molto felice con la mia famiglia")).toEqual([]);
    expect(themesOf("The silence was good for my family", "de")).toEqual(["silence", "family"]);
    expect(themesOf("Familie", "de")).toEqual(["family"]);
    expect(themesOf("Family")).toEqual(["family"]);
    expect(detectLanguage("Спасибі за тишу і мир", "ru").language.code).toBe("uk");
    expect(themesOf("")).toEqual([]);
    expect(themesOf("🙏🙏")).toEqual([]);
  });

  it("names a theme in the language asked for, else in English", () => {
    expect(themeLabel("@peace", "de-AT", attuneLexicon)).toBe("Frieden und Ruhe");
    expect(themeLabel("@peace", "sv", attuneLexicon)).toBe("Peace and calm");
    expect(themeLabel("ocean", "de", attuneLexicon)).toBe("ocean");
    expect(themeLabel("@own-long-gone", "de", attuneLexicon)).toBe("long gone");
  });
});

describe("what a tenant adds", () => {
  const lexicon = extendLexicon({
    themes: [
      { key: "own-moon-night", own: true, enabled: true, labels: { en: "Full moon night", de: "Vollmondnacht" } },
      { key: "food", own: false, enabled: false, labels: {} },
    ],
    terms: [
      { key: "own-moon-night", language: "en", term: "moon night" },
      { key: "belonging", language: "de", term: "Runde" },
    ],
  });
  it("is found, also as a phrase, and what is switched off is not", () => {
    expect(lexicon.themesOf("I was at the moon nights with my mother", "en")).toEqual(["family", "own-moon-night"]);
    expect(lexicon.themesOf("Unsere Runde war mir wichtig", "de")).toEqual(["belonging"]);
    expect(lexicon.themesOf("My mother cooked a soup", "en")).toEqual(["family"]);
    expect(themeLabel(themeValue("own-moon-night"), "fr", lexicon)).toBe("Full moon night");
  });
});

describe("themes of a session", () => {
  const said = (texts: readonly string[], person = (index: number): string | null => `p${index}`) =>
    texts.map((text, index) => ({ id: `t${index}`, person: person(index), language: null, text }));

  it("count distinct people, several themes a text, languages together", () => {
    const {
      themes: found,
      ofText,
      languageOf,
    } = findThemes(
      said(["The silence with my family", "Die Stille war schön", "тишина и семья", "The silence again"], (index) =>
        index === 3 ? "p0" : `p${index}`,
      ),
      { names: [] },
    );
    expect(found).toEqual([
      { value: "@silence", people: 3, occurrences: 4 },
      { value: "@family", people: 2, occurrences: 2 },
    ]);
    expect(ofText.get("t0")).toEqual(["@silence", "@family"]);
    expect([...languageOf.values()]).toEqual(["en", "de", "ru", "en"]);
  });

  it("take words of several people from texts that the lexicon does not know", () => {
    const { themes: found } = findThemes(
      said(["the kaleidoscope was lovely", "a kaleidoscope", "a kaleidoscope of silence", "the zeppelin"]),
      { names: [] },
    );
    // The third has a theme already, and nobody else wrote of a zeppelin.
    expect(found).toEqual([
      { value: "kaleidoscope", people: 2, occurrences: 2 },
      { value: "@silence", people: 1, occurrences: 1 },
    ]);
  });
});
