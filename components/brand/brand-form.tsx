"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { BrandPreview } from "@/components/brand/brand-preview";
import { ContrastCheck } from "@/components/brand/contrast-check";
import { isHexColor } from "@/components/shell/brand-accent";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/notice";
import { Textarea, TextInput } from "@/components/ui/text-input";
import { toast } from "@/components/ui/toast";
import { useWordedAction } from "@/components/ui/use-worded-action";
import { changeBrand } from "@/lib/brand/actions";

export interface BrandValues {
  name: string;
  brandColor: string;
  coachName: string;
  coachTitle: string;
  contactEmail: string;
  website: string;
  about: string;
}

/** Name, colour and coach of a tenant, with what the app and a report look like while one types. */
export function BrandForm({ tenant, given, logo }: { tenant: string; given: BrandValues; logo: string | null }) {
  const t = useTranslations("brand");
  const router = useRouter();
  const [values, setValues] = useState(given);
  const { run, pending, error, fieldError } = useWordedAction("brand", changeBrand);
  const set = (name: keyof BrandValues) => (event: { target: { value: string } }) =>
    setValues((now) => ({ ...now, [name]: event.target.value }));
  const field = (name: keyof BrandValues) => ({
    name,
    value: values[name],
    onChange: set(name),
    error: fieldError(name),
    autoComplete: "off",
  });

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (pending || !(await run({ tenant, ...values }))) return;
    toast(t("saved"));
    router.refresh();
  }

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-10 xl:grid-cols-[minmax(0,34rem)_minmax(0,1fr)]">
      <form method="post" onSubmit={submit} className="flex max-w-[40rem] flex-col gap-5">
        <FormError message={error} />
        <TextInput label={t("name")} hint={t("nameHint")} required maxLength={120} {...field("name")} />
        <Field label={t("color")} hint={t("colorHint")} error={fieldError("brandColor")}>
          {(wiring) => (
            <span className="flex items-center gap-3">
              <input
                type="color"
                aria-label={t("colorPick")}
                value={isHexColor(values.brandColor) ? values.brandColor : given.brandColor}
                onChange={set("brandColor")}
                className="h-9 w-12 shrink-0 cursor-pointer rounded-md border border-edge bg-raised p-1"
              />
              <input
                {...wiring}
                type="text"
                name="brandColor"
                value={values.brandColor}
                onChange={set("brandColor")}
                maxLength={7}
                spellCheck={false}
                autoComplete="off"
                className="min-h-9 w-28 rounded-md border border-edge bg-raised px-3 font-mono text-body"
              />
            </span>
          )}
        </Field>
        <ContrastCheck color={values.brandColor} />
        <TextInput label={t("coachName")} hint={t("coachNameHint")} optional maxLength={120} {...field("coachName")} />
        <TextInput label={t("coachTitle")} optional maxLength={120} {...field("coachTitle")} />
        <TextInput type="email" label={t("contactEmail")} optional maxLength={254} {...field("contactEmail")} />
        <TextInput label={t("website")} optional maxLength={500} inputMode="url" {...field("website")} />
        <Textarea label={t("about")} hint={t("aboutHint")} optional maxLength={600} {...field("about")} />
        <Button type="submit" tone="primary" busy={pending} className="self-start">
          {t("save")}
        </Button>
      </form>
      <BrandPreview values={values} fallback={given.brandColor} logo={logo} />
    </div>
  );
}
