"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { useWordedAction } from "@/components/ui/use-worded-action";
import { revokeLiveKeyAction } from "@/lib/live/live-key-actions";

/** Ends a live key, after saying what stops with it. */
export function RevokeLiveKey({ tenant, keyId, name }: { tenant: string; keyId: string; name: string }) {
  const t = useTranslations("live-keys");
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const { run, pending, error, clear } = useWordedAction("live-keys", revokeLiveKeyAction);
  return (
    <>
      <Button small tone="quiet" onClick={() => setAsking(true)}>
        {t("revoke")}
        <span className="sr-only"> {name}</span>
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => {
          setAsking(false);
          clear();
        }}
        title={t("revokeTitle", { name })}
        confirmLabel={t("revokeConfirm")}
        danger
        busy={pending}
        error={error}
        onConfirm={async () => {
          if (!(await run({ tenant, keyId }))) return;
          setAsking(false);
          toast(t("revokedToast", { name }));
          router.refresh();
        }}
      >
        {t("revokeText")}
      </ConfirmDialog>
    </>
  );
}
