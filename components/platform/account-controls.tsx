"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useIdentityAction } from "@/components/shell/use-identity-action";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { disableAccount, revokePlatformAdmin, signOutAccount } from "@/lib/platform/actions";

interface Props {
  userId: string;
  /** how the row names the account, for those who do not see the row */
  label: string;
  disabled: boolean;
  platformAdmin: boolean;
  own: boolean;
  openSessions: number;
}

type Deed = "disable" | "signOut" | "revoke";

/** What a platform admin can do to an account. Each asks first; letting in again does not. */
export function AccountControls({ userId, label, disabled, platformAdmin, own, openSessions }: Props) {
  const t = useTranslations("admin.users");
  const router = useRouter();
  const [asking, setAsking] = useState<Deed | null>(null);
  const disable = useIdentityAction(disableAccount);
  const signOut = useIdentityAction(signOutAccount);
  const revoke = useIdentityAction(revokePlatformAdmin);
  const of = { disable, signOut, revoke };

  async function run(deed: Deed) {
    if (deed === "disable") {
      if (!(await disable.run({ userId, disabled: !disabled }))) return;
      toast(t(disabled ? "enabledToast" : "disabledToast"));
    } else if (deed === "signOut") {
      const done = await signOut.run({ userId });
      if (!done) return;
      toast(t("signedOut", { count: done.data.sessions }));
    } else {
      if (!(await revoke.run({ userId }))) return;
      toast(t("revoked"));
    }
    setAsking(null);
    router.refresh();
  }

  const button = (deed: Deed, text: string, ask = true) => (
    <Button small tone="quiet" busy={of[deed].pending} onClick={() => (ask ? setAsking(deed) : void run(deed))}>
      {text}
      <span className="sr-only"> {label}</span>
    </Button>
  );
  return (
    <span className="flex flex-wrap items-center gap-1">
      {openSessions > 0 ? button("signOut", t("signOut")) : null}
      {own ? null : button("disable", t(disabled ? "enable" : "disable"), !disabled)}
      {platformAdmin ? button("revoke", t("revoke")) : null}
      {asking ? (
        <ConfirmDialog
          open
          onClose={() => {
            of[asking].clear();
            setAsking(null);
          }}
          title={t(`${asking}Title`)}
          confirmLabel={t(asking)}
          danger
          busy={of[asking].pending}
          error={of[asking].error}
          onConfirm={() => void run(asking)}
        >
          {t(`${asking}Text`)}
        </ConfirmDialog>
      ) : null}
    </span>
  );
}
