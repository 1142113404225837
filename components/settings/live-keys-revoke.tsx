"use client";

import { useTranslations } from "next-intl";
import { DeedButton } from "@/components/ui/confirmed-deed";
import { useWordedAction } from "@/components/ui/use-worded-action";
import { revokeLiveKeyAction } from "@/lib/live/live-key-actions";

/** Ends a live key, after saying what stops with it. */
export function RevokeLiveKey({ tenant, keyId, name }: { tenant: string; keyId: string; name: string }) {
  const t = useTranslations("live-keys");
  const action = useWordedAction("live-keys", revokeLiveKeyAction);
  return (
    <DeedButton
      label={t("revoke")}
      of={name}
      title={t("revokeTitle", { name })}
      confirmLabel={t("revokeConfirm")}
      danger
      action={action}
      act={() => action.run({ tenant, keyId })}
      done={t("revokedToast", { name })}
    >
      {t("revokeText")}
    </DeedButton>
  );
}
