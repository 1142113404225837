import type { Language } from "@/lib/master-sessions/themes/language";
import { type Vocabulary, vocabularyOf } from "@/lib/master-sessions/themes/vocabulary";

/** Says which themes a text of one language speaks of. */
export type Matcher = (text: string) => ReadonlySet<string>;

/** A word or phrase of the lexicon with the theme it stands for, or (`not`) does not stand for, although the words it is made of do. */
export interface Term {
  readonly term: string;
  readonly theme: string;
  readonly not?: boolean;
}

/** Makes a matcher from the terms of one language. */
export function matcherOf(language: Language, terms: readonly Term[]): Matcher {
  return language.code === "ja" ? unspacedMatcher(terms) : spacedMatcher(vocabularyOf(language), terms);
}

interface Token {
  /** every form by which the token may be known: `e:` as it stands, `s:` its stem */
  readonly keys: readonly string[];
  readonly folded: string;
  /** capitalised inside a sentence, like a name */
  readonly capital: boolean;
}

type Meaning = Pick<Term, "theme" | "not">;

interface Entry extends Meaning {
  readonly units: readonly string[];
}

interface Index {
  /** by the key of the first word, longest phrases first */
  readonly entries: ReadonlyMap<string, readonly Entry[]>;
  readonly prefixes: ReadonlyMap<string, readonly Meaning[]>;
  readonly suffixes: ReadonlyMap<string, readonly Meaning[]>;
}

/** Given names that are everyday words too: with a capital inside a sentence they are somebody. */
const namesToo: ReadonlySet<string> = new Set(
  "hope joy faith grace rose dawn summer autumn april may june art bill pat sky river star rock chase frank mark victoria angel luna sol esperanza paz luz alegría".split(
    " ",
  ),
);

const wordOrSign = /[\p{L}\p{M}\p{N}\u200C\u200D]+|¤/gu;

function tokensOf(text: string, vocabulary: Vocabulary): Token[] {
  const clean = text.normalize("NFC").replace(/\p{Sc}/gu, " ¤ ");
  const { code } = vocabulary.language;
  return [...clean.matchAll(wordOrSign)].map(({ 0: word, index }) => {
    const folded = vocabulary.fold(word);
    const first = word[0] ?? "";
    const capital =
      first !== first.toLowerCase() && /[\p{L}\p{N},]\s+$/u.test(clean.slice(Math.max(0, index - 4), index));
    return {
      folded,
      capital,
      keys: code === "ar" ? arabicKeys(folded, vocabulary) : [`e:${folded}`, `s:${vocabulary.stem(folded)}`],
    };
  });
}

/** Arabic writes "and", "so", "with", "for", "like" and the article in one with the word. */
function arabicKeys(folded: string, { stem }: Vocabulary): string[] {
  const forms = new Set([folded]);
  if (/^[وف].{3}/u.test(folded)) forms.add(folded.slice(1));
  for (const form of [...forms]) {
    const bare = form.replace(/^(?:[بك]?ال|لل)(?=.{2})/u, "");
    forms.add(bare);
    if (/^[بلك].{3}/u.test(form)) forms.add(form.slice(1));
  }
  return [...forms].flatMap((form) => [`e:${form}`, `s:${stem(form) || form}`]);
}

function spacedMatcher(vocabulary: Vocabulary, terms: readonly Term[]): Matcher {
  const index = indexOf(vocabulary, terms);
  return (text) => {
    const found = new Set<string>();
    const tokens = tokensOf(text, vocabulary);
    for (let at = 0; at < tokens.length; ) at += matchAt(tokens, at, index, found);
    return found;
  };
}

