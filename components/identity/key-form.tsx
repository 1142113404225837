"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useIdentityAction } from "@/components/shell/use-identity-action";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { FieldError } from "@/components/ui/field";
import { FormError } from "@/components/ui/notice";
import { ShownOnce } from "@/components/ui/shown-once";
import { TextInput } from "@/components/ui/text-input";
import { createApiKey } from "@/lib/identity/key-actions";

type Scope = "ingest" | "read";

/** A name and what the key may do; its value is shown once and then kept by nobody but its owner. */
export function KeyForm({ tenant, scopes }: { tenant: string; scopes: readonly Scope[] }) {
  const t = useTranslations("settings.keys");
  const router = useRouter();
  const { run, pending, error, fieldError } = useIdentityAction(createApiKey);
  const [made, setMade] = useState<{ name: string; value: string } | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    if (pending) return;
    const values = new FormData(form);
    const name = String(values.get("name"));
    const chosen = scopes.filter((scope) => values.has(scope));
    const created = await run({ tenant, name, scopes: chosen });
    if (!created) return;
    form.reset();
    setMade({ name, value: created.data.value });
    router.refresh();
  }

  return (
    <>
      <form method="post" onSubmit={submit} className="flex max-w-[46rem] flex-col gap-4">
        <FormError message={error} />
        <TextInput
          label={t("name")}
          hint={t("nameHint")}
          name="name"
          autoComplete="off"
          required
          maxLength={80}
          error={fieldError("name")}
        />
        <fieldset className="flex flex-col gap-3" aria-describedby={fieldError("scopes") ? "scopes-error" : undefined}>
          <legend className="mb-2 text-label font-medium text-ink">{t("scopes")}</legend>
          {scopes.map((scope) => (
            <Checkbox
              key={scope}
              name={scope}
              defaultChecked={scope === "ingest"}
              label={t(`scope.${scope}`)}
              hint={t(`scopeHint.${scope}`)}
            />
          ))}
          <FieldError id="scopes-error" error={fieldError("scopes")} />
        </fieldset>
        <Button type="submit" tone="primary" busy={pending} className="self-start">
          {t("create")}
        </Button>
      </form>
      <ShownOnce
        value={made?.value ?? null}
        onClose={() => setMade(null)}
        title={t("madeTitle", { name: made?.name ?? "" })}
        lead={t("madeLead")}
        valueLabel={t("value")}
        copyLabel={t("copy")}
        doneLabel={t("done")}
      />
    </>
  );
}
