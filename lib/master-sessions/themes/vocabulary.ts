import * as snowball from "snowball-stemmers";
import {
  ara,
  dan,
  deu,
  eng,
  fin,
  fra,
  hin,
  ita,
  jpn,
  nld,
  nob,
  pol,
  por,
  rus,
  spa,
  swe,
  tur,
  ukr,
  zho,
} from "stopword";
import { fillersOf, meaningfulHiragana } from "@/lib/master-sessions/themes/fillers";
import type { Language } from "@/lib/master-sessions/themes/language";

/** The words of one language, ready for use: how they are compared, and which of them carry no theme. */
export interface Vocabulary {
  readonly language: Language;
  /** The spelling by which words are compared: lower case, without marks that writers leave out at will. */
  fold(word: string): string;
  /** What the forms of a word have in common; takes a folded word. */
  stem(folded: string): string;
  /** Whether a form is the one that a dictionary would give, as far as its ending tells. */
  isPlain(word: string): boolean;
  /** Whether a folded word says nothing by itself. */
  isEmpty(folded: string, stem: string): boolean;
  segments(text: string): Intl.Segments;
}

const stopWords: Readonly<Record<string, readonly string[]>> = {
  ar: ara,
  da: dan,
  de: deu,
  en: eng,
  es: spa,
  fi: fin,
  fr: fra,
  // A home is something to be grateful for, whatever the list thinks.
  hi: hin.filter((word) => word !== "घर"),
  it: ita,
  ja: jpn,
  nl: nld,
  no: nob,
  pl: pol,
  pt: por,
  ru: rus,
  sv: swe,
  tr: tur,
  uk: ukr,
  zh: zho,
};

const { newStemmer } = "default" in snowball ? snowball.default : snowball;

const vocabularies = new Map<string, Vocabulary>();

/** The vocabulary of a language, made on first use and kept. */
export function vocabularyOf(language: Language): Vocabulary {
  const known = vocabularies.get(language.code);
  if (known) return known;
  const fold = folds[language.code] ?? foldPlainly;
  const stem = remembering(stemmerOf(language));
  const folded = (words: readonly string[]) => words.map((word) => fold(word.replaceAll("’", "'")));
  const stops = new Set(folded(stopWords[language.code] ?? []));
  const fillers = folded(fillersOf(language.code));
  const emptyStems = new Set(fillers.map(stem));
  for (const filler of fillers) stops.add(filler);
  const segmenter = new Intl.Segmenter(language.code, { granularity: "word" });
  const vocabulary: Vocabulary = {
    language,
    fold,
    stem,
    isPlain: (word) => !(obliqueIn[language.code]?.test(word) ?? false),
    isEmpty: (word, itsStem) =>
      stops.has(word) || emptyStems.has(itsStem) || emptyIn[language.code]?.(word, stops) === true,
    segments: (text) => segmenter.segment(text),
  };
  vocabularies.set(language.code, vocabulary);
  return vocabulary;
}

/** People use few different words, and stemming one costs more than everything else that is done with it. */
function remembering(stem: (folded: string) => string): (folded: string) => string {
  const known = new Map<string, string>();
  return (folded) => {
    let found = known.get(folded);
    if (found === undefined) {
      found = stem(folded);
      if (known.size >= 50_000) known.clear();
      known.set(folded, found);
    }
    return found;
  };
}

const foldPlainly = (word: string) => word.normalize("NFC").toLowerCase();

const folds: Readonly<Record<string, (word: string) => string>> = {
  tr: (word) => word.normalize("NFC").toLocaleLowerCase("tr"),
  ru: (word) => foldPlainly(word).replaceAll("ё", "е"),
  ja: (word) => word.normalize("NFKC").toLowerCase(),
  // Vowel signs and lengthening are optional, and few writers tell the forms of alif and of final ya apart.
  ar: (word) =>
    word
      .normalize("NFKC")
      .replace(/[\u064B-\u0652\u0670\u0640]/gu, "")
      .replace(/[أإآٱ]/gu, "ا")
      .replaceAll("ى", "ي"),
  // The dot below a letter, joiners, and the moon over a vowel are written or not as the keyboard allows; so is a nasal before
  // its own kind of consonant, as a letter or as a dot.
  hi: (word) =>
    word
      .normalize("NFC")
      .replace(/[\u093C\u200C\u200D]/gu, "")
      .replace(/\u0901|ङ्(?=[क-घ])|ञ्(?=[च-झ])|ण्(?=[ट-ढ])|न्(?=[त-ध])|म्(?=[प-भ])/gu, "\u0902"),
};

function stemmerOf({ code, stemmer }: Language): (folded: string) => string {
  if (code === "hi") return stemHindi;
  if (code === "ja") return stemJapanese;
  if (stemmer === null) return (word) => word;
  const algorithm = newStemmer(stemmer);
  if (code === "ar") return (word) => withoutBoundT(algorithm.stem(word)) || word;
  return (word) => algorithm.stem(word) || word;
}

/** The feminine ending is written as t before "my" and "our", and is left over when they are taken off. */
const withoutBoundT = (stem: string) => (stem.length >= 4 && stem.endsWith("ت") ? stem.slice(0, -1) : stem);

const hindiEndings = ["ियों", "ियां", "ाओं", "ाएं", "ुओं", "ुएं", "ों", "ें", "ीं", "ां", "ी", "ा", "े", "ि", "ो"];

/** Takes number, gender and case from a Hindi noun or adjective; there is no published algorithm in the library. */
function stemHindi(word: string): string {
  const ending = hindiEndings.find((end) => word.endsWith(end) && word.length - end.length >= 2);
  return ending ? word.slice(0, -ending.length) : word;
}

/** The characters before the kana in which a Japanese word is inflected. */
const stemJapanese = (word: string) => /^(\p{Script=Han}+)\p{Script=Hiragana}+$/u.exec(word)?.[1] ?? word;

/** Endings of other cases than the nominative, where a label in one would read like a torn-out sentence. */
const obliqueIn: Readonly<Record<string, RegExp>> = {
  ru: /(?:[ую]|ой|ей|ом|ем|ами|ями|ах|ях|ов|ев|ам|ям)$/u,
  uk: /(?:[ую]|ою|ею|ом|ем|ами|ями|ах|ях|ів|їв|ам|ям)$/u,
  hi: /(?:ों|ियों|ाओं)$/u,
};

const emptyIn: Readonly<Record<string, (word: string, stops: ReadonlySet<string>) => boolean>> = {
  // "and", "so", "for" are written in one with the word that follows.
  ar: (word, stops) => /^[وفلب]/u.test(word) && stops.has(word.slice(1)),
  ja: (word) => /^[\p{Script=Hiragana}ー]+$/u.test(word) && !meaningfulHiragana.has(word),
};
