/** The languages in which the lexicon knows words. */
export const lexiconLanguages = ["en", "de", "fr", "es", "ru", "hi", "ar", "ja"] as const;
export type LexiconLanguage = (typeof lexiconLanguages)[number];

export const isLexiconLanguage = (code: string): code is LexiconLanguage =>
  (lexiconLanguages as readonly string[]).includes(code);

/**
 * A theme: what it is called, and the words that speak of it. Words are separated by white space and compared by stem. `=word` is that form
 * only, `word*` everything that begins so, `*word` everything that ends so (German compounds), `two_words` are a phrase. Japanese is
 * compared by characters, because it writes no spaces.
 */
export interface ThemeDefinition {
  readonly key: string;
  readonly labels: Readonly<Record<LexiconLanguage, string>>;
  readonly words: Readonly<Record<LexiconLanguage, string>>;
}

/** One entry of the lexicon; labels in the order of `lexiconLanguages`, set apart by bars. */
export function theme(key: string, labels: string, words: Readonly<Record<LexiconLanguage, string>>): ThemeDefinition {
  const named = labels.split("|").map((label) => label.trim());
  if (named.length !== lexiconLanguages.length)
    throw new Error(`The theme ${key} needs ${lexiconLanguages.length} labels.`);
  return {
    key,
    labels: Object.fromEntries(
      lexiconLanguages.map((code, index) => [code, named[index]]),
    ) as ThemeDefinition["labels"],
    words,
  };
}
