"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { remember } from "@/components/shell/remember";
import { localeCookie } from "@/lib/http/preference-cookies";
import { localeNames, locales } from "@/lib/i18n";

/** The same page in another language. Plain links: the document's language changes, so the document is loaded anew. */
export function LanguageSwitch() {
  const t = useTranslations("shell");
  const current = useLocale();
  const pathname = usePathname();
  const search = useSearchParams();
  const rest = pathname.split("/").slice(2).join("/");
  return (
    <nav aria-label={t("language")} className="flex items-center justify-between gap-4">
      <span aria-hidden="true" className="text-label text-ink-quiet">
        {t("language")}
      </span>
      <span className="flex gap-3">
        {locales.map((locale) => (
          <a
            key={locale}
            href={`/${locale}${rest ? `/${rest}` : ""}${search.size ? `?${search}` : ""}`}
            lang={locale}
            hrefLang={locale}
            aria-current={locale === current ? "true" : undefined}
            onClick={() => remember(localeCookie, locale)}
            className="text-label text-ink-soft underline-offset-4 hover:text-ink hover:underline aria-[current]:font-medium aria-[current]:text-accent"
          >
            {localeNames[locale]}
          </a>
        ))}
      </span>
    </nav>
  );
}
