"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useIdentityAction } from "@/components/shell/use-identity-action";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { BareSelect } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { changeRole } from "@/lib/identity/member-actions";
import { type Role, roles } from "@/lib/identity/permissions";

interface Props {
  tenant: string;
  userId: string;
  name: string;
  role: Role;
  /** the reader's own line: giving oneself another role shuts this page behind one */
  own: boolean;
}

/** The role of a member, changed by choosing another; it holds on her next request. */
export function MemberRole({ tenant, userId, name, role, own }: Props) {
  const t = useTranslations("settings.members");
  const names = useTranslations("identity.roles");
  const router = useRouter();
  const { run, pending, error, clear } = useIdentityAction(changeRole);
  const [wanted, setWanted] = useState<Role | null>(null);
  // What was chosen stands there until the page brings it, not the old role once more in between.
  const [given, setGiven] = useState<{ instead: Role; role: Role } | null>(null);
  const shown = given?.instead === role ? given.role : role;

  async function apply(next: Role) {
    setWanted(next);
    if (!(await run({ tenant, userId, role: next }))) return;
    setWanted(null);
    setGiven({ instead: role, role: next });
    toast(t("roleChanged", { name, role: names(next) }));
    router.refresh();
  }

  const close = () => {
    setWanted(null);
    clear();
  };
  const asking = wanted !== null && (own || error !== null);
  return (
    <>
      <BareSelect
        small
        className="-ml-2"
        aria-label={t("roleOf", { name })}
        value={wanted ?? shown}
        onChange={(event) => {
          const next = event.target.value as Role;
          // Not disabled meanwhile: that would take the focus away from whoever chose with the keyboard.
          if (pending) return;
          if (own) setWanted(next);
          else void apply(next);
        }}
        options={roles.map((one) => ({ value: one, label: names(one) }))}
      />
      <ConfirmDialog
        open={asking}
        onClose={close}
        title={
          own
            ? t("ownRoleTitle", { role: names(wanted ?? role) })
            : t("roleTitle", { name, role: names(wanted ?? role) })
        }
        confirmLabel={t("changeRole")}
        busy={pending}
        error={error}
        onConfirm={() => wanted && void apply(wanted)}
      >
        {own ? t("ownRoleText") : null}
      </ConfirmDialog>
    </>
  );
}
