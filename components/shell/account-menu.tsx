"use client";

// A layout outlives the pages inside it, and React counts server ids anew for each: an id made here on the server would be met again on
// the next page, and its button would open this menu. Ids made on the client are unique for as long as the tab lives.
import { ChevronsUpDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { LanguageSwitch } from "@/components/shell/language-switch";
import { ThemeSwitch } from "@/components/shell/theme-switch";
import { TextLink } from "@/components/ui/text-link";
import type { Theme } from "@/lib/theme";

/** Who is signed in, and what belongs to that person rather than to a tenant. */
export function AccountMenu({
  name,
  email,
  theme,
  accountHref,
  platformHref,
  signOut,
}: {
  name: string;
  email: string;
  theme: Theme;
  accountHref: string;
  platformHref: string | null;
  /** the sign-out button, made by whoever owns sessions */
  signOut?: ReactNode;
}) {
  const t = useTranslations("shell.account");
  const id = useId();
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        className="flex w-full min-w-0 items-center justify-between gap-2 rounded-md px-3 py-2 text-left transition-colors hover:bg-sunk"
      >
        <span className="flex min-w-0 flex-col">
          <span className="sr-only">{t("label")}</span>
          <span className="truncate text-label font-medium text-ink">{name || email}</span>
          <span className="truncate text-label text-ink-quiet">{email}</span>
        </span>
        <ChevronsUpDown size={15} aria-hidden="true" className="shrink-0 text-ink-quiet" />
      </button>
      <div id={id} popover="auto" className="popover-panel mb-1.5 w-72 p-4 [position-area:block-start_span-inline-end]">
        <div className="flex flex-col gap-3">
          <TextLink href={accountHref}>{t("open")}</TextLink>
          {platformHref ? <TextLink href={platformHref}>{t("platform")}</TextLink> : null}
          <div className="flex flex-col gap-3 border-y border-hairline py-3">
            <ThemeSwitch initial={theme} />
            <LanguageSwitch />
          </div>
          {signOut}
        </div>
      </div>
    </>
  );
}
