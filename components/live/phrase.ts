import type { ReaderLocale } from "@/lib/i18n";

/** A sentence that changes with a number, one for each plural form that its language has. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>>;

/** The texts of the page by their path, ready for a browser that has no message parser: see expand-texts.ts. */
export type LiveTexts = Readonly<Record<string, string | Forms>>;

// European figures also in Arabic: the tenant's report and the page have to show the same number.
const tags: Record<ReaderLocale, string> = {
  en: "en-GB",
  de: "de",
  fr: "fr",
  es: "es",
  ru: "ru",
  ar: "ar-u-nu-latn",
};

/** The BCP 47 tag with which numbers, dates and names are written for readers of a language. */
export const tagOf = (locale: ReaderLocale) => tags[locale];

/** Puts values in the places that a sentence keeps for them: "{tenant}". */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** What the page says, in one language. */
export function createPhrase(locale: ReaderLocale, texts: LiveTexts) {
  const tag = tagOf(locale);
  const rules = new Intl.PluralRules(tag);
  const numbers = new Intl.NumberFormat(tag, { maximumFractionDigits: 0 });
  const say = (key: string, values: Readonly<Record<string, string>> = {}) => {
    const text = texts[key];
    return typeof text === "string" ? fill(text, values) : key;
  };
  return {
    tag,
    locale,
    say,
    has: (key: string) => texts[key] !== undefined,
    number: (value: number) => numbers.format(value),
    /** A sentence about a number; `shown` is how the number itself is written when that is not simply its digits. */
    count(key: string, value: number, shown: string = numbers.format(value)) {
      const forms = texts[key];
      if (forms === undefined || typeof forms === "string") return say(key);
      return fill(forms[rules.select(value)] ?? forms.other ?? "", { shown });
    },
    /** The same with its place for the number left open, as what stands before and after it. */
    around(key: string, value: number): [before: string, after: string] {
      const forms = texts[key];
      const text = typeof forms === "object" ? (forms[rules.select(value)] ?? forms.other ?? "") : "";
      const [before = "", after = ""] = text.split("{shown}");
      return [before.trim(), after.trim()];
    },
    list: (items: readonly string[]) => new Intl.ListFormat(tag, { type: "conjunction" }).format(items),
  };
}

export type Phrase = ReturnType<typeof createPhrase>;
