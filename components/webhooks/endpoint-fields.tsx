"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { FieldError } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { eventsOfKind, type WebhookEvent, type WebhookKind } from "@/lib/webhooks/schema";

interface Props {
  kind: WebhookKind;
  given?: { name: string; url: string; events: readonly string[] };
  fieldError: (name: string) => string | null;
}

/** What an endpoint has whatever it is for: a name, an address, and the events it is told of. */
export function EndpointFields({ kind, given, fieldError }: Props) {
  const t = useTranslations("webhooks");
  return (
    <>
      <TextInput
        label={t("form.name")}
        hint={t("form.nameHint")}
        name="name"
        defaultValue={given?.name}
        required
        maxLength={80}
        autoComplete="off"
        error={fieldError("name")}
      />
      <TextInput
        label={t("form.url")}
        hint={t("form.urlHint")}
        name="url"
        defaultValue={given?.url}
        required
        maxLength={2000}
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        error={fieldError("url")}
      />
      <fieldset className="flex flex-col gap-3">
        <legend className="mb-2 text-label font-medium text-ink">{t("form.events")}</legend>
        {eventsOfKind[kind].map((event) => (
          <Checkbox
            key={`${kind}-${event}`}
            name={`event-${event}`}
            defaultChecked={given ? given.events.includes(event) : true}
            label={t(`events.${event}`)}
            hint={event}
          />
        ))}
        <FieldError id="webhook-events-error" error={fieldError("events")} />
      </fieldset>
    </>
  );
}

/** What was filled in. */
export function readEndpoint(form: HTMLFormElement, kind: WebhookKind) {
  const values = new FormData(form);
  const events = (eventsOfKind[kind] as readonly WebhookEvent[]).filter((event) => values.has(`event-${event}`));
  return { name: String(values.get("name") ?? ""), url: String(values.get("url") ?? ""), events };
}
