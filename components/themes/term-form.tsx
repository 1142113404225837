"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { FormError, Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { addThemeTerm, previewThemeTerm } from "@/lib/master-sessions/themes/actions";

type Code = Parameters<typeof addThemeTerm>[0]["language"];

/** Adds a word to a theme; before, it tells how many texts of the last 90 days that would change. */
export function TermForm({
  tenant,
  k,
  theme,
  languages,
}: {
  tenant: string;
  k: number;
  theme: string;
  languages: readonly { readonly code: string; readonly name: string }[];
}) {
  const t = useTranslations("themes.term");
  const router = useRouter();
  const adding = useAction(addThemeTerm);
  const asking = useAction(previewThemeTerm);
  const [language, setLanguage] = useState<Code>((languages[0]?.code ?? "en") as Code);
  const [term, setTerm] = useState("");
  const [preview, setPreview] = useState<{ changed: number | null; texts: number } | null>(null);
  const input = { tenant, key: theme, language, term };
  const problem = adding.fields.term ?? asking.fields.term;

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (adding.pending) return;
    if (!(await adding.run(input))) return;
    toast(t("done", { term: term.trim() }));
    setPreview(null);
    setTerm("");
    router.refresh();
  }

  return (
    <form method="post" onSubmit={(event) => void submit(event)} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end gap-3">
        <Select
          label={t("language")}
          value={language}
          onChange={(event) => {
            setLanguage(event.target.value as Code);
            setPreview(null);
          }}
          options={languages.map(({ code, name }) => ({ value: code, label: name }))}
        />
        <TextInput
          label={t("term")}
          lang={language}
          dir="auto"
          value={term}
          maxLength={80}
          error={problem}
          onChange={(event) => {
            setTerm(event.target.value);
            setPreview(null);
            adding.clear();
            asking.clear();
          }}
        />
        <Button
          type="button"
          busy={asking.pending}
          disabled={term.trim() === ""}
          onClick={async () => setPreview((await asking.run(input)) ?? null)}
        >
          {t("preview")}
        </Button>
        <Button type="submit" tone="primary" busy={adding.pending} disabled={term.trim() === ""}>
          {t("add")}
        </Button>
      </div>
      {problem ? null : <FormError message={adding.error ?? asking.error} />}
      {preview ? (
        <Notice live>
          {preview.changed === null
            ? t("few", { k, texts: preview.texts })
            : t("changes", { count: preview.changed, texts: preview.texts })}
        </Notice>
      ) : null}
    </form>
  );
}
