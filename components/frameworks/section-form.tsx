"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { FrameworkField } from "@/components/frameworks/framework-field";
import { useSectionDraft } from "@/components/frameworks/section-draft";
import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/notice";
import { TextInput } from "@/components/ui/text-input";
import { toast } from "@/components/ui/toast";
import { useWordedAction } from "@/components/ui/use-worded-action";
import { saveFrameworkSection } from "@/lib/frameworks/actions";
import type { Field, Section, Value } from "@/lib/frameworks/fields";

export interface ShownField {
  name: string;
  label: string;
  hint: string | null;
  field: Field;
  /** the platform's value and how it reads */
  platform: Value;
  platformText: string;
  options: readonly { value: string; label: string }[];
}

interface Props {
  tenant: string;
  frameworkId: string;
  section: Section;
  base: number;
  fields: readonly ShownField[];
  given: Readonly<Record<string, Value>>;
}

const same = (a: Value | undefined, b: Value) => JSON.stringify(a) === JSON.stringify(b);

/** One section of a framework: each field with the platform's value beside it where the tenant's is another. */
export function SectionForm({ tenant, frameworkId, section, base, fields, given }: Props) {
  const t = useTranslations("frameworks");
  const router = useRouter();
  const draft = useSectionDraft(`${tenant}/${frameworkId}/${section}`, base, given);
  const { values, changed } = draft;
  const [note, setNote] = useState("");
  const { run, pending, error, fieldError, clear } = useWordedAction("frameworks", saveFrameworkSection);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (pending || !changed) return;
    const sent = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, toSend(value)]));
    const saved = await run({ tenant, frameworkId, section, values: sent, base, note });
    if (!saved) return;
    draft.saved(saved.data.version);
    setNote("");
    toast(t("saved", { version: saved.data.version }));
    router.refresh();
  }

  return (
    <form method="post" onSubmit={submit} className="flex max-w-[46rem] flex-col gap-6" noValidate>
      <FormError message={error} />
      {fields.map((shown) => (
        <FrameworkField
          key={shown.name}
          shown={shown}
          value={values[shown.name] as Value}
          error={fieldError(shown.name)}
          differs={!same(values[shown.name], shown.platform)}
          onChange={(value) => draft.set(shown.name, value)}
        />
      ))}
      <div className="flex flex-col gap-4 border-t border-hairline pt-5">
        <TextInput
          label={t("note")}
          hint={t("noteHint")}
          optional
          maxLength={200}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          error={fieldError("note")}
          autoComplete="off"
        />
        <div className="flex flex-wrap items-center gap-2">
          <Button type="submit" tone="primary" busy={pending} disabled={!changed}>
            {t("save")}
          </Button>
          {changed && !pending ? (
            <Button
              tone="quiet"
              onClick={(event) => {
                draft.discard();
                clear();
                // This button goes; the one beside it is where she was.
                event.currentTarget.form?.querySelector<HTMLElement>("button[type=submit]")?.focus();
              }}
            >
              {t("discard")}
            </Button>
          ) : null}
        </div>
      </div>
    </form>
  );
}

/** A list that is being typed has empty lines in it; they are no entries. */
function toSend(value: Value): string | number | boolean | string[] {
  if (typeof value !== "object") return value;
  return value.map((line) => line.trim()).filter((line) => line !== "");
}
