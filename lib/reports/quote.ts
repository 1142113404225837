import { type Finding, type IdentifyingKind, identifyingKinds as kinds } from "@/lib/reports/redact/identifying";
import { findNamesAndPlaces } from "@/lib/reports/redact/names-and-places";
import { findByForm } from "@/lib/reports/redact/patterns";

/** What a redacted piece of a text is replaced by. */
export const omission = "…";

const nobody: ReadonlySet<string> = new Set();

/**
 * What would tell who wrote a text or of whom it speaks, from left to right, without overlaps. `people` are words of names that the tenant
 * knows, in lower case. A filter in front of a person, and never in her place: it finds too much rather than too little, and not everything.
 */
export function findIdentifying(text: string, people: ReadonlySet<string> = nobody): Finding[] {
  const found = [...findByForm(text), ...findNamesAndPlaces(text, people)];
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const apart: Finding[] = [];
  for (const finding of found) {
    const last = apart.at(-1);
    if (!last || finding.start >= last.end) apart.push(finding);
    else if (finding.end > last.end) apart[apart.length - 1] = { ...last, end: finding.end };
  }
  return apart;
}

/** Replaces what would identify somebody by an omission mark: what a person is offered to approve. */
export function redact(text: string, people: ReadonlySet<string> = nobody): string {
  let result = "";
  let at = 0;
  for (const { start, end } of findIdentifying(text, people)) {
    result += `${text.slice(at, start)}${omission}`;
    at = end;
  }
  return `${result}${text.slice(at)}`.replace(/…(?:\s*…)+/gu, omission).trim();
}

/**
 * The kinds of identifying strings that no quote may hold, whoever approves it: what is told by its form (addresses, links, handles, numbers).
 * Names and places are hidden from the proposal, but a person may see that "Hope" is none.
 */
export function identifyingKinds(text: string): IdentifyingKind[] {
  const found = new Set(findByForm(text).map(({ kind }) => kind));
  return kinds.filter((kind) => found.has(kind));
}

/**
 * Whether `edited` says nothing that `original` does not: its words, without omission marks, stand in the original in the same
 * order. Punctuation and case do not count. Scripts without spaces are compared by character.
 */
export function isShortening(original: string, edited: string): boolean {
  const source = units(original);
  let at = 0;
  for (const unit of units(edited)) {
    const found = source.indexOf(unit, at);
    if (found === -1) return false;
    at = found + 1;
  }
  return true;
}

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

function units(text: string): string[] {
  const words =
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}'’]+/gu) ?? [];
  return words.flatMap((word) => (unspaced.test(word) ? [...word] : [word]));
}
