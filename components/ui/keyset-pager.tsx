import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";

/**
 * Turns the pages of a list that pages by key: `nextHref` carries the cursor, `firstHref` is the list without one and
 * is null on the first page; `previousHref` is the page before where a list knows it. There are no page numbers, because counting them would cost more than the page.
 */
export function KeysetPager({
  nextHref,
  previousHref = null,
  firstHref,
  summary,
}: {
  nextHref: string | null;
  previousHref?: string | null;
  firstHref: string | null;
  summary?: ReactNode;
}) {
  const t = useTranslations("ui.pager");
  if (!nextHref && !firstHref && !summary) return null;
  return (
    <nav
      aria-label={t("label")}
      className="flex flex-wrap items-center justify-between gap-3 text-label text-ink-quiet"
      data-screen-only
    >
      <span className="figures">{summary}</span>
      <span className="flex gap-2">
        {firstHref ? (
          <ButtonLink small tone="quiet" href={firstHref}>
            {t("first")}
          </ButtonLink>
        ) : null}
        {previousHref ? (
          <ButtonLink small href={previousHref}>
            {t("previous")}
          </ButtonLink>
        ) : null}
        {nextHref ? (
          <ButtonLink small href={nextHref}>
            {t("next")}
          </ButtonLink>
        ) : null}
      </span>
    </nav>
  );
}
