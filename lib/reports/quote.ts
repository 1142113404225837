/** What a redacted piece of a text is replaced by. */
export const omission = "…";

// Deliberately greedy: a filter in front of a person, who may approve less but never more.
const identifying: readonly { kind: string; pattern: RegExp }[] = [
  { kind: "e-mail", pattern: /[^\s@,;<>()]+@[^\s@,;<>()]+\.[^\s@,;<>()]+/gu },
  {
    kind: "link",
    pattern: /\b(?:https?:\/\/|www\.)\S+|\b[\p{L}\p{N}-]+\.(?:com|org|net|de|io|fr|es|ru|me|app)\b\S*/giu,
  },
  { kind: "handle", pattern: /(?<![\p{L}\p{N}])@[\p{L}\p{N}_.]{2,}/gu },
  { kind: "phone number", pattern: /(?<![\p{L}\p{N}])\+?\p{Nd}(?:[\s()./-]*\p{Nd}){6,}/gu },
];

/** Replaces e-mail addresses, links, handles and phone numbers by an omission mark. */
export function redact(text: string): string {
  let result = text;
  for (const { pattern } of identifying) result = result.replace(pattern, omission);
  return result.replace(/…(?:\s*…)+/gu, omission).trim();
}

/** The kinds of identifying strings that a text still holds: empty when it may leave. An address is not a link as well. */
export function identifyingKinds(text: string): string[] {
  let rest = text;
  return identifying.flatMap(({ kind, pattern }) => {
    const before = rest;
    rest = rest.replace(pattern, omission);
    return rest === before ? [] : [kind];
  });
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
