"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { DocumentTitle } from "@/components/ui/document-title";

/** A page that failed: what that means for the reader, a reference that the log has too, and another try. */
export function ErrorMessage({ digest, retry }: { digest: string | undefined; retry: () => void }) {
  const t = useTranslations("shell.error");
  return (
    <div role="alert" className="flex flex-col items-start gap-4">
      <DocumentTitle title={t("title")} />
      <h1 className="font-serif text-title font-medium">{t("title")}</h1>
      <p className="max-w-[34rem] text-ink-soft">{t("text")}</p>
      {digest ? <p className="text-label text-ink-quiet">{t("reference", { digest })}</p> : null}
      <Button onClick={retry} className="mt-2">
        {t("retry")}
      </Button>
    </div>
  );
}
