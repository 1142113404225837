"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useIdentityAction } from "@/components/shell/use-identity-action";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { revokeApiKey } from "@/lib/identity/key-actions";

/** Ends a key, after saying what stops with it. */
export function RevokeKey({ tenant, keyId, name }: { tenant: string; keyId: string; name: string }) {
  const t = useTranslations("settings.keys");
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const { run, pending, error, clear } = useIdentityAction(revokeApiKey);
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
