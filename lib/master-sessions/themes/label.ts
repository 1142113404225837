import type { Lexicon } from "@/lib/master-sessions/themes/lexicon";

/** How a theme of the lexicon is written where themes and words stand side by side (`session_breakdowns`, `session_gratitude`). */
export const themeValue = (key: string) => `@${key}`;

/** The key of a theme of the lexicon; null for a word that several people used. */
export const themeKeyOf = (value: string): string | null => (value.startsWith("@") ? value.slice(1) : null);

type Labels = Pick<Lexicon, "byKey">;

/**
 * A theme in the words of a language. Own themes may lack a language: then English, then whichever they have. A word that several people
 * used is shown as it is; a theme that no lexicon knows any more by its key.
 */
export function themeLabel(value: string, locale: string, lexicon: Labels): string {
  const key = themeKeyOf(value);
  return key === null ? value : wordsIn(lexicon.byKey.get(key)?.labels ?? {}, key, locale);
}

/** A theme that brings its own labels along, as snapshots and answers do. */
export interface LabelledTheme {
  readonly key: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** The same for a theme that brings its labels along. */
export function themeWords({ key: value, labels }: LabelledTheme, locale: string): string {
  const key = themeKeyOf(value);
  return key === null ? value : wordsIn(labels, key, locale);
}

/** A value with the labels of the lexicon; a word that several people used has none. */
export function withLabels<T extends { readonly key: string }>(group: T, lexicon: Labels): T & LabelledTheme {
  const key = themeKeyOf(group.key);
  const labels = key === null ? {} : (lexicon.byKey.get(key)?.labels ?? {});
  return { ...group, labels: Object.fromEntries(Object.entries(labels).map(([code, words]) => [code, words ?? ""])) };
}

/** Words of a set of labels in a language, else in English, else in any; else the key. */
export function wordsIn(labels: Readonly<Partial<Record<string, string>>>, key: string, locale: string): string {
  const language = locale.toLowerCase().split("-")[0] ?? "";
  return labels[language] ?? labels.en ?? Object.values(labels)[0] ?? key.replace(/^own-/, "").replaceAll("-", " ");
}
