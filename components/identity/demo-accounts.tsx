"use client";

import { useTranslations } from "next-intl";
import { CopyButton } from "@/components/ui/copy-button";
import type { Role } from "@/lib/identity/permissions";

export interface DemoChoice {
  email: string;
  /** the tenant's slug, or null for the platform admin */
  tenant: string | null;
  role: Role | null;
}

/** The demo's sign-ins by tenant. A press fills the form; signing in stays the reader's own step. */
export function DemoAccounts({
  password,
  accounts,
  onChoose,
}: {
  password: string;
  accounts: readonly DemoChoice[];
  onChoose: (account: DemoChoice) => void;
}) {
  const t = useTranslations("identity");
  const tenants = [...new Set(accounts.map(({ tenant }) => tenant))];
  return (
    <section aria-labelledby="demo-title" className="flex flex-col gap-3 border-t border-hairline pt-5">
      <h2 id="demo-title" className="font-serif text-lead font-medium">
        {t("demo.title")}
      </h2>
      <p className="text-label text-ink-quiet">{t("demo.lead")}</p>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-5">
        {tenants.map((tenant) => (
          <div
            key={tenant}
            className="col-span-2 grid grid-cols-subgrid items-baseline border-t border-hairline py-1.5"
          >
            <dt className="text-label text-ink-quiet">{tenant ?? t("demo.platform")}</dt>
            <dd className="flex flex-wrap gap-x-1">
              {accounts
                .filter((account) => account.tenant === tenant)
                .map((account) => (
                  <button
                    key={account.email}
                    type="button"
                    title={account.email}
                    onClick={() => onChoose(account)}
                    className="min-h-7 rounded-sm px-1.5 text-label text-accent transition-colors hover:bg-accent-wash"
                  >
                    {account.role ? t(`roles.${account.role}`) : t("demo.platformAdmin")}
                    <span className="sr-only"> {account.email}</span>
                  </button>
                ))}
            </dd>
          </div>
        ))}
        <div className="col-span-2 grid grid-cols-subgrid items-center border-t border-hairline py-1.5">
          <dt className="text-label text-ink-quiet">{t("signIn.password")}</dt>
          <dd className="flex items-center gap-2 pl-1.5">
            <code className="font-mono text-label">{password}</code>
            <CopyButton text={password} />
          </dd>
        </div>
      </dl>
    </section>
  );
}
