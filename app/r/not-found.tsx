import { useTranslations } from "next-intl";

/** Unknown, expired and revoked links look the same. */
export default function ReportGone() {
  const t = useTranslations("sharing.gone");
  return (
    <main className="mx-auto flex min-h-dvh max-w-[34rem] flex-col justify-center gap-3 px-6 py-16">
      <title>{t("title")}</title>
      <h1 className="font-serif text-title">{t("title")}</h1>
      <p className="text-lead text-ink-soft">{t("text")}</p>
    </main>
  );
}
