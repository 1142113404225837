import type { Term, Terms } from "@/lib/master-sessions/themes/terms";

/** What may stand between the words of a phrase: "the sound of the bells". At most two of them in a row. */
const connectors: Readonly<Record<string, ReadonlySet<string>>> = {
  de: new Set(["der", "des", "von", "vom"]),
  en: new Set(["of", "the"]),
  es: new Set(["de", "del", "la", "el", "los", "las"]),
  fr: new Set(["de", "du", "des", "la", "le", "les"]),
  hi: new Set(["का", "की", "के"]),
  it: new Set(["di", "del", "della", "dei", "delle"]),
  ja: new Set(["の"]),
  pt: new Set(["de", "do", "da", "dos", "das"]),
};
const mostConnectors = 2;
const mostTerms = 3;
/** Written without blanks. */
const unspaced: ReadonlySet<string> = new Set(["ja", "zh"]);

/**
 * Phrases of two or three words that may carry a theme and stand beside each other, or with no more than "of the" between them. What
 * separates words for the reader (a comma, a full stop, a figure) separates them here. A phrase's key is that of its words, with blanks.
 */
export function phrasesOf(found: Terms, code: string): Term[] {
  return found.terms.flatMap((first, index) => {
    const phrases: Term[] = [];
    let phrase = first;
    for (let next = index + 1; next < index + mostTerms; next++) {
      const last = found.terms[next - 1] as Term;
      const term = found.terms[next];
      if (!term || term.key === last.key || !belongTogether(found, last.at, term.at, code)) break;
      phrase = extended(phrase, last, term, found, code);
      phrases.push(phrase);
    }
    return phrases;
  });
}

function extended(phrase: Term, last: Term, term: Term, { tokens }: Terms, code: string): Term {
  const between = tokens.slice(last.at + 1, term.at).map(({ text }) => text.toLowerCase());
  // What is written in one with a word (l'eau, d'or) belongs to the phrase.
  const bound =
    code === "fr" || code === "it" ? /^\p{L}+'(?=\p{L})/u.exec(tokens[term.at]?.text ?? "")?.[0] : undefined;
  const join = (before: string, word: string) =>
    [before, ...between, (bound?.toLowerCase() ?? "") + word].join(unspaced.has(code) ? "" : " ");
  return {
    key: `${phrase.key} ${term.key}`,
    word: join(phrase.word, term.word),
    spelling: phrase.spelling === null || term.spelling === null ? null : join(phrase.spelling, term.spelling),
    // Only the first word need stand by itself: "the sound of the bells" bends its second in many languages.
    plain: phrase.plain,
    capital: phrase.capital || term.capital ? true : (phrase.capital ?? term.capital),
    at: phrase.at,
  };
}

function belongTogether({ tokens }: Terms, first: number, second: number, code: string): boolean {
  const between = tokens.slice(first + 1, second);
  return (
    between.length <= mostConnectors &&
    tokens.slice(first + 1, second + 1).every(({ joined }) => joined) &&
    between.every(({ text }) => connectors[code]?.has(text.toLowerCase()))
  );
}

/** The keys of the words and shorter phrases that a phrase is made of. */
export function partsOf(key: string): string[] {
  const words = key.split(" ");
  return words.flatMap((_, from) =>
    words.slice(from).flatMap((__, more) => {
      const part = words.slice(from, from + more + 1).join(" ");
      return part === key ? [] : [part];
    }),
  );
}
