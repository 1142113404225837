import { useTranslations } from "next-intl";
import type { View } from "@/components/shell/view";

const upperFirst = (text: string, locale: string) => text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);

/** Words for what clients send as codes. '' is what nobody said; a code that we do not know is shown as it came. */
export function useLabels({ format, locale }: Pick<View, "format" | "locale">) {
  const t = useTranslations("masters");
  const feelings = useTranslations("report.feeling");
  const said = (key: string, name: (key: string) => string) => (key === "" ? t("unknown") : name(key));
  return {
    country: (key: string) => said(key, format.country),
    language: (key: string) => said(key, (code) => upperFirst(format.language(code), locale)),
    device: (key: string) => said(key, (code) => (t.has(`device.${code}`) ? t(`device.${code}`) : code)),
    reaction: (key: string) =>
      said(key, (kind) => {
        const word = feelings.has(kind) ? feelings(kind) : kind.replace(/[-_]+/g, " ");
        return upperFirst(word, locale);
      }),
    theme: (key: string) => said(key, (theme) => theme),
  };
}

export type Labels = ReturnType<typeof useLabels>;
