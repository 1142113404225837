"use client";

import { Keyboard, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { openKeyboardHelp, openPalette } from "@/components/shell/shell-keys";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";

/** The palette and the key list for those who look for them with a pointer. */
export function ShellTools() {
  const t = useTranslations("shell");
  return (
    <div className="flex items-center gap-1 px-1">
      <button
        type="button"
        onClick={openPalette}
        className="flex min-h-9 flex-1 items-center gap-2 rounded-md px-2 text-label text-ink-quiet transition-colors hover:bg-sunk hover:text-ink"
      >
        <Search size={15} aria-hidden="true" />
        <span className="flex-1 text-left whitespace-nowrap">{t("palette.open")}</span>
        <span aria-hidden="true" className="flex gap-0.5 max-lg:hidden">
          <Kbd>{t("keys.control")}</Kbd>
          <Kbd>K</Kbd>
        </span>
      </button>
      <IconButton label={t("keys.title")} icon={<Keyboard size={16} aria-hidden="true" />} onClick={openKeyboardHelp} />
    </div>
  );
}
