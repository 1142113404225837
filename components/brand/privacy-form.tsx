"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { FormError } from "@/components/ui/notice";
import { TextInput } from "@/components/ui/text-input";
import { toast } from "@/components/ui/toast";
import { useWordedAction } from "@/components/ui/use-worded-action";
import { changePrivacy } from "@/lib/brand/actions";

interface Values {
  k: number;
  lowCountThreshold: number;
  roundUpCounts: boolean;
  retentionMonths: number;
}

/** How small a group may be, how numbers are worded, and how long events are kept. */
export function PrivacyForm({ tenant, given }: { tenant: string; given: Values }) {
  const t = useTranslations("brand.privacy");
  const router = useRouter();
  const [asked, setAsked] = useState<Values | null>(null);
  const { run, pending, error, fieldError } = useWordedAction("brand", changePrivacy);

  async function save(values: Values) {
    const saved = await run({ tenant, ...values });
    setAsked(null);
    if (!saved) return;
    toast(t("saved"));
    router.refresh();
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const form = new FormData(event.currentTarget);
    const number = (name: string) => Number(form.get(name) || Number.NaN);
    const values = {
      k: number("k"),
      lowCountThreshold: number("lowCountThreshold"),
      roundUpCounts: form.has("roundUpCounts"),
      retentionMonths: number("retentionMonths"),
    };
    // Shortening what is kept deletes: the one change here that cannot be taken back.
    if (values.retentionMonths < given.retentionMonths) setAsked(values);
    else await save(values);
  }

  const field = (name: "k" | "lowCountThreshold" | "retentionMonths", least: number, most: number) => ({
    type: "number",
    name,
    label: t(name),
    hint: t(`${name}Hint`),
    defaultValue: given[name],
    min: least,
    max: most,
    required: true,
    error: fieldError(name),
  });

  return (
    <form method="post" onSubmit={submit} className="flex max-w-[40rem] flex-col gap-6" noValidate>
      <FormError message={error} />
      <TextInput {...field("k", 2, 100)} />
      <TextInput {...field("lowCountThreshold", 0, 1000)} />
      <Checkbox
        name="roundUpCounts"
        defaultChecked={given.roundUpCounts}
        label={t("roundUpCounts")}
        hint={t("roundUpCountsHint")}
      />
      <TextInput {...field("retentionMonths", 1, 120)} />
      <Button type="submit" tone="primary" busy={pending} className="self-start">
        {t("save")}
      </Button>
      <ConfirmDialog
        open={asked !== null}
        onClose={() => setAsked(null)}
        title={t("shortenTitle", { months: asked?.retentionMonths ?? 0 })}
        confirmLabel={t("shortenConfirm")}
        danger
        busy={pending}
        onConfirm={() => asked && save(asked)}
      >
        {t("shortenText", { before: given.retentionMonths, months: asked?.retentionMonths ?? 0 })}
      </ConfirmDialog>
    </form>
  );
}
