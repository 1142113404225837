import { z } from "zod";
import { holdsEmail, isLine, isStorable } from "@/lib/events/plain-text";

// What is missing is told what it would be; what is wrong is told its form.
const wants = (what: string, form = what) => ({
  error: (issue: { input?: unknown }) =>
    issue.input === undefined ? `is missing; send ${what}${form === what ? "" : `, ${form}`}` : `must be ${form}`,
});

/** One line of text in the log: trimmed, not empty, and no e-mail address. */
function line(longest: number, what: string) {
  const sentence = wants(what, `a string of 1 to ${longest} characters`);
  return z
    .string(sentence)
    .trim()
    .min(1, sentence)
    .max(longest, sentence)
    .refine(isLine, { error: "must be one line without control characters" })
    .refine((text) => !holdsEmail(text), { error: "must not hold an e-mail address; send an id of yours instead" });
}

/** An id that the sender made: a session, a master, a device. */
export const idField = (what = "an id") => line(200, what);

/** A short name of a thing: a kind, a title, a category. */
export const labelField = (longest: number, what: string) => line(longest, what);

/** Free text by a person. It is kept apart from the log (see `personal`), so anything that can be stored may stand in it. */
export function freeTextField(longest: number, what: string) {
  const sentence = wants(what, `a string of 1 to ${longest} characters`);
  return z
    .string(sentence)
    .trim()
    .min(1, sentence)
    .max(longest, sentence)
    .refine(isStorable, { error: "must be well-formed Unicode without NUL" });
}

const languageTag = /^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*$/;

/** A language, as BCP 47 tag; the log keeps the language without region or script. */
export const languageField = () =>
  z
    .string(wants("a language tag like `de` or `pt-BR`"))
    .max(35, wants("a language tag like `de` or `pt-BR`"))
    .regex(languageTag, wants("a language tag like `de` or `pt-BR`"))
    .transform((tag) => (tag.split(/[-_]/, 1)[0] ?? tag).toLowerCase());

/** A point in time, kept as ISO 8601 in UTC. */
export const instantField = () =>
  z.iso
    .datetime({ offset: true, ...wants("a time with its zone, like `2026-11-20T18:00:00Z`") })
    .transform((text) => new Date(text).toISOString());

/** A number between two bounds, both allowed. */
export const numberField = (least: number, most: number, what: string) => {
  const sentence = wants(what, `a number from ${least} to ${most}`);
  return z.number(sentence).min(least, sentence).max(most, sentence);
};

/** One of a few words. */
export const choiceField = <const T extends readonly [string, ...string[]]>(choices: T) =>
  z.enum(choices, wants(`one of ${choices.map((choice) => `\`${choice}\``).join(", ")}`));

/** Which imported file an event comes from, so that the import can be taken back. */
export const importField = () => idField("the id of an import").optional();
export const importTexts = {
  en: "Set by Attune alone: the imported file that the event comes from.",
  de: "Setzt nur Attune: die importierte Datei, aus der das Ereignis stammt.",
} as const;
