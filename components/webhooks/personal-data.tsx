"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { DeedButton } from "@/components/ui/confirmed-deed";
import { useWordedAction } from "@/components/ui/use-worded-action";
import { decideWebhookPersonalData } from "@/lib/webhooks/actions";

/** Whether names and e-mails may leave for the tenant's CRM: what it means, who decided, and the way to decide anew. */
export function PersonalData({ tenant, allowed, decided }: { tenant: string; allowed: boolean; decided: ReactNode }) {
  const t = useTranslations("webhooks.personal");
  const action = useWordedAction("webhooks", decideWebhookPersonalData);
  const side = allowed ? "stop" : "allow";
  return (
    <div className="flex max-w-[46rem] flex-col items-start gap-3">
      <Badge tone={allowed ? "accent" : "plain"}>{t(allowed ? "on" : "off")}</Badge>
      <p className="text-ink-soft">{t("explanation")}</p>
      {decided ? <p className="text-label text-ink-quiet">{decided}</p> : null}
      <DeedButton
        label={t(side)}
        tone="plain"
        small={false}
        title={t(`${side}Title`)}
        confirmLabel={t(`${side}Confirm`)}
        danger={allowed}
        action={action}
        act={() => action.run({ tenant, allowed: !allowed })}
        done={t(`${side}Toast`)}
      >
        {t(`${side}Text`)}
      </DeedButton>
    </div>
  );
}
