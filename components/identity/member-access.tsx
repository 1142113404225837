"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useIdentityAction } from "@/components/shell/use-identity-action";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { disableMember, enableMember } from "@/lib/identity/member-actions";

interface Props {
  tenant: string;
  userId: string;
  name: string;
  disabled: boolean;
  own: boolean;
}

/** Shuts a member out, after asking, or lets her in again. */
export function MemberAccess({ tenant, userId, name, disabled, own }: Props) {
  const t = useTranslations("settings.members");
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const out = useIdentityAction(disableMember);
  const back = useIdentityAction(enableMember);

  async function letIn() {
    if (!(await back.run({ tenant, userId }))) return;
    toast(t("enabled", { name }));
    router.refresh();
  }

  async function shutOut() {
    if (!(await out.run({ tenant, userId }))) return;
    setAsking(false);
    toast(t("disabledToast", { name }));
    router.refresh();
  }

  if (disabled) {
    return (
      <Button small tone="quiet" busy={back.pending} onClick={() => void letIn()}>
        {t("enable")}
        <span className="sr-only"> {name}</span>
      </Button>
    );
  }
  return (
    <>
      <Button small tone="quiet" onClick={() => setAsking(true)}>
        {t("disable")}
        <span className="sr-only"> {name}</span>
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => {
          setAsking(false);
          out.clear();
        }}
        title={own ? t("disableOwnTitle") : t("disableTitle", { name })}
        confirmLabel={t("disable")}
        danger
        busy={out.pending}
        error={out.error}
        onConfirm={() => void shutOut()}
      >
        {own ? t("disableOwnText") : t("disableText")}
      </ConfirmDialog>
    </>
  );
}
