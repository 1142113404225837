"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { FieldError } from "@/components/ui/field";
import { FormError } from "@/components/ui/notice";
import { TextInput } from "@/components/ui/text-input";
import { useWordedAction } from "@/components/ui/use-worded-action";
import { resendWebhookRange } from "@/lib/webhooks/actions";

const statuses = ["dead", "cancelled", "delivered"] as const;

interface Props {
  open: boolean;
  tenant: string;
  endpointId: string;
  name: string;
  today: string;
  onClose: () => void;
  onDone: (count: number) => void;
}

/** Sends again what was made for an endpoint within some days. */
export function ReplayRange({ open, tenant, endpointId, name, today, onClose, onDone }: Props) {
  const t = useTranslations("webhooks");
  const { run, pending, error, fieldError } = useWordedAction("webhooks", resendWebhookRange);
  const [from, setFrom] = useState(today);
  const [to, setTo] = useState(today);
  const formId = `range-${endpointId}`;

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const values = new FormData(event.currentTarget);
    const chosen = statuses.filter((status) => values.has(status));
    const sent = await run({ tenant, endpointId, from, to, statuses: chosen });
    if (sent) onDone(sent.data.count);
  }

  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t("range.title", { name })}
      lead={t("range.lead")}
      footer={
        <>
          <Button onClick={onClose}>{t("actions.cancel")}</Button>
          <Button tone="primary" type="submit" form={formId} busy={pending}>
            {t("range.send")}
          </Button>
        </>
      }
    >
      <form id={formId} method="post" onSubmit={submit} className="flex flex-col gap-5">
        <FormError message={error} />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextInput
            type="date"
            label={t("range.from")}
            value={from}
            max={today}
            onChange={(event) => setFrom(event.target.value)}
            error={fieldError("from")}
          />
          <TextInput
            type="date"
            label={t("range.to")}
            value={to}
            min={from}
            max={today}
            onChange={(event) => setTo(event.target.value)}
            error={fieldError("to")}
          />
        </div>
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-2 text-label font-medium text-ink">{t("range.which")}</legend>
          {statuses.map((status) => (
            <Checkbox
              key={status}
              name={status}
              defaultChecked={status !== "delivered"}
              label={t(`range.status.${status}`)}
            />
          ))}
          <FieldError id={`${formId}-statuses`} error={fieldError("statuses")} />
        </fieldset>
      </form>
    </Dialog>
  );
}
