/** What is known about the words of one language. */
export interface Language {
  readonly code: string;
  /** algorithm of snowball-stemmers; null when there is none */
  readonly stemmer: string | null;
  /** fewest letters of a word that can carry a meaning by itself */
  readonly shortest: number;
  /** names are capitalised, and few other words are */
  readonly capitalsMarkNames: boolean;
  /** so is every noun */
  readonly capitalsMarkNouns: boolean;
}

const capitalised = (code: string, stemmer: string | null): Language => ({
  code,
  stemmer,
  shortest: 3,
  capitalsMarkNames: true,
  capitalsMarkNouns: false,
});
const caseless = (code: string, stemmer: string | null, shortest: number): Language => ({
  ...capitalised(code, stemmer),
  shortest,
  capitalsMarkNames: false,
});

const languages: readonly Language[] = [
  capitalised("en", "english"),
  { ...capitalised("de", "german"), capitalsMarkNames: false, capitalsMarkNouns: true },
  capitalised("fr", "french"),
  capitalised("es", "spanish"),
  capitalised("it", "italian"),
  capitalised("pt", "portuguese"),
  capitalised("nl", "dutch"),
  capitalised("sv", "swedish"),
  capitalised("da", "danish"),
  capitalised("no", "norwegian"),
  capitalised("fi", "finnish"),
  capitalised("pl", null),
  capitalised("tr", "turkish"),
  capitalised("ru", "russian"),
  capitalised("uk", null),
  caseless("ar", "arabic", 3),
  caseless("hi", null, 2),
  caseless("ja", null, 1),
  caseless("zh", null, 2),
];

const byCode = new Map(languages.map((language) => [language.code, language]));
const unknown = capitalised("und", null);

/** Scripts that settle the language when what was declared is written in another one. The first that fits wins. */
const scripts: readonly { pattern: RegExp; codes: readonly string[] }[] = [
  { pattern: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu, codes: ["ja"] },
  { pattern: /\p{Script=Han}/gu, codes: ["zh", "ja"] },
  { pattern: /\p{Script=Devanagari}/gu, codes: ["hi"] },
  { pattern: /\p{Script=Arabic}/gu, codes: ["ar"] },
  { pattern: /\p{Script=Cyrillic}/gu, codes: ["ru", "uk"] },
];

/**
 * The language to read a text in. The declared tag ("pt-BR") is believed unless a good part of the text is in a script
 * that this language is not written in: phones declare the language of their menus, not of their owner's words.
 */
export function languageOf(text: string, declared: string | null): Language {
  const base = (declared ?? "").toLowerCase().split(/[-_]/)[0] ?? "";
  const code = base === "nb" || base === "nn" ? "no" : base;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  for (const { pattern, codes } of scripts) {
    const share = (text.match(pattern)?.length ?? 0) / Math.max(letters, 1);
    if (share < 0.3) continue;
    return byCode.get(codes.includes(code) ? code : (codes[0] ?? "")) ?? unknown;
  }
  const writtenOtherwise = scripts.some(({ codes }) => codes.includes(code));
  return (writtenOtherwise ? undefined : byCode.get(code)) ?? unknown;
}
