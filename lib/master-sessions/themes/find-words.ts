import "server-only";
import { compareText } from "@/lib/master-sessions/practice-event";
import type { Language } from "@/lib/master-sessions/themes/language";
import { partsOf, phrasesOf } from "@/lib/master-sessions/themes/phrases";
import { nameWords, type Term, termsOf } from "@/lib/master-sessions/themes/terms";

/** What one person wrote, and in which language it is read. */
export interface ReadText {
  readonly id: string;
  /** null = nobody can be named; such a text carries words, but makes none */
  readonly person: string | null;
  readonly language: Language;
  readonly text: string;
}

export interface SharedWord {
  readonly label: string;
  /** distinct people */
  readonly people: number;
  /** texts */
  readonly occurrences: number;
}

export interface SharedWords {
  /** by people, then texts, most first, then by label */
  readonly words: readonly SharedWord[];
  /** text id → labels of its words, in the order of `words` */
  readonly ofText: ReadonlyMap<string, readonly string[]>;
}

const leastPeople = 2;
const mostWords = 24;

/**
 * What several people wrote about in words that no theme of the lexicon knows: the words and phrases of their texts, grouped by stem within
 * a language, under the form that most people used. Each has at least two people, so no one person's word is ever stored. A word that
 * nobody used outside of a phrase is said by the phrase. Names, addresses and figures are none: given names, names with a title, the
 * `names` passed in, and words that are mostly written with a capital where only names are.
 */
export function findWords(writings: readonly ReadText[], { names }: { names: readonly string[] }): SharedWords {
  const left = nameWords(names);
  const groups = new Map<string, Group>();
  for (const writing of writings) {
    const found = termsOf(writing.text, writing.language, left);
    for (const term of [...found.terms, ...phrasesOf(found, writing.language.code)]) {
      let group = groups.get(term.key);
      if (!group) {
        group = { texts: new Set(), people: new Set(), forms: new Map(), capitals: 0, smalls: 0 };
        groups.set(term.key, group);
      }
      add(group, writing, term);
    }
  }
  // Longer ones first, so that what a phrase is made of is gone before it could take something away itself.
  const shared = [...groups].filter(([key, group]) => key.includes(" ") && isShared(group));
  for (const [key, phrase] of shared.sort(([a], [b]) => b.split(" ").length - a.split(" ").length)) {
    for (const part of partsOf(key)) if (groups.get(part)?.people.size === phrase.people.size) groups.delete(part);
  }

  const byLabel = new Map<string, { people: Set<string>; texts: Set<string> }>();
  for (const group of groups.values()) {
    if (!isShared(group)) continue;
    const label = labelOf(group);
    const same = byLabel.get(label);
    byLabel.set(label, {
      people: new Set([...(same?.people ?? []), ...group.people]),
      texts: new Set([...(same?.texts ?? []), ...group.texts]),
    });
  }
  const ranked = [...byLabel]
    .map(([label, { people, texts }]) => ({ label, people: people.size, occurrences: texts.size, texts }))
    .sort((a, b) => b.people - a.people || b.occurrences - a.occurrences || compareText(a.label, b.label))
    .slice(0, mostWords);

  const ofText = new Map<string, string[]>();
  for (const { label, texts } of ranked) {
    for (const id of texts) ofText.set(id, [...(ofText.get(id) ?? []), label]);
  }
  return { words: ranked.map(({ label, people, occurrences }) => ({ label, people, occurrences })), ofText };
}

/** Used by several people, and not written like a name. */
const isShared = (group: Group) => group.people.size >= leastPeople && group.capitals <= group.smalls;

interface Form {
  readonly plain: boolean;
  readonly people: Set<string>;
  /** empty when it only began sentences in a language whose nouns are capitalised: then it is taken for a noun */
  readonly spellings: Map<string, number>;
}

interface Group {
  readonly texts: Set<string>;
  readonly people: Set<string>;
  /** lower-case word → who used it, and how */
  readonly forms: Map<string, Form>;
  capitals: number;
  smalls: number;
}

function add(group: Group, { id, person }: ReadText, term: Term): void {
  group.texts.add(id);
  if (term.capital === true) group.capitals++;
  if (term.capital === false) group.smalls++;
  let form = group.forms.get(term.word);
  if (!form) {
    form = { plain: term.plain, people: new Set(), spellings: new Map() };
    group.forms.set(term.word, form);
  }
  if (term.spelling !== null) form.spellings.set(term.spelling, (form.spellings.get(term.spelling) ?? 0) + 1);
  if (person === null) return;
  group.people.add(person);
  form.people.add(person);
}

/** Of the forms that read well alone the one that most people used, the shorter where two are level, in its most frequent spelling. */
function labelOf(group: Group): string {
  const [word, form] = first(
    group.forms,
    (a, b) =>
      Number(b[1].plain) - Number(a[1].plain) || b[1].people.size - a[1].people.size || a[0].length - b[0].length,
  );
  if (form.spellings.size === 0) return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
  return first(form.spellings, (a, b) => b[1] - a[1])[0];
}

function first<V>(map: ReadonlyMap<string, V>, order: (a: [string, V], b: [string, V]) => number): [string, V] {
  return [...map].sort((a, b) => order(a, b) || compareText(a[0], b[0]))[0] as [string, V];
}
