"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useIdentityAction } from "@/components/shell/use-identity-action";
import { Button } from "@/components/ui/button";
import { DeedButton } from "@/components/ui/confirmed-deed";
import { keepPlace } from "@/components/ui/keep-place";
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
  const out = useIdentityAction(disableMember);
  const back = useIdentityAction(enableMember);

  async function letIn(pressed: Element) {
    if (!(await back.run({ tenant, userId }))) return;
    keepPlace(pressed);
    toast(t("enabled", { name }));
    router.refresh();
  }

  if (disabled) {
    return (
      <Button small tone="quiet" busy={back.pending} onClick={(event) => void letIn(event.currentTarget)}>
        {t("enable")}
        <span className="sr-only"> {name}</span>
      </Button>
    );
  }
  return (
    <DeedButton
      label={t("disable")}
      of={name}
      title={own ? t("disableOwnTitle") : t("disableTitle", { name })}
      confirmLabel={t("disable")}
      danger
      action={out}
      act={() => out.run({ tenant, userId })}
      done={t("disabledToast", { name })}
    >
      {own ? t("disableOwnText") : t("disableText")}
    </DeedButton>
  );
}
