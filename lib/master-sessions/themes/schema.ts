import { z } from "zod";
import { lexiconLanguages } from "@/lib/master-sessions/themes/lexicon/define-theme";

const key = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9-]{1,59}$/, "is no theme");
const words = (most: number) =>
  z
    .string()
    .trim()
    .min(1, "write a word or a short phrase")
    .max(most, `${most} characters at most`)
    .refine(
      (text) => /^[\p{L}\p{M}\p{N}\p{Zs}'’\-\u200C\u200D]+$/u.test(text),
      "letters, figures, hyphens and spaces only",
    )
    .transform((text) => text.normalize("NFC").replace(/\s+/gu, " "));

/** The languages in which an own theme can be named: those of reports and of pages. */
export const labelLanguages = ["en", "de", "fr", "es", "ru", "ar"] as const;
const label = z.union([z.literal(""), words(60)]).default("");

export const termInput = z.strictObject({ key, language: z.enum(lexiconLanguages), term: words(80) });
export const removeTermInput = z.strictObject({
  key,
  language: z.enum(lexiconLanguages),
  term: z.string().min(1).max(80),
});
export const makeThemeInput = z.strictObject({
  en: words(60),
  de: label,
  fr: label,
  es: label,
  ru: label,
  ar: label,
});
export const removeThemeInput = z.strictObject({ key });
export const switchThemeInput = z.strictObject({ key, enabled: z.boolean() });

/** The page of the lexicon as it stands in an address. */
export const lexiconSearch = z.object({
  q: z.string().trim().max(80).optional(),
  theme: key.optional(),
});

/** Own terms and themes that a tenant can have: a bound, so that compiling a lexicon stays cheap. */
export const lexiconLimits = { terms: 2000, themes: 100, previewDays: 90, previewTexts: 20_000 } as const;
