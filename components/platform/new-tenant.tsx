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
import { type Locale, localeNames, locales } from "@/lib/i18n";
import { createTenantAsPlatform } from "@/lib/platform/actions";

/** Makes an organisation; the link for its first admin is shown once. */
export function NewTenant() {
  const t = useTranslations("admin.tenants");
  const router = useRouter();
  const locale = useLocale();
  const { run, pending, error, fieldError, clear } = useIdentityAction(createTenantAsPlatform);
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<{ name: string; link: string } | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const values = new FormData(event.currentTarget);
    const text = (name: string) => String(values.get(name) ?? "");
    const result = await run({
      slug: text("slug"),
      name: text("name"),
      adminEmail: text("adminEmail"),
      timeZone: text("timeZone"),
      currency: text("currency").toUpperCase(),
      locale: text("locale") as Locale,
    });
    if (!result) return;
    setOpen(false);
    setMade({ name: text("name"), link: result.data.link });
    router.refresh();
  }

  return (
    <>
      <Button tone="primary" onClick={() => setOpen(true)}>
        {t("new")}
      </Button>
      <Dialog
        open={open}
        onClose={() => {
          setOpen(false);
          clear();
        }}
        title={t("newTitle")}
        lead={t("newLead")}
      >
        <form method="post" onSubmit={submit} className="flex flex-col gap-4">
          <FormError message={error} />
          <TextInput label={t("orgName")} name="name" required maxLength={120} error={fieldError("name")} />
          <TextInput
            label={t("slug")}
            hint={t("slugHint")}
            name="slug"
            required
            maxLength={40}
            autoCapitalize="none"
            error={fieldError("slug")}
          />
          <TextInput
            label={t("adminEmail")}
            name="adminEmail"
            type="email"
            autoComplete="off"
            required
            error={fieldError("adminEmail")}
          />
          <div className="grid gap-4 sm:grid-cols-3">
            <TextInput
              label={t("zone")}
              name="timeZone"
              defaultValue="Europe/Berlin"
              required
              error={fieldError("timeZone")}
            />
            <Select
              label={t("language")}
              name="locale"
              defaultValue={locale}
              options={locales.map((one) => ({ value: one, label: localeNames[one] }))}
            />
            <TextInput
              label={t("currency")}
              name="currency"
              defaultValue="EUR"
              required
              maxLength={3}
              error={fieldError("currency")}
            />
          </div>
          <Button type="submit" tone="primary" busy={pending} className="self-start">
            {t("create")}
          </Button>
        </form>
      </Dialog>
      <Dialog
        open={made !== null}
        onClose={() => setMade(null)}
        title={t("madeTitle", { name: made?.name ?? "" })}
        lead={t("madeLead")}
        footer={
          <>
            {made ? <CopyButton text={made.link} label={t("copy")} /> : null}
            <Button onClick={() => setMade(null)}>{t("done")}</Button>
          </>
        }
      >
        {made ? <CodeBlock code={made.link} label={t("link")} wrap /> : null}
      </Dialog>
    </>
  );
}
