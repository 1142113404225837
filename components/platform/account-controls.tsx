"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useIdentityAction } from "@/components/shell/use-identity-action";
import { Button } from "@/components/ui/button";
import { DeedButton } from "@/components/ui/confirmed-deed";
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

/** What a platform admin can do to an account. Each asks first; letting in again does not. */
export function AccountControls({ userId, label, disabled, platformAdmin, own, openSessions }: Props) {
  const t = useTranslations("admin.users");
  const router = useRouter();
  const disable = useIdentityAction(disableAccount);
  const signOut = useIdentityAction(signOutAccount);
  const revoke = useIdentityAction(revokePlatformAdmin);
  const question = (deed: "signOut" | "disable" | "revoke") => ({
    label: t(deed),
    of: label,
    title: t(`${deed}Title`),
    confirmLabel: t(deed),
    danger: true,
    children: t(`${deed}Text`),
  });

  async function letIn() {
    if (!(await disable.run({ userId, disabled: false }))) return;
    toast(t("enabledToast"));
    router.refresh();
  }

  return (
    <span className="flex flex-wrap items-center gap-1">
      {openSessions > 0 ? (
        <DeedButton
          {...question("signOut")}
          action={signOut}
          act={() => signOut.run({ userId })}
          done={({ data }) => t("signedOut", { count: data.sessions })}
        />
      ) : null}
      {own || disabled ? null : (
        <DeedButton
          {...question("disable")}
          action={disable}
          act={() => disable.run({ userId, disabled: true })}
          done={t("disabledToast")}
        />
      )}
      {!own && disabled ? (
        <Button small tone="quiet" busy={disable.pending} onClick={() => void letIn()}>
          {t("enable")}
          <span className="sr-only"> {label}</span>
        </Button>
      ) : null}
      {platformAdmin ? (
        <DeedButton {...question("revoke")} action={revoke} act={() => revoke.run({ userId })} done={t("revoked")} />
      ) : null}
    </span>
  );
}
