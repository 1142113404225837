"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { RadioGroup } from "@/components/ui/checkbox";
import { FormError } from "@/components/ui/notice";
import { useWordedAction } from "@/components/ui/use-worded-action";
import { EndpointFields, readEndpoint } from "@/components/webhooks/endpoint-fields";
import { SecretDialog } from "@/components/webhooks/secret-dialog";
import { createWebhook } from "@/lib/webhooks/actions";
import { type WebhookKind, webhookKinds } from "@/lib/webhooks/schema";

/** Makes an endpoint and shows its secret. */
export function EndpointForm({ tenant }: { tenant: string }) {
  const t = useTranslations("webhooks");
  const router = useRouter();
  const { run, pending, error, fieldError } = useWordedAction("webhooks", createWebhook);
  const [kind, setKind] = useState<WebhookKind>("analytics_webhook");
  const [made, setMade] = useState<{ name: string; secret: string } | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    if (pending) return;
    const given = readEndpoint(form, kind);
    const created = await run({ tenant, kind, ...given });
    if (!created) return;
    form.reset();
    setMade({ name: given.name, secret: created.data.secret });
    router.refresh();
  }

  return (
    <>
      <form method="post" onSubmit={submit} className="flex max-w-[46rem] flex-col gap-5">
        <FormError message={error} />
        <RadioGroup
          legend={t("form.kind")}
          name="kind"
          value={kind}
          onValueChange={(value) => setKind(value as WebhookKind)}
          options={webhookKinds
            .toReversed()
            .map((value) => ({ value, label: t(`kind.${value}`), hint: t(`kindHint.${value}`) }))}
          error={fieldError("kind")}
        />
        <EndpointFields kind={kind} fieldError={fieldError} />
        <Button type="submit" tone="primary" busy={pending} className="self-start">
          {t("form.create")}
        </Button>
      </form>
      <SecretDialog secret={made?.secret ?? null} name={made?.name ?? ""} onClose={() => setMade(null)} />
    </>
  );
}
