"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useIdentityAction } from "@/components/shell/use-identity-action";
import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/notice";
import { TextInput } from "@/components/ui/text-input";
import { toast } from "@/components/ui/toast";
import { decidePlatformAdmin, requestPlatformAdmin } from "@/lib/platform/actions";

/** Asks for another platform admin. Somebody else has to agree. */
export function AskForAdmin() {
  const t = useTranslations("admin.users");
  const router = useRouter();
  const { run, pending, error, fieldError } = useIdentityAction(requestPlatformAdmin);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    if (pending || !(await run({ email: String(new FormData(form).get("email")) }))) return;
    form.reset();
    toast(t("asked"));
    router.refresh();
  }

  return (
    <form method="post" onSubmit={submit} className="flex max-w-[30rem] flex-col items-start gap-4">
      <FormError message={error} />
      <TextInput
        className="w-full"
        label={t("email")}
        name="email"
        type="email"
        autoComplete="off"
        required
        error={fieldError("email")}
      />
      <Button type="submit" busy={pending}>
        {t("ask")}
      </Button>
    </form>
  );
}

/** Agrees to a request, or closes it. */
export function DecideRequest({ id, email, grantable }: { id: string; email: string; grantable: boolean }) {
  const t = useTranslations("admin.users");
  const router = useRouter();
  const { run, pending, error } = useIdentityAction(decidePlatformAdmin);

  async function decide(grant: boolean) {
    if (!(await run({ requestId: id, grant }))) return;
    toast(grant ? t("granted", { email }) : t("declined"));
    router.refresh();
  }

  return (
    <span className="flex flex-wrap items-center gap-2">
      {grantable ? (
        <Button small tone="primary" busy={pending} onClick={() => void decide(true)}>
          {t("grant")}
        </Button>
      ) : (
        <span className="text-label text-ink-quiet">{t("ownRequest")}</span>
      )}
      <Button small busy={pending} onClick={() => void decide(false)}>
        {t(grantable ? "decline" : "withdraw")}
      </Button>
      <FormError message={error} />
    </span>
  );
}
