"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
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
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const { run, pending, error, clear } = useWordedAction("frameworks", restoreFrameworkVersion);
  const values = { version };
  return (
    <>
      <Button small tone={version === 0 ? "plain" : "quiet"} onClick={() => setAsking(true)}>
        {version === 0 ? t("platform") : t("restore")}
        {version === 0 ? null : <span className="sr-only"> {t("ofVersion", values)}</span>}
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => {
          setAsking(false);
          clear();
        }}
        title={version === 0 ? t("platformTitle") : t("title", values)}
        confirmLabel={version === 0 ? t("platformConfirm") : t("confirm", values)}
        busy={pending}
        error={error}
        onConfirm={async () => {
          const restored = await run({ tenant, frameworkId, version, base });
          if (!restored) return;
          setAsking(false);
          toast(t("done", { version: restored.data.version }));
          router.refresh();
        }}
      >
        {t("text")}
      </ConfirmDialog>
    </>
  );
}
