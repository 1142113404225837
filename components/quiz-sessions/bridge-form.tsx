"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { FormError } from "@/components/ui/notice";
import { PasswordInput } from "@/components/ui/password-input";
import { TextInput } from "@/components/ui/text-input";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { useWatch } from "@/components/ui/use-watch";
import { runBridge, saveBridge } from "@/lib/quiz-sessions/bridge-actions";

/** Where the older system's sessions are fetched from. The secret is never shown again. */
export function BridgeForm({
  tenant,
  bridge,
}: {
  tenant: string;
  /** `asked` is when it was asked for the last time */
  bridge: { url: string; enabled: boolean; asked: string } | null;
}) {
  const t = useTranslations("quiz.sources.bridge");
  const router = useRouter();
  const save = useAction(saveBridge);
  const ask = useAction(runBridge);
  const [before, setBefore] = useState<string | null>(null);
  const watch = useWatch(bridge?.asked === before);
  const said = (reason: string | undefined) =>
    reason === undefined ? undefined : t.has(`wrong.${reason}`) ? t(`wrong.${reason}`) : reason;
  return (
    <form
      method="post"
      className="flex max-w-[36rem] flex-col gap-4"
      onSubmit={async (event) => {
        event.preventDefault();
        const form = event.currentTarget;
        const data = new FormData(form);
        const secret = String(data.get("secret") ?? "");
        if (
          !(await save.run({
            tenant,
            url: String(data.get("url") ?? ""),
            secret,
            enabled: data.get("enabled") !== null,
          }))
        )
          return;
        toast(t("saved"));
        // It is stored now, and an empty field keeps it.
        const stored = form.elements.namedItem("secret");
        if (stored instanceof HTMLInputElement) stored.value = "";
        router.refresh();
      }}
    >
      <TextInput
        label={t("url")}
        hint={t("urlHint")}
        name="url"
        type="url"
        required
        defaultValue={bridge?.url ?? ""}
        error={said(save.fields.url)}
      />
      <PasswordInput
        label={t("secret")}
        hint={bridge ? t("secretKept") : undefined}
        name="secret"
        autoComplete="off"
        error={said(save.fields.secret)}
      />
      <Checkbox name="enabled" label={t("enabled")} defaultChecked={bridge?.enabled ?? true} />
      {save.error && Object.keys(save.fields).length === 0 ? <FormError message={save.error} /> : null}
      <FormError message={ask.error} />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" tone="primary" busy={save.pending}>
          {t("save")}
        </Button>
        {bridge?.enabled ? (
          <Button
            busy={ask.pending}
            onClick={async () => {
              if (!(await ask.run({ tenant, now: true }))) return;
              toast(t("asked"));
              setBefore(bridge.asked);
              watch();
            }}
          >
            {t("ask")}
          </Button>
        ) : null}
      </div>
    </form>
  );
}
