"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { MouseEvent, ReactNode } from "react";
import { type ButtonTone, buttonClass } from "@/components/ui/button";

/**
 * Turns the pages of a list that pages by key: `nextHref` carries the cursor, `firstHref` is the list without one and
 * is null on the first page; `previousHref` is the page before where a list knows it. There are no page numbers, because
 * counting them would cost more than the page. Whoever turns a page begins at the list's head, not at that of the page.
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
  const turn = (event: MouseEvent<HTMLElement>) => {
    const list = event.currentTarget.closest("[data-list]");
    list?.querySelector("[data-wide]")?.scrollTo({ top: 0 });
    (list ?? document.documentElement).scrollIntoView({ block: "start" });
  };
  const link = (href: string | null, label: string, tone?: ButtonTone) =>
    href ? (
      <Link href={href} scroll={false} onClick={turn} className={buttonClass(tone, true)}>
        {label}
      </Link>
    ) : null;
  return (
    <nav
      aria-label={t("label")}
      className="flex flex-wrap items-center justify-between gap-3 text-label text-ink-quiet"
      data-screen-only
    >
      <span className="figures">{summary}</span>
      <span className="flex gap-2">
        {link(firstHref, t("first"), "quiet")}
        {link(previousHref, t("previous"))}
        {link(nextHref, t("next"))}
      </span>
    </nav>
  );
}
