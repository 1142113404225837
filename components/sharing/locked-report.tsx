"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { PasswordInput } from "@/components/ui/password-input";
import { useAction } from "@/components/ui/use-action";
import { unlockReport } from "@/lib/reports/actions";

/** The door of a report that has a password. */
export function LockedReport({ token, tenantName }: { token: string; tenantName: string }) {
  const t = useTranslations("sharing.locked");
  const router = useRouter();
  const { run, pending, error, fields } = useAction(unlockReport);
  return (
    <main className="mx-auto flex min-h-dvh max-w-[26rem] flex-col justify-center gap-6 px-6 py-16">
      <title>{t("title")}</title>
      <div className="flex flex-col gap-3">
        <h1 className="font-serif text-title">{t("title")}</h1>
        <p className="text-ink-soft">{t("lead", { tenant: tenantName })}</p>
      </div>
      <form
        method="post"
        className="flex flex-col gap-4"
        onSubmit={async (event) => {
          event.preventDefault();
          const password = String(new FormData(event.currentTarget).get("password") ?? "");
          if (await run({ token, password })) router.refresh();
        }}
      >
        <PasswordInput
          label={t("password")}
          name="password"
          required
          autoFocus
          autoComplete="off"
          error={fields.password ?? error}
        />
        <Button type="submit" tone="primary" busy={pending}>
          {t("open")}
        </Button>
      </form>
    </main>
  );
}
