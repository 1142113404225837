import { existsSync, readdirSync, readFileSync } from "node:fs";
import { parse } from "@formatjs/icu-messageformat-parser";
import { describe, expect, it } from "vitest";
import {
  directionOf,
  isReaderLocale,
  localeFromHeader,
  locales,
  readerLocaleFromHeader,
  readerLocales,
  readerNamespaces,
} from "@/lib/i18n";
import type { Messages } from "@/lib/messages";

const namespaces = [...new Set(locales.flatMap((locale) => readdirSync(`messages/${locale}`)))].sort();
const read = (locale: string, file: string): Messages => JSON.parse(readFileSync(`messages/${locale}/${file}`, "utf8"));

function flatten(messages: Messages, prefix = ""): Map<string, string> {
  return new Map(
    Object.entries(messages).flatMap(([key, value]) =>
      typeof value === "string" ? [[prefix + key, value] as const] : [...flatten(value, `${prefix}${key}.`)],
    ),
  );
}

type Part = ReturnType<typeof parse>[number];

/** The names of the values that a message takes, however deep in plurals they stand. */
function argumentsOf(parts: readonly Part[]): string[] {
  return parts.flatMap((part) => {
    if (part.type === 0 || part.type === 7) return [];
    const nested = "options" in part ? Object.values(part.options).flatMap((option) => argumentsOf(option.value)) : [];
    return [part.value, ...nested, ...("children" in part ? argumentsOf(part.children) : [])];
  });
}

const onlyForReaders = readerLocales.filter((locale) => !locales.some((one) => one === locale));
const filesOf = (locale: string) => (existsSync(`messages/${locale}`) ? readdirSync(`messages/${locale}`) : []);
/** A text that readers see in one of their languages is owed to them in all. */
const readerFiles = new Set(onlyForReaders.flatMap(filesOf));
const languagesOf = (file: string) => (readerFiles.has(file) ? readerLocales : locales);

describe("the languages of readers", () => {
  it("hold what readers see and nothing else", () => {
    const allowed = readerNamespaces.map((namespace) => `${namespace}.json`);
    for (const file of readerFiles) expect(allowed).toContain(file);
  });

  it("include every language of the app, and know how they are written", () => {
    expect(locales.every(isReaderLocale)).toBe(true);
    expect(isReaderLocale("hi")).toBe(false);
    expect(readerLocales.filter((locale) => directionOf(locale) === "rtl")).toEqual(["ar"]);
  });

  it("are chosen by the same header", () => {
    expect(readerLocaleFromHeader("fr-FR, en;q=0.5")).toBe("fr");
    expect(readerLocaleFromHeader("hi, ar;q=0.3, de;q=0.2")).toBe("ar");
    expect(readerLocaleFromHeader(null)).toBe("en");
  });
});

describe("the typography of readers' texts", () => {
  const textsIn = (locale: string) =>
    [...readerFiles].flatMap((file) =>
      [...flatten(read(locale, file))].map(([key, text]) => [file, key, text] as const),
    );

  it("keeps French marks with the words before them", () => {
    for (const [file, key, text] of textsIn("fr")) {
      expect(text, `${file} ${key}`).not.toMatch(
        /[^\u00a0\u202f][!?»]|[^\u00a0\u202f}][;:](?= )|«[^\u00a0\u202f]| [;:!?»]/,
      );
    }
  });

  it("uses no typewriter's quotes and dots", () => {
    for (const locale of readerLocales) {
      for (const [file, key, text] of textsIn(locale)) {
        expect(text, `${locale} ${file} ${key}`).not.toMatch(/\.\.\.|(?<![=\w])"|\p{L}'\p{L}/u);
      }
    }
  });
});

describe.each(namespaces)("the texts of %s", (file) => {
  it("write percentages as their language does, and leave those of values to the formatter", () => {
    for (const locale of languagesOf(file)) {
      // English sets the sign at the figure; the others set a space between that no line breaks at.
      const slip = locale === "en" ? /[\s\u00a0\u202f}#]%/ : /[^\u00a0\u202f]%|[}#].%/;
      for (const [key, text] of flatten(read(locale, file))) expect(text, `${locale} ${file} ${key}`).not.toMatch(slip);
    }
  });

  it("say “Sie” in German, on every page", () => {
    for (const [key, text] of flatten(read("de", file))) {
      // The one “du” is the name of a way to address people, which an organisation chooses for its quiz.
      if (key === "options.informal" || key.endsWith(".informal")) continue;
      expect(text, `${file} ${key}`).not.toMatch(/\b(du|dich|dir|dein(e[mnrs]?)?)\b/i);
    }
  });

  it("are complete in every language", () => {
    const [first, ...others] = languagesOf(file).map((locale) => [...flatten(read(locale, file)).keys()].sort());
    for (const keys of others) expect(keys).toEqual(first);
  });

  it("can be read, and take the same values in every language", () => {
    const [first, ...others] = languagesOf(file).map((locale) => {
      const messages = flatten(read(locale, file));
      return [...messages].map(([key, text]) => [key, [...new Set(argumentsOf(parse(text)))].sort()] as const);
    });
    for (const other of others) expect(new Map(other)).toEqual(new Map(first));
  });
});

describe("the language of a reader", () => {
  it.each([
    ["de-CH, de;q=0.9, en;q=0.8", "de"],
    ["fr, en;q=0.5, de;q=0.7", "de"],
    ["fr-FR", "en"],
    ["en;q=0, de;q=0.1", "de"],
    ["*", "en"],
    ["de;q=abc", "en"],
    [null, "en"],
  ])("%s", (header, locale) => {
    expect(localeFromHeader(header)).toBe(locale);
  });
});
