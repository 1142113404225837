import { commonPasswords, commonWords } from "@/lib/identity/common-passwords";

export const passwordLimits = { min: 15, max: 200 } as const;

export type PasswordFault = "passwordShort" | "passwordLong" | "passwordCommon" | "passwordContext";

/** How much must be left of a password once everything guessable is taken out of it. */
const ownCharacters = 8;

/**
 * What is wrong with a new password, or null. Length counts characters as people see them (code points after NFKC).
 * `context` are words that belong to the account: its e-mail, name, tenants. No rule asks for digits or capitals.
 */
export function passwordFault(password: string, context: readonly string[] = []): PasswordFault | null {
  const normal = password.normalize("NFKC");
  const length = [...normal].length;
  if (length < passwordLimits.min) return "passwordShort";
  if (length > passwordLimits.max) return "passwordLong";
  const plain = plainForm(normal);
  if (commonPasswords.has(plain) || isMonotonous(normal)) return "passwordCommon";
  const own = wordsOf(["attune", ...context]);
  if (distinctRest(plain, own) < ownCharacters) return "passwordContext";
  return distinctRest(plain, [...own, ...commonWords]) < ownCharacters ? "passwordCommon" : null;
}

/** Lower case, the usual digit-for-letter games undone, and nothing but letters and digits of any script. */
function plainForm(text: string): string {
  return text
    .toLowerCase()
    .replace(/[@4]/g, "a")
    .replace(/[$5]/g, "s")
    .replace(/0/g, "o")
    .replace(/[1!|]/g, "i")
    .replace(/3/g, "e")
    .replace(/7/g, "t")
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** The words of the context, longest first, so that "lumenhouse" goes before "lumen". */
function wordsOf(context: readonly string[]): string[] {
  const words = context.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]).map(plainForm);
  return [...new Set(words)].filter((word) => word.length >= 4).sort((a, b) => b.length - a.length);
}

/** The number of characters that are left when the words are taken out, a repeated rest counting once. */
function distinctRest(plain: string, words: readonly string[]): number {
  let rest = plain;
  for (const word of words) rest = rest.split(word).join("");
  return shortestPeriod(rest);
}

/** "abcabcabc" says no more than "abc". */
function shortestPeriod(text: string): number {
  const characters = [...text];
  for (let size = 1; size <= characters.length / 2; size += 1) {
    if (characters.every((one, index) => one === characters[index % size])) return size;
  }
  return characters.length;
}

const rows = ["abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm"];

/** Few different characters, a short repetition, or a walk along the alphabet, the digits or the keyboard. */
function isMonotonous(text: string): boolean {
  const characters = [...text.toLowerCase()];
  if (new Set(characters).size < 5 || shortestPeriod(text.toLowerCase()) < 5) return true;
  const steps = characters.slice(1).filter((one, index) => rows.some((row) => neighbours(row, characters[index], one)));
  return steps.length >= (characters.length - 1) * 0.8;
}

function neighbours(row: string, a: string | undefined, b: string): boolean {
  const from = a ? row.indexOf(a) : -1;
  const to = row.indexOf(b);
  return from >= 0 && to >= 0 && Math.abs(from - to) === 1;
}
