"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { useWordedAction } from "@/components/ui/use-worded-action";
import { decideWebhookPersonalData } from "@/lib/webhooks/actions";

/** Whether names and e-mails may leave for the tenant's CRM: what it means, who decided, and the way to decide anew. */
export function PersonalData({ tenant, allowed, decided }: { tenant: string; allowed: boolean; decided: ReactNode }) {
  const t = useTranslations("webhooks.personal");
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const { run, pending, error, clear } = useWordedAction("webhooks", decideWebhookPersonalData);
  const side = allowed ? "stop" : "allow";
  return (
    <div className="flex max-w-[46rem] flex-col items-start gap-3">
      <Badge tone={allowed ? "accent" : "plain"}>{t(allowed ? "on" : "off")}</Badge>
      <p className="text-ink-soft">{t("explanation")}</p>
      {decided ? <p className="text-label text-ink-quiet">{decided}</p> : null}
      <Button onClick={() => setAsking(true)}>{t(side)}</Button>
      <ConfirmDialog
        open={asking}
        onClose={() => {
          setAsking(false);
          clear();
        }}
        title={t(`${side}Title`)}
        confirmLabel={t(`${side}Confirm`)}
        danger={allowed}
        busy={pending}
        error={error}
        onConfirm={async () => {
          if (!(await run({ tenant, allowed: !allowed }))) return;
          setAsking(false);
          toast(t(`${side}Toast`));
          router.refresh();
        }}
      >
        {t(`${side}Text`)}
      </ConfirmDialog>
    </div>
  );
}
