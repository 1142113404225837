"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { remember } from "@/components/shell/remember";
import { type Theme, themeCookie, themes } from "@/lib/theme";

const icons = { system: Monitor, light: Sun, dark: Moon };

/** Light, dark or as the device: takes effect at once and is remembered in a cookie, which the server reads first. */
export function ThemeSwitch({ initial }: { initial: Theme }) {
  const t = useTranslations("shell.theme");
  const name = useId();
  const [theme, setTheme] = useState(initial);
  return (
    <fieldset className="flex items-center justify-between gap-4">
      <legend className="sr-only">{t("label")}</legend>
      <span aria-hidden="true" className="text-label text-ink-quiet">
        {t("label")}
      </span>
      <span className="flex rounded-md bg-sunk p-0.5">
        {themes.map((choice) => {
          const Icon = icons[choice];
          return (
            <label
              key={choice}
              title={t(choice)}
              className="inline-flex size-7 cursor-pointer items-center justify-center rounded-sm text-ink-quiet hover:text-ink has-checked:bg-raised has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent"
            >
              <input
                type="radio"
                name={name}
                value={choice}
                checked={theme === choice}
                onChange={() => {
                  setTheme(choice);
                  remember(themeCookie, choice);
                  document.documentElement.dataset.theme = choice;
                }}
                className="sr-only"
              />
              <Icon size={15} aria-hidden="true" />
              <span className="sr-only">{t(choice)}</span>
            </label>
          );
        })}
      </span>
    </fieldset>
  );
}
