"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useIdentityAction } from "@/components/shell/use-identity-action";
import { Button } from "@/components/ui/button";
import { keepPlace } from "@/components/ui/keep-place";
import { toast } from "@/components/ui/toast";
import { withdrawInvitation } from "@/lib/identity/member-actions";

/** Ends an open invitation at once; sending a new one is as quick as asking would be. */
export function WithdrawInvitation({
  tenant,
  invitationId,
  email,
}: {
  tenant: string;
  invitationId: string;
  email: string;
}) {
  const t = useTranslations("settings.members");
  const router = useRouter();
  const { run, pending } = useIdentityAction(withdrawInvitation);
  return (
    <Button
      small
      tone="quiet"
      busy={pending}
      onClick={async ({ currentTarget }) => {
        const done = await run({ tenant, invitationId });
        keepPlace(currentTarget);
        toast(done ? t("withdrawn", { email }) : t("withdrawFailed"), done ? "plain" : "bad");
        router.refresh();
      }}
    >
      {t("withdraw")}
      <span className="sr-only"> {email}</span>
    </Button>
  );
}
