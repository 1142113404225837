import { type Detected, detectLanguage } from "@/lib/master-sessions/themes/detect-language";
import { languageByCode } from "@/lib/master-sessions/themes/language";
import { themes as ownThemes } from "@/lib/master-sessions/themes/lexicon/all-themes";
import {
  isLexiconLanguage,
  type LexiconLanguage,
  lexiconLanguages,
} from "@/lib/master-sessions/themes/lexicon/define-theme";
import { type Matcher, matcherOf, type Term } from "@/lib/master-sessions/themes/match-words";

/** A theme as a tenant has it. */
export interface LexiconTheme {
  readonly key: string;
  readonly labels: Readonly<Partial<Record<string, string>>>;
  /** made by the tenant, not one of Attune's */
  readonly own: boolean;
  readonly enabled: boolean;
  /** what Attune brings; blocking phrases begin with an exclamation mark */
  readonly words: Readonly<Partial<Record<LexiconLanguage, readonly string[]>>>;
  /** what the tenant added */
  readonly added: Readonly<Partial<Record<LexiconLanguage, readonly string[]>>>;
}

/** All themes of a tenant, ready to read texts with. */
export interface Lexicon {
  readonly themes: readonly LexiconTheme[];
  readonly byKey: ReadonlyMap<string, LexiconTheme>;
  /** The themes that a text speaks of, in the order of the lexicon; none for a language without words in it. */
  themesOf(text: string, declared: string | null, detected?: Detected): string[];
}

/** What a tenant decided beside Attune's own themes. */
export interface LexiconChanges {
  readonly themes: readonly { key: string; own: boolean; enabled: boolean; labels: Readonly<Record<string, string>> }[];
  readonly terms: readonly { key: string; language: LexiconLanguage; term: string }[];
}

const builtIn: readonly LexiconTheme[] = ownThemes.map(({ key, labels, words }) => ({
  key,
  labels,
  own: false,
  enabled: true,
  words: Object.fromEntries(lexiconLanguages.map((code) => [code, words[code].split(/\s+/).filter(Boolean)])),
  added: {},
}));

/** Attune's themes with what a tenant added, made and switched off. */
export function extendLexicon({ themes, terms }: LexiconChanges): Lexicon {
  const changed = new Map(themes.map((theme) => [theme.key, theme]));
  const made = themes
    .filter((theme) => theme.own)
    .map((theme): LexiconTheme => ({ ...theme, words: {}, added: {} }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const all = [...builtIn, ...made].map((theme): LexiconTheme => {
    const added: Partial<Record<LexiconLanguage, string[]>> = {};
    for (const { key, language, term } of terms) {
      if (key !== theme.key) continue;
      const list = added[language] ?? [];
      added[language] = list;
      list.push(term);
    }
    return { ...theme, added, enabled: changed.get(theme.key)?.enabled ?? true };
  });
  return readWith(all);
}

function readWith(themes: readonly LexiconTheme[]): Lexicon {
  const matchers = new Map<LexiconLanguage, Matcher>();
  const orderOf = new Map(themes.map((theme, index) => [theme.key, index]));
  const matcher = (code: LexiconLanguage): Matcher => {
    let made = matchers.get(code);
    const language = languageByCode(code);
    if (!made && language) {
      made = matcherOf(language, termsOf(themes, code));
      matchers.set(code, made);
    }
    return made ?? (() => new Set());
  };
  const inOrder = (found: ReadonlySet<string>) =>
    [...found].sort((a, b) => (orderOf.get(a) ?? 0) - (orderOf.get(b) ?? 0));
  return {
    themes,
    byKey: new Map(themes.map((theme) => [theme.key, theme])),
    themesOf(text, declared, detected = detectLanguage(text, declared)) {
      const { code } = detected.language;
      if (detected.certain) return isLexiconLanguage(code) ? inOrder(matcher(code)(text)) : [];
      // A word or two tell no language: then the one whose lexicon knows most of them, the declared one first.
      const readings = [code, ...lexiconLanguages].filter(isLexiconLanguage).map((one) => matcher(one)(text));
      return inOrder(readings.reduce((best, one) => (one.size > best.size ? one : best), new Set<string>()));
    },
  };
}

function termsOf(themes: readonly LexiconTheme[], code: LexiconLanguage): Term[] {
  // A theme that is switched off keeps its blocking phrases: what they hide is no other theme's either.
  return themes.flatMap(({ key, words, added, enabled }) => [
    ...(words[code] ?? []).flatMap((word): Term[] => {
      if (word.startsWith("!")) return [{ term: word.slice(1), theme: key, not: true }];
      return enabled ? [{ term: word, theme: key }] : [];
    }),
    // A tenant writes phrases with spaces, and no signs.
    ...(enabled ? (added[code] ?? []).map((term): Term => ({ term: term.replaceAll(" ", "_"), theme: key })) : []),
  ]);
}

/** Attune's lexicon without anything a tenant added. */
export const attuneLexicon: Lexicon = extendLexicon({ themes: [], terms: [] });
