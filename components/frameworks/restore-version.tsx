"use client";

import { useTranslations } from "next-intl";
import { DeedButton } from "@/components/ui/confirmed-deed";
import { useWordedAction } from "@/components/ui/use-worded-action";
import { restoreFrameworkVersion } from "@/lib/frameworks/actions";

interface Props {
  tenant: string;
  frameworkId: string;
  version: number;
  base: number;
}

/** Makes an earlier version hold again; version 0 is the platform's own. */
export function RestoreVersion({ tenant, frameworkId, version, base }: Props) {
  const t = useTranslations("frameworks.restore");
  const action = useWordedAction("frameworks", restoreFrameworkVersion);
  const values = { version };
  return (
    <DeedButton
      label={version === 0 ? t("platform") : t("restore")}
      of={version === 0 ? undefined : t("ofVersion", values)}
      tone={version === 0 ? "plain" : "quiet"}
      title={version === 0 ? t("platformTitle") : t("title", values)}
      confirmLabel={version === 0 ? t("platformConfirm") : t("confirm", values)}
      action={action}
      act={() => action.run({ tenant, frameworkId, version, base })}
      done={({ data }) => t("done", { version: data.version })}
    >
      {t("text")}
    </DeedButton>
  );
}