/** Notes what begins at a place and says how many words to go on: a phrase hides the words it is made of. */
function matchAt(tokens: readonly Token[], at: number, index: Index, found: Set<string>): number {
  const token = tokens[at] as Token;
  let length = 0;
  let meanings: readonly Meaning[] = [];
  for (const key of token.keys) {
    for (const entry of index.entries.get(key) ?? []) {
      const { units } = entry;
      if (units.length < length) break;
      if (!units.every((unit, offset) => offset === 0 || tokens[at + offset]?.keys.includes(unit))) continue;
      meanings = units.length > length ? [entry] : [...meanings, entry];
      length = units.length;
    }
  }
  if (length <= 1) {
    for (let size = 2; size <= token.folded.length; size++) {
      const more = [index.prefixes.get(token.folded.slice(0, size)), index.suffixes.get(token.folded.slice(-size))];
      if (more[0] || more[1]) meanings = [...meanings, ...(more[0] ?? []), ...(more[1] ?? [])];
    }
    if (token.capital && namesToo.has(token.folded)) meanings = [];
  }
  note(meanings, found);
  return Math.max(1, length);
}

function note(meanings: readonly Meaning[], found: Set<string>): void {
  for (const { theme, not } of meanings) {
    if (!not && !meanings.some((other) => other.not && other.theme === theme)) found.add(theme);
  }
}

function indexOf(vocabulary: Vocabulary, terms: readonly Term[]): Index {
  const entries = new Map<string, Entry[]>();
  const prefixes = new Map<string, Meaning[]>();
  const suffixes = new Map<string, Meaning[]>();
  const put = <V>(map: Map<string, V[]>, key: string, value: V) => map.set(key, [...(map.get(key) ?? []), value]);
  for (const { term, theme, not } of terms) {
    const folded = vocabulary.fold(term.replace(/^=|^\*|\*$/gu, ""));
    if (term.endsWith("*")) put(prefixes, folded, { theme, not });
    else if (term.startsWith("*")) put(suffixes, folded, { theme, not });
    else {
      const units = tokensOf(folded, vocabulary).map((token) =>
        term.startsWith("=") ? `e:${token.folded}` : stemKeyOf(token, vocabulary),
      );
      const [first] = units;
      if (first) put(entries, first, { units, theme, not });
    }
  }
  for (const list of entries.values()) list.sort((a, b) => b.units.length - a.units.length);
  return { entries, prefixes, suffixes };
}

/** The stem without what Arabic writes before a word, so that both sides meet at the bare noun. */
function stemKeyOf({ folded }: Token, { language, stem }: Vocabulary): string {
  const bare = language.code === "ar" ? folded.replace(/^(?:ال|لل)(?=.{2})/u, "") : folded;
  return `s:${stem(bare) || bare}`;
}

const segmenter = new Intl.Segmenter("ja", { granularity: "word" });

/** Japanese: the leftmost longest terms; a term of one character counts where a word begins only. */
function unspacedMatcher(terms: readonly Term[]): Matcher {
  const meaningsOf = new Map<string, Meaning[]>();
  for (const { term, theme, not } of terms) {
    const folded = term
      .normalize("NFKC")
      .toLowerCase()
      .replaceAll("_", "")
      .replace(/^=|^\*|\*$/gu, "");
    if (folded) meaningsOf.set(folded, [...(meaningsOf.get(folded) ?? []), { theme, not }]);
  }
  if (meaningsOf.size === 0) return () => new Set();
  const longestFirst = [...meaningsOf.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const pattern = new RegExp(longestFirst.map((term) => term.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&")).join("|"), "gu");
  return (text) => {
    const clean = text
      .normalize("NFKC")
      .toLowerCase()
      .replace(/\p{Sc}/gu, "¤");
    const found = new Set<string>();
    let starts: Set<number> | null = null;
    for (const { 0: term, index } of clean.matchAll(pattern)) {
      if ([...term].length === 1) {
        starts ??= new Set([...segmenter.segment(clean)].map((segment) => segment.index));
        if (!starts.has(index)) continue;
      }
      note(meaningsOf.get(term) ?? [], found);
    }
    return found;
  };
}
