"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useIdentityAction } from "@/components/shell/use-identity-action";
import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/notice";
import { TextInput } from "@/components/ui/text-input";
import { toast } from "@/components/ui/toast";
import { changeName } from "@/lib/identity/account-actions";

/** The name by which colleagues see the person; the e-mail stands beside it and stays. */
export function NameForm({ name, email }: { name: string; email: string }) {
  const t = useTranslations("identity");
  const router = useRouter();
  const { run, pending, error, fieldError } = useIdentityAction(changeName);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const values = new FormData(event.currentTarget);
    if (pending || !(await run({ name: String(values.get("name")) }))) return;
    toast(t("account.nameSaved"));
    router.refresh();
  }

  return (
    <form method="post" onSubmit={submit} className="flex max-w-[28rem] flex-col items-start gap-4">
      <FormError message={error} />
      <TextInput
        className="w-full"
        label={t("account.name")}
        name="name"
        autoComplete="name"
        defaultValue={name}
        required
        maxLength={120}
        error={fieldError("name")}
      />
      <div className="flex flex-col gap-0.5">
        <p className="text-label font-medium text-ink">{t("signIn.email")}</p>
        <p className="text-body text-ink-soft [overflow-wrap:anywhere]">{email}</p>
        <p className="text-label text-ink-quiet">{t("account.emailHint")}</p>
      </div>
      <Button type="submit" busy={pending}>
        {t("account.saveName")}
      </Button>
    </form>
  );
}
