"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/notice";
import { TextInput } from "@/components/ui/text-input";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { makeTheme } from "@/lib/master-sessions/themes/actions";

const empty = { en: "", de: "", fr: "", es: "", ru: "", ar: "" };

/** Makes a theme of the tenant's own: what it is called, in English at least. Its words are added on its page. */
export function ThemeMaker({
  tenant,
  languages,
}: {
  tenant: string;
  languages: readonly { readonly code: string; readonly name: string }[];
}) {
  const t = useTranslations("themes.make");
  const router = useRouter();
  const { run, pending, error, fields } = useAction(makeTheme);
  const [labels, setLabels] = useState(empty);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    const made = await run({ tenant, ...labels });
    if (!made) return;
    setLabels(empty);
    toast(t("done", { name: labels.en.trim() }));
    router.push(`?theme=${encodeURIComponent(made.key)}`);
    router.refresh();
  }

  return (
    <form method="post" onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      {Object.keys(fields).length ? null : <FormError message={error} />}
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {languages.map(({ code, name }) => (
          <TextInput
            key={code}
            label={code === "en" ? t("nameIn", { language: name }) : t("nameInOptional", { language: name })}
            lang={code}
            dir="auto"
            maxLength={60}
            value={labels[code as keyof typeof empty] ?? ""}
            error={fields[code]}
            onChange={(event) => setLabels({ ...labels, [code]: event.target.value })}
          />
        ))}
      </div>
      <Button type="submit" busy={pending} disabled={labels.en.trim() === ""} className="self-start">
        {t("submit")}
      </Button>
    </form>
  );
}
