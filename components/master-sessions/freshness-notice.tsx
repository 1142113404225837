import { useTranslations } from "next-intl";
import type { View } from "@/components/shell/view";
import { Notice } from "@/components/ui/notice";

const staleMs = 15 * 60_000;

/** Says so when what has come in is not counted for more than 15 minutes. */
export function FreshnessNotice({ asOf, lagMs, view }: { asOf: Date; lagMs: number; view: Pick<View, "format"> }) {
  const t = useTranslations("masters.stale");
  if (lagMs <= staleMs) return null;
  return (
    <Notice tone="warn" className="mb-8" title={t("title")}>
      {t("text", { when: view.format.dateTime(asOf) })}
    </Notice>
  );
}
