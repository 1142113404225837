"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useIdentityAction } from "@/components/shell/use-identity-action";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import type { Locale } from "@/lib/i18n";
import { inviteMember } from "@/lib/identity/member-actions";
import { type Role, roles } from "@/lib/identity/permissions";

interface Sent {
  email: string;
  link: string;
  mailed: boolean;
}

/** An address and a role; the link that comes of it is shown once. */
export function InviteForm({ tenant }: { tenant: string }) {
  const t = useTranslations("settings.members");
  const role = useTranslations("identity.roles");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const { run, pending, error, fieldError } = useIdentityAction(inviteMember);
  const [sent, setSent] = useState<Sent | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    if (pending) return;
    const values = new FormData(form);
    const email = String(values.get("email"));
    const made = await run({ tenant, email, role: String(values.get("role")) as Role, locale });
    if (!made) return;
    form.reset();
    setSent({ email, ...made.data });
    router.refresh();
  }

  return (
    <>
      <form method="post" onSubmit={submit} className="flex max-w-[46rem] flex-col gap-4">
        <FormError message={error} />
        <div className="grid items-start gap-4 sm:grid-cols-[minmax(0,1fr)_11rem]">
          <TextInput
            label={t("inviteEmail")}
            name="email"
            type="email"
            inputMode="email"
            autoComplete="off"
            required
            error={fieldError("email")}
          />
          <Select
            label={t("role")}
            name="role"
            defaultValue="coach"
            options={roles.map((one) => ({ value: one, label: role(one) }))}
          />
        </div>
        <Button type="submit" tone="primary" busy={pending} className="self-start">
          {t("invite")}
        </Button>
      </form>
      <Dialog
        open={sent !== null}
        onClose={() => setSent(null)}
        title={t("invitedTitle", { email: sent?.email ?? "" })}
        lead={sent?.mailed ? t("invitedMailed") : t("invitedCopy")}
        footer={
          <>
            {sent ? <CopyButton text={sent.link} label={t("copyLink")} /> : null}
            <Button onClick={() => setSent(null)}>{t("done")}</Button>
          </>
        }
      >
        {sent ? <CodeBlock code={sent.link} label={t("link")} wrap /> : null}
      </Dialog>
    </>
  );
}
