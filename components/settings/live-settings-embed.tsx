import { useTranslations } from "next-intl";
import { CodeBlock } from "@/components/ui/code-block";
import { Notice } from "@/components/ui/notice";
import { paths } from "@/lib/paths";

/** What to paste into a page, ready but for the session's id. */
export function LiveSettingsEmbed({
  origin,
  tenant,
  locale,
  title,
  listed,
}: {
  /** where people reach Attune */
  origin: string;
  tenant: string;
  locale: string;
  /** what the frame is called for those who do not see it */
  title: string;
  /** whether any site may embed */
  listed: boolean;
}) {
  const t = useTranslations("live-settings.embed");
  const session = t("sample");
  const room = `${origin}${paths.live(locale, session, { tenant })}`;
  const framed = `${origin}${paths.live(locale, session, { tenant, embed: 1 })}`.replaceAll("&", "&amp;");
  return (
    <div className="flex max-w-[46rem] flex-col gap-6">
      <CodeBlock label={t("link")} code={room} wrap />
      <div className="flex flex-col gap-3">
        {listed ? null : <Notice>{t("noOrigins")}</Notice>}
        <CodeBlock
          label={t("page")}
          code={`<iframe src="${framed}"\n  title="${title.replaceAll('"', "&quot;")}" style="width: 100%; height: 720px; border: 0"></iframe>`}
          wrap
        />
      </div>
      <div className="flex flex-col gap-2">
        <CodeBlock
          label={t("count")}
          code={`<script src="${origin}/live.js" async></script>\n<attune-count session="${session}" tenant="${tenant}" locale="${locale}"></attune-count>`}
          wrap
        />
        <p className="text-label text-ink-quiet">{t("countLead")}</p>
      </div>
    </div>
  );
}
