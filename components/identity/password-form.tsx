"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useIdentityAction } from "@/components/shell/use-identity-action";
import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/notice";
import { PasswordInput } from "@/components/ui/password-input";
import { toast } from "@/components/ui/toast";
import { changePassword } from "@/lib/identity/account-actions";

/** The current password and a new one. A change ends every other session, which the sentence beside it says. */
export function PasswordForm({ email }: { email: string }) {
  const t = useTranslations("identity");
  const router = useRouter();
  const { run, pending, error, fieldError } = useIdentityAction(changePassword);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    if (pending) return;
    const values = new FormData(form);
    const changed = await run({ current: String(values.get("current")), next: String(values.get("next")) });
    if (!changed) return;
    form.reset();
    toast(t("password.changed", { count: changed.data.endedSessions }));
    router.refresh();
  }

  return (
    <form method="post" onSubmit={submit} className="flex max-w-[28rem] flex-col items-start gap-4">
      <FormError message={error} />
      {/* Password managers look for the name that belongs to the password. */}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <PasswordInput
        className="w-full"
        label={t("password.current")}
        name="current"
        autoComplete="current-password"
        required
        error={fieldError("current")}
      />
      <PasswordInput
        className="w-full"
        label={t("password.next")}
        hint={t("password.hint")}
        name="next"
        autoComplete="new-password"
        required
        error={fieldError("next")}
      />
      <Button type="submit" busy={pending}>
        {t("password.submit")}
      </Button>
    </form>
  );
}
