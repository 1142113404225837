import { useTranslations } from "next-intl";
import type { View } from "@/components/shell/view";

const upperFirst = (text: string, locale: string) => text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
const spaced = (code: string) => code.replace(/[-_]+/g, " ");

/** Words for what quizzes send as codes; a code that has no word is shown as it came. */
export function useLabels({ format, locale }: Pick<View, "format" | "locale">) {
  const t = useTranslations("quiz");
  const worded = (group: string) => (code: string) =>
    t.has(`${group}.${code}`) ? t(`${group}.${code}`) : upperFirst(spaced(code), locale);
  const step = (key: string) =>
    key.startsWith("q:") ? t("step.question", { id: key.slice(2) }) : t.has(`step.${key}`) ? t(`step.${key}`) : key;
  return {
    framework: worded("framework"),
    archetype: worded("archetype"),
    format: worded("format"),
    source: worded("source"),
    lead: worded("lead"),
    purpose: worded("purpose"),
    event: worded("event"),
    step,
    language: (code: string | null) => (code ? upperFirst(format.language(code), locale) : t("unknown")),
    country: (code: string | null) => (code ? format.country(code) : t("unknown")),
    /** 2:05, or 48 s */
    duration: (ms: number | null) => {
      if (ms === null || ms <= 0) return "–";
      const seconds = Math.round(ms / 1000);
      if (seconds < 60) return t("seconds", { seconds });
      return t("minutes", { minutes: Math.floor(seconds / 60), seconds: String(seconds % 60).padStart(2, "0") });
    },
    /** cents with the fractions that a single answer of a model costs */
    cost: (minor: number, currency: string | null) => {
      if (currency === null) return "–";
      const digits = minor > 0 && minor < 100 ? 4 : 2;
      const number = new Intl.NumberFormat(locale === "en" ? "en-GB" : locale, {
        style: "currency",
        currency,
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      });
      return number.format(minor / 100);
    },
  };
}

export type Labels = ReturnType<typeof useLabels>;
