import * as stopword from "stopword";
import { type Language, languageByCode, unknownLanguage } from "@/lib/master-sessions/themes/language";

/** What a text is written in, and whether the text itself said so or only the device that sent it. */
export interface Detected {
  readonly language: Language;
  readonly certain: boolean;
}

/** Letters that only one language of a script writes; the first that fits wins. */
const scripts: readonly {
  pattern: RegExp;
  codes: readonly string[];
  tells?: readonly { pattern: RegExp; code: string }[];
}[] = [
  { pattern: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu, codes: ["ja"] },
  { pattern: /\p{Script=Han}/gu, codes: ["zh", "ja"] },
  { pattern: /\p{Script=Devanagari}/gu, codes: ["hi"] },
  { pattern: /\p{Script=Arabic}/gu, codes: ["ar"], tells: [{ pattern: /[پچژگڑٹےک]/u, code: "und" }] },
  {
    pattern: /\p{Script=Cyrillic}/gu,
    codes: ["ru", "uk"],
    tells: [
      { pattern: /[іїєґ]/iu, code: "uk" },
      { pattern: /[ыэъё]/iu, code: "ru" },
    ],
  },
];
const scriptCodes = new Set(scripts.flatMap(({ codes }) => codes));

/**
 * The language of a text: its script first, then its function words and letters, the declared tag ("pt-BR") as a prior only, because
 * phones declare the language of their menus and not of their owner's words.
 */
export function detectLanguage(text: string, declared: string | null): Detected {
  const prior = baseOf(declared);
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  for (const { pattern, codes, tells } of scripts) {
    if ((text.match(pattern)?.length ?? 0) / Math.max(letters, 1) < 0.3) continue;
    const told = tells?.find((one) => one.pattern.test(text))?.code;
    const code = told ?? (codes.includes(prior) ? prior : (codes[0] ?? ""));
    return { language: languageByCode(code) ?? unknownLanguage, certain: true };
  }
  return latin(text, scriptCodes.has(prior) ? "" : prior);
}

const baseOf = (declared: string | null) => {
  const base = (declared ?? "").toLowerCase().split(/[-_]/)[0] ?? "";
  return base === "nb" || base === "nn" ? "no" : base;
};

/** The lists of function words of the languages that are written in Latin letters. */
const functionWords: Readonly<Record<string, readonly string[]>> = {
  en: stopword.eng,
  de: stopword.deu,
  fr: stopword.fra,
  es: stopword.spa,
  it: stopword.ita,
  pt: stopword.por,
  nl: stopword.nld,
  sv: stopword.swe,
  da: stopword.dan,
  no: stopword.nob,
  fi: stopword.fin,
  pl: stopword.pol,
  tr: stopword.tur,
};

/** Word → the languages in whose lists it stands; a word of many languages says little. */
const languagesOf = new Map<string, string[]>();
for (const [code, words] of Object.entries(functionWords)) {
  for (const word of new Set(words.flatMap((one) => one.toLowerCase().split(/['’]/)))) {
    if (word.length > 1 || code === "en" || code === "es")
      languagesOf.set(word, [...(languagesOf.get(word) ?? []), code]);
  }
}
// The lists leave out what people say of themselves, and what every word of thanks begins with.
const more: Readonly<Record<string, string>> = {
  en: "i my thank thanks grateful today happy got was the and",
  de: "ich danke dankbar für heute meine meinen meiner und habe mich sehr",
  fr: "je j merci mon ma mes pour aujourd avec suis d l c qu très",
  es: "yo gracias mi mis hoy por con estoy agradezco muy el y",
  it: "grazie oggi sono per mio mia",
  pt: "obrigado obrigada hoje meu minha não com",
  nl: "dank dankbaar vandaag mijn ik",
};
for (const [code, words] of Object.entries(more)) {
  for (const word of words.split(" ")) {
    const known = languagesOf.get(word) ?? [];
    if (!known.includes(code)) languagesOf.set(word, [...known, code]);
  }
}

const letterMarks: readonly [RegExp, string, number][] = [
  [/ß/u, "de", 2],
  [/[äöü]/u, "de", 0.6],
  [/[ñ¿¡]/u, "es", 2],
  [/[áíóú]/u, "es", 0.5],
  [/[êèçùœâ]/u, "fr", 0.6],
  [/\b(?:qu|[cdjlmnst])['’]\p{L}/u, "fr", 1],
  [/[ãõ]/u, "pt", 1.5],
  [/[åø]/u, "da", 0.8],
  [/[ğşı]/u, "tr", 2],
  [/[ąęłśżź]/u, "pl", 2],
  [/\bth|\w{2}(?:ing|tion|ght)\b/u, "en", 0.5],
  [/(?:ung|keit|heit|lich|sch)(?:en)?\b/u, "de", 0.7],
  [/(?:ción|dad)\b/u, "es", 1],
];

/** Decides between the languages of Latin letters. */
function latin(text: string, prior: string): Detected {
  const scores = new Map<string, number>();
  const add = (code: string, points: number) => scores.set(code, (scores.get(code) ?? 0) + points);
  const lower = text.toLowerCase();
  for (const word of lower.match(/\p{L}+/gu)?.slice(0, 200) ?? []) {
    const codes = languagesOf.get(word);
    for (const code of codes ?? []) add(code, 1 / (codes?.length ?? 1));
  }
  for (const [pattern, code, points] of letterMarks) if (pattern.test(lower)) add(code, points);
  const heard = Math.max(0, ...scores.values());
  if (prior && languageByCode(prior)) add(prior, 0.6);
  const [best, next] = [...scores].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  if (!best) return { language: unknownLanguage, certain: false };
  const certain = heard >= 0.5 && best[1] - (next?.[1] ?? 0) >= 0.25;
  // What hardly says anything is read as it was declared.
  const code = certain || !prior ? best[0] : prior;
  return { language: languageByCode(code) ?? unknownLanguage, certain };
}
