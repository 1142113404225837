import "server-only";
import { compareText } from "@/lib/master-sessions/practice-event";
import { detectLanguage } from "@/lib/master-sessions/themes/detect-language";
import { findWords, type ReadText } from "@/lib/master-sessions/themes/find-words";
import { themeValue } from "@/lib/master-sessions/themes/label";
import { attuneLexicon, type Lexicon } from "@/lib/master-sessions/themes/lexicon";

/** What one person wrote. */
export interface Writing {
  readonly id: string;
  /** null = nobody can be named; such a text carries themes, but makes none */
  readonly person: string | null;
  /** language tag as declared; null = not said */
  readonly language: string | null;
  readonly text: string;
}

export interface Theme {
  /** `@key` of the lexicon, or a word that several people used */
  readonly value: string;
  /** distinct people */
  readonly people: number;
  /** texts */
  readonly occurrences: number;
}

export interface Themes {
  /** by people, then texts, most first, then by value */
  readonly themes: readonly Theme[];
  /** text id → values of its themes, in the order of `themes` */
  readonly ofText: ReadonlyMap<string, readonly string[]>;
  /** text id → the language it is written in, as far as that can be told */
  readonly languageOf: ReadonlyMap<string, string>;
}

/**
 * What people wrote about. Each text is read in its own language with the lexicon and may carry several themes, counted by distinct people.
 * What the lexicon misses is looked through for words that several people used (`findWords`).
 */
export function findThemes(
  writings: readonly Writing[],
  { names, lexicon = attuneLexicon }: { names: readonly string[]; lexicon?: Lexicon },
): Themes {
  const groups = new Map<string, { people: Set<string>; texts: Set<string> }>();
  const languageOf = new Map<string, string>();
  const missed: ReadText[] = [];
  for (const { id, person, language: declared, text } of writings) {
    const detected = detectLanguage(text, declared);
    const code = detected.language.code;
    if (code !== "und" && (detected.certain || declared !== null)) languageOf.set(id, code);
    const keys = lexicon.themesOf(text, declared, detected);
    if (keys.length === 0) missed.push({ id, person, language: detected.language, text });
    for (const key of keys) {
      const value = themeValue(key);
      const group = groups.get(value) ?? { people: new Set(), texts: new Set() };
      groups.set(value, group);
      group.texts.add(id);
      if (person !== null) group.people.add(person);
    }
  }
  const found = findWords(missed, { names });
  const themes = [
    ...[...groups].map(([value, { people, texts }]) => ({ value, people: people.size, occurrences: texts.size })),
    ...found.words.map(({ label: value, people, occurrences }) => ({ value, people, occurrences })),
  ]
    .filter(({ people }) => people > 0)
    .sort((a, b) => b.people - a.people || b.occurrences - a.occurrences || compareText(a.value, b.value));

  const ofText = new Map<string, string[]>();
  const put = (id: string, value: string) => ofText.set(id, [...(ofText.get(id) ?? []), value]);
  for (const [value, { texts }] of groups) for (const id of texts) put(id, value);
  for (const [id, values] of found.ofText) for (const value of values) put(id, value);
  // A theme of nobody who can be named is not counted and comes last, but its text still speaks of it.
  const rankOf = new Map(themes.map(({ value }, rank) => [value, rank]));
  const rank = (value: string) => rankOf.get(value) ?? themes.length;
  for (const values of ofText.values()) values.sort((a, b) => rank(a) - rank(b) || compareText(a, b));
  return { themes, ofText, languageOf };
}
