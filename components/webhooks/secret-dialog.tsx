"use client";

import { useTranslations } from "next-intl";
import { ShownOnce } from "@/components/ui/shown-once";

/** Shows a signing secret, this once. */
export function SecretDialog({ secret, name, onClose }: { secret: string | null; name: string; onClose: () => void }) {
  const t = useTranslations("webhooks.secret");
  return (
    <ShownOnce
      value={secret}
      onClose={onClose}
      title={t("title", { name })}
      lead={t("lead")}
      valueLabel={t("label")}
      copyLabel={t("copy")}
      doneLabel={t("done")}
    />
  );
}
