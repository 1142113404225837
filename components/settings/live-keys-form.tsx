"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { FormError } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { ShownOnce } from "@/components/ui/shown-once";
import { TextInput } from "@/components/ui/text-input";
import { useWordedAction } from "@/components/ui/use-worded-action";
import { createLiveKeyAction } from "@/lib/live/live-key-actions";
import { tokenSnippet } from "@/lib/live/token-snippet";

interface Made {
  name: string;
  kid: string;
  algorithm: "HS256" | "EdDSA";
  secret: string;
}

/** A name and a way of signing; what signs is shown once, with the code that uses it. */
export function LiveKeyForm({ tenant }: { tenant: string }) {
  const t = useTranslations("live-keys");
  const router = useRouter();
  const { run, pending, error, fieldError } = useWordedAction("live-keys", createLiveKeyAction);
  const [made, setMade] = useState<Made | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    if (pending) return;
    const values = new FormData(form);
    const name = String(values.get("name"));
    const algorithm = values.get("algorithm") === "EdDSA" ? "EdDSA" : "HS256";
    const created = await run({ tenant, name, algorithm });
    if (!created) return;
    form.reset();
    setMade({ name, ...created.data });
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
        <Select
          label={t("algorithm")}
          hint={t("algorithmHint")}
          name="algorithm"
          defaultValue="HS256"
          options={[
            { value: "HS256", label: t("choice.HS256") },
            { value: "EdDSA", label: t("choice.EdDSA") },
          ]}
        />
        <Button type="submit" tone="primary" busy={pending} className="self-start">
          {t("create")}
        </Button>
      </form>
      <ShownOnce
        value={made?.secret ?? null}
        onClose={() => setMade(null)}
        title={t("madeTitle", { name: made?.name ?? "" })}
        lead={t("madeLead")}
        valueLabel={made ? t(`value.${made.algorithm}`) : ""}
        copyLabel={made ? t(`copy.${made.algorithm}`) : ""}
        doneLabel={t("done")}
      >
        {made ? (
          <>
            <CodeBlock code={made.kid} label={t("kid")} wrap />
            <CodeBlock code={tokenSnippet(made.algorithm, made.kid)} label={t("snippet")} />
          </>
        ) : null}
      </ShownOnce>
    </>
  );
}
