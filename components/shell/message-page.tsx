import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";
import { DocumentTitle } from "@/components/ui/document-title";
import { paths } from "@/lib/paths";

/** What happened and where to go from here: for pages that are not there, not allowed or broken. */
export function MessagePage({
  kind,
  children,
}: {
  kind: "notFound" | "forbidden" | "suspended";
  children?: ReactNode;
}) {
  const t = useTranslations(`shell.${kind}`);
  const locale = useLocale();
  return (
    <div className="flex flex-col items-start gap-4">
      <DocumentTitle title={t("title")} />
      <h1 className="font-serif text-title font-medium">{t("title")}</h1>
      <p className="max-w-[34rem] text-ink-soft">{t("text")}</p>
      {children}
      <ButtonLink href={paths.home(locale)} className="mt-2">
        {t("home")}
      </ButtonLink>
    </div>
  );
}
