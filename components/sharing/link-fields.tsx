"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { PasswordInput } from "@/components/ui/password-input";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";

const validDays = [3, 7, 14, 30, 90];

/** Who a link is for, how long it lives, its password, and whether it has a PDF: the same wherever a link is made. */
export function LinkFields({ fields, defaultName }: { fields: Record<string, string>; defaultName: string }) {
  const t = useTranslations("sharing.builder");
  return (
    <>
      <TextInput
        label={t("name")}
        hint={t("nameHint")}
        name="name"
        defaultValue={defaultName}
        maxLength={120}
        required
        error={fields.name}
      />
      <Select
        label={t("expires")}
        name="expiresInDays"
        defaultValue="14"
        error={fields.expiresInDays}
        options={validDays.map((days) => ({ value: String(days), label: t("days", { days }) }))}
      />
      <PasswordInput
        label={t("password")}
        hint={t("passwordHint")}
        name="password"
        autoComplete="new-password"
        error={fields.password}
      />
      <Checkbox name="allowDownload" defaultChecked label={t("allowDownload")} hint={t("allowDownloadHint")} />
    </>
  );
}

/** The values of LinkFields, as the actions take them. */
export function linkValues(form: FormData) {
  return {
    name: String(form.get("name") ?? ""),
    expiresInDays: Number(form.get("expiresInDays")),
    password: String(form.get("password") ?? ""),
    allowDownload: form.get("allowDownload") === "on",
  };
}
