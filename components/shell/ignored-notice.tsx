"use client";

import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";

/** Names the parts of an address that meant nothing and were left out, so that nobody reads the page as if they held. */
export function IgnoredNotice() {
  const t = useTranslations("shell.ignored");
  const ignored = useSearchParams().get("ignored");
  if (!ignored) return null;
  const names = ignored
    .split(",")
    .map((name) => name.trim().slice(0, 40))
    .filter((name) => /^[\w.-]+$/.test(name))
    .slice(0, 5);
  return names.length === 0 ? null : (
    <Notice tone="warn" className="mb-8" title={t("title")}>
      {t("text", { names: names.join(", "), count: names.length })}
    </Notice>
  );
}
