"use client";

import { useFormatter, useTranslations } from "next-intl";
import { accentFor, contrast, grounds, isHexColor } from "@/components/shell/brand-accent";
import { Badge } from "@/components/ui/badge";

/** Whether a colour can be read on paper and on the dark ground, and which shade of it is shown where it cannot. */
export function ContrastCheck({ color }: { color: string }) {
  const t = useTranslations("brand.contrast");
  const format = useFormatter();
  if (!isHexColor(color)) return null;
  return (
    <dl className="flex flex-col gap-2" aria-live="polite">
      {(["light", "dark"] as const).map((theme) => {
        const { accent } = accentFor(color, theme);
        const kept = accent.toLowerCase() === color.toLowerCase();
        const ratio = (shade: string) =>
          format.number(contrast(shade, grounds[theme].paper), { maximumFractionDigits: 1, minimumFractionDigits: 1 });
        return (
          <div key={theme} className="flex flex-wrap items-center gap-x-4 gap-y-1 text-label">
            <dt className="flex w-24 items-center gap-2 text-ink-quiet">
              <span
                aria-hidden="true"
                className="size-4 rounded-full border border-hairline"
                style={{ background: accent, outline: `3px solid ${grounds[theme].paper}` }}
              />
              {t(theme)}
            </dt>
            <dd className="flex flex-wrap items-center gap-x-4">
              <Badge tone={kept ? "good" : "warn"}>{t(kept ? "kept" : "moved", { shade: accent })}</Badge>
              <span className="figures text-ink-soft">
                {kept
                  ? t("ratio", { ratio: ratio(color) })
                  : t("ratioMoved", { before: ratio(color), after: ratio(accent) })}
              </span>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
