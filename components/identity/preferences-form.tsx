"use client";

import { usePathname } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { remember } from "@/components/shell/remember";
import { useIdentityAction } from "@/components/shell/use-identity-action";
import { RadioGroup } from "@/components/ui/checkbox";
import { FormError } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { localeCookie } from "@/lib/http/preference-cookies";
import { type Locale, localeNames, locales } from "@/lib/i18n";
import { changeLanguage, changeTheme } from "@/lib/identity/account-actions";
import { type Theme, themeCookie, themeFrom, themes } from "@/lib/theme";

/**
 * Language and colours. They take effect at once here, are remembered for this device, and become what other devices start
 * with.
 */
export function PreferencesForm({ theme: initial }: { theme: Theme }) {
  const t = useTranslations("identity.preferences");
  const shell = useTranslations("shell");
  const locale = useLocale();
  const pathname = usePathname();
  const [theme, setTheme] = useState(initial);
  const language = useIdentityAction(changeLanguage);
  const colours = useIdentityAction(changeTheme);

  async function speak(next: Locale) {
    if (!(await language.run({ locale: next }))) return;
    remember(localeCookie, next);
    location.assign(`/${next}/${pathname.split("/").slice(2).join("/")}`);
  }

  function paint(next: Theme) {
    setTheme(next);
    remember(themeCookie, next);
    document.documentElement.dataset.theme = next;
    void colours.run({ theme: next });
  }

  return (
    <div className="flex max-w-[28rem] flex-col gap-6">
      <FormError message={language.error ?? colours.error} />
      <Select
        label={shell("language")}
        hint={t("languageHint")}
        value={locale}
        onChange={(event) => void speak(event.target.value as Locale)}
        options={locales.map((one) => ({ value: one, label: localeNames[one] }))}
      />
      <RadioGroup
        legend={shell("theme.label")}
        name="appearance"
        inline
        value={theme}
        onValueChange={(value) => paint(themeFrom(value))}
        options={themes.map((one) => ({ value: one, label: shell(`theme.${one}`) }))}
      />
    </div>
  );
}
