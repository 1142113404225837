"use client";

import { useTranslations } from "next-intl";
import { DeedButton, type RunningAction } from "@/components/ui/confirmed-deed";

/** Ends something that was given out, after saying what stops with it. The words stand in `words` under `revoke…`. */
export function RevokeButton({
  words,
  name,
  action,
  act,
}: {
  words: "settings.keys" | "live-keys";
  name: string;
  action: RunningAction;
  act: () => Promise<unknown>;
}) {
  const t = useTranslations(words);
  return (
    <DeedButton
      label={t("revoke")}
      of={name}
      title={t("revokeTitle", { name })}
      confirmLabel={t("revokeConfirm")}
      danger
      action={action}
      act={act}
      done={t("revokedToast", { name })}
    >
      {t("revokeText")}
    </DeedButton>
  );
}
