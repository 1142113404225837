"use client";

import { useTranslations } from "next-intl";
import { useIdentityAction } from "@/components/shell/use-identity-action";
import { DeedButton } from "@/components/ui/confirmed-deed";
import { revokeApiKey } from "@/lib/identity/key-actions";

/** Ends a key, after saying what stops with it. */
export function RevokeKey({ tenant, keyId, name }: { tenant: string; keyId: string; name: string }) {
  const t = useTranslations("settings.keys");
  const action = useIdentityAction(revokeApiKey);
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
