import { detectLanguage } from "@/lib/master-sessions/themes/detect-language";
import { isGivenName, isHonorific, isTitle } from "@/lib/master-sessions/themes/given-names";
import type { Language } from "@/lib/master-sessions/themes/language";
import { type Vocabulary, vocabularyOf } from "@/lib/master-sessions/themes/vocabulary";

/** One word of a text that may carry a theme. */
export interface Term {
  /** language and stem: what terms are grouped by */
  readonly key: string;
  /** in lower case */
  readonly word: string;
  /** as a label shows it; null when this occurrence does not tell, at the beginning of a German sentence */
  readonly spelling: string | null;
  /** whether the form would do as a label */
  readonly plain: boolean;
  /** whether it is written like a name; null when that cannot be told, at the beginning of a sentence or where all nouns are */
  readonly capital: boolean | null;
  /** its place among the words of the text */
  readonly at: number;
}

/** A text taken apart. */
export interface Terms {
  readonly terms: readonly Term[];
  /** all words of the text, in their order */
  readonly tokens: readonly Token[];
}

/** What cannot be a theme, taken out before words are looked for. */
const addresses = /\S+@\S+|(?:https?:\/\/|www\.)\S+|(?<![\p{L}\p{N}])@\S+/giu;
const wholeWord = /^[\p{L}\p{M}'\u200C\u200D]+$/u;
const sentenceEnd = /[.!?…।。！？\n:;"“”«»()]/u;

/** Takes a text apart into the words that may carry a theme. `names` are folded words that never do. */
export function termsOf(text: string, language: Language, names: ReadonlySet<string>): Terms {
  const clean = text.normalize("NFC").replace(addresses, " . ").replaceAll("’", "'");
  const vocabulary = vocabularyOf(language);
  const tokens = tokenize(clean, vocabulary);
  const informative = capitalsTell(tokens);
  const { code, shortest, capitalsMarkNames, capitalsMarkNouns } = vocabulary.language;
  const terms: Term[] = [];
  for (const [index, token] of tokens.entries()) {
    if (isName(tokens, index, vocabulary, names)) continue;
    const written = strip(token.text, code);
    const folded = vocabulary.fold(written);
    if (!isWordSized(folded, shortest)) continue;
    const stem = vocabulary.stem(folded);
    if (vocabulary.isEmpty(folded, stem) || vocabulary.isEmpty(vocabulary.fold(token.text), stem)) continue;
    const word = written.toLowerCase();
    const capital = informative ? token.capital : null;
    terms.push({
      key: `${code}:${stem}`,
      word,
      spelling: !capitalsMarkNouns ? word : capital === null ? null : written,
      plain: vocabulary.isPlain(folded),
      capital: capitalsMarkNames ? capital : null,
      at: index,
    });
  }
  return { terms, tokens };
}

export interface Token {
  readonly text: string;
  readonly capital: boolean | null;
  /** nothing but blanks or a hyphen stands between it and the word before it */
  readonly joined: boolean;
}

function tokenize(text: string, vocabulary: Vocabulary): Token[] {
  const tokens: Token[] = [];
  let begins = true;
  let joined = false;
  for (const { segment, isWordLike } of vocabulary.segments(text)) {
    if (!isWordLike) {
      if (sentenceEnd.test(segment)) begins = true;
      joined &&= /^[\p{Zs}-]$/u.test(segment);
      continue;
    }
    // Words with digits, dots or underscores are figures, addresses and handles.
    const whole = wholeWord.test(segment);
    if (whole) tokens.push({ text: segment, capital: begins ? null : capitalOf(segment), joined });
    begins = false;
    joined = whole;
  }
  return tokens;
}

/** Whether the first letter is a capital; null without case, and where the whole word is shouted. */
function capitalOf(word: string): boolean | null {
  const first = word[0] ?? "";
  if (first.toLowerCase() === first.toUpperCase()) return null;
  if (word.length > 1 && word === word.toUpperCase()) return null;
  return first !== first.toLowerCase();
}

/** Not where Most Words Have Them, nor where none has: then the writer does not care for capitals. */
function capitalsTell(tokens: readonly Token[]): boolean {
  if (tokens.every((token) => token.text === token.text.toLowerCase())) return false;
  const known = tokens.filter((token) => token.capital !== null);
  return known.length < 4 || known.filter((token) => token.capital).length <= 0.6 * known.length;
}

function isName(tokens: readonly Token[], index: number, vocabulary: Vocabulary, names: ReadonlySet<string>): boolean {
  const { text, capital } = tokens[index] as Token;
  const lower = text.toLowerCase().replace(/'s?$/u, "");
  if (isGivenName(lower) || isHonorific(lower)) return true;
  const before = tokens[index - 1]?.text.toLowerCase();
  if (before && isTitle(before) && capital !== false) return true;
  const after = tokens[index + 1]?.text;
  if (after && isHonorific(after)) return true;
  const folded = vocabulary.fold(lower);
  return names.has(folded) || names.has(folded.replace(/s$/u, "")) || names.has(vocabulary.stem(folded));
}

/** Takes off what is written in one with a word: articles with an apostrophe, genitives, Arabic "and", "for", "in". */
function strip(word: string, code: string): string {
  if (code === "fr" || code === "it")
    return word.replace(/^(?:[cdjlmnst]|qu|jusqu|lorsqu|dell|nell|sull|all|un)'/iu, "");
  if (code === "ar") {
    const bare = word.normalize("NFKC").replace(/[\u064B-\u0652\u0670\u0640]/gu, "");
    return bare
      .replace(/^(?!والد)(?:[وف]?[بك]?ال|[وف]?لل)(?=.{2})/u, "ال")
      .replace(/^(?!لحظ|لقا|بيت|بدا|بلا|بنا)[لب](?=.{3,}(?:ي|نا)$)/u, "");
  }
  return word.replace(/'s?$/iu, "");
}

/** No word that people share is longer; what is pasted without spaces is no word at all. */
const longest = 40;

function isWordSized(folded: string, shortest: number): boolean {
  const letters = folded.match(/[\p{L}\p{M}]/gu)?.length ?? 0;
  return letters >= shortest && letters <= longest;
}

/** The words of a person's name, to be left out in every language that the texts may be in. */
export function nameWords(names: readonly string[]): Set<string> {
  const words = new Set<string>();
  for (const name of names) {
    for (const part of name.normalize("NFC").split(/[\s,.'’-]+/u)) {
      if (part.length < 2) continue;
      const vocabulary = vocabularyOf(detectLanguage(part, null).language);
      const folded = vocabulary.fold(part);
      words.add(folded);
      words.add(vocabulary.stem(folded));
    }
  }
  return words;
}
