"use client";

import { useTranslations } from "next-intl";

/** What a refusal says in the reader's language when its feature is switched off for the organisation; null for every other refusal. */
export function useFeatureWords() {
  const t = useTranslations("ui.features");
  return ({ code, fields }: { code: string; fields?: Record<string, string> | undefined }): string | null => {
    if (code !== "feature-off") return null;
    const name = `names.${fields?.feature ?? ""}`;
    return t.has(name) ? t("refused", { name: t(name) }) : null;
  };
}
