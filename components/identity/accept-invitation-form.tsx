"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useIdentityAction } from "@/components/shell/use-identity-action";
import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/notice";
import { PasswordInput } from "@/components/ui/password-input";
import { TextInput } from "@/components/ui/text-input";
import { acceptInvitation } from "@/lib/identity/account-actions";

/** Name and password of a new account; for somebody who is signed in only the one button. `home` is where her language begins. */
export function AcceptInvitationForm({
  token,
  email,
  signedIn,
  home,
}: {
  token: string;
  email: string;
  signedIn: boolean;
  home: string;
}) {
  const t = useTranslations("identity");
  const { run, pending, error, fieldError } = useIdentityAction(acceptInvitation);
  const [leaving, setLeaving] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const values = new FormData(event.currentTarget);
    const account = signedIn ? null : { name: String(values.get("name")), password: String(values.get("password")) };
    const accepted = await run({ token, account });
    if (!accepted) return;
    setLeaving(true);
    location.assign(`${home}/${accepted.data.tenant}`);
  }

  return (
    <form method="post" onSubmit={submit} className="flex flex-col gap-5">
      <FormError message={error} />
      {signedIn ? null : (
        <>
          {/* Shown, and of the type that password managers file the new password under. */}
          <TextInput label={t("signIn.email")} type="email" autoComplete="username" value={email} readOnly />
          <TextInput
            label={t("invitation.name")}
            hint={t("invitation.nameHint")}
            name="name"
            autoComplete="name"
            required
            maxLength={120}
            error={fieldError("account.name") ?? fieldError("name")}
          />
          <PasswordInput
            label={t("invitation.password")}
            hint={t("password.hint")}
            name="password"
            autoComplete="new-password"
            required
            error={fieldError("password")}
          />
        </>
      )}
      <Button type="submit" tone="primary" busy={pending || leaving}>
        {signedIn ? t("invitation.join") : t("invitation.create")}
      </Button>
    </form>
  );
}
