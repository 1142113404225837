"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { FormError, Notice } from "@/components/ui/notice";
import { Select, type SelectOption } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { toast } from "@/components/ui/toast";
import { useWordedAction } from "@/components/ui/use-worded-action";
import { changeRegion } from "@/lib/brand/actions";
import type { Locale } from "@/lib/i18n";

interface Values {
  locale: string;
  timeZone: string;
  currency: string;
  auLabel: string;
  auUnit: string;
}

interface Props {
  tenant: string;
  given: Values;
  languages: readonly SelectOption[];
  zones: readonly SelectOption[];
  currencies: readonly SelectOption[];
}

/** Language, time zone, currency and the names of what a session produces. */
export function RegionForm({ tenant, given, languages, zones, currencies }: Props) {
  const t = useTranslations("brand.region");
  const router = useRouter();
  const [values, setValues] = useState(given);
  const { run, pending, error, fieldError } = useWordedAction("brand", changeRegion);
  const field = (name: keyof Values) => ({
    name,
    value: values[name],
    onChange: (event: { target: { value: string } }) => setValues((now) => ({ ...now, [name]: event.target.value })),
    error: fieldError(name),
  });

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (pending || !(await run({ tenant, ...values, locale: values.locale as Locale }))) return;
    toast(t("saved"));
    router.refresh();
  }

  return (
    <form method="post" onSubmit={submit} className="flex max-w-[46rem] flex-col gap-5">
      <FormError message={error} />
      <div className="grid gap-5 sm:grid-cols-3">
        <Select label={t("language")} options={languages} {...field("locale")} />
        <Select label={t("timeZone")} options={zones} {...field("timeZone")} />
        <Select label={t("currency")} options={currencies} {...field("currency")} />
      </div>
      {values.timeZone !== given.timeZone ? <Notice>{t("zoneNote")}</Notice> : null}
      <div className="grid gap-5 sm:grid-cols-[2fr_1fr]">
        <TextInput label={t("auLabel")} hint={t("auHint")} maxLength={40} required {...field("auLabel")} />
        <TextInput label={t("auUnit")} hint={t("auUnitHint")} maxLength={12} required {...field("auUnit")} />
      </div>
      <Button type="submit" tone="primary" busy={pending} className="self-start">
        {t("save")}
      </Button>
    </form>
  );
}
