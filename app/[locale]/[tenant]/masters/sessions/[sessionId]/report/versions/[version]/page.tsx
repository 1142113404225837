import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { ReportView } from "@/components/reports/report-view";
import { newerInWords } from "@/components/sharing/version-words";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Stack } from "@/components/ui/section";
import { createFormat } from "@/lib/format";
import { page } from "@/lib/guard/page";
import { paths } from "@/lib/paths";
import { frozenVersion } from "@/lib/reports/versions";

export default page(
  {
    permission: "reports:share",
    params: z.object({ sessionId: z.string().min(1).max(200), version: z.coerce.number().int().min(1).max(100_000) }),
  },
  async ({ locale, tenant, params: { sessionId, version }, readAll, now }) => {
    const t = await getTranslations("sharing.versions");
    const frozen = await readAll((db) => frozenVersion(db, sessionId, version));
    if (!frozen) notFound();
    const at = paths.tenant(locale, tenant.slug);
    const format = createFormat({ locale, timeZone: tenant.timeZone });
    const title = frozen.payload.session.title;
    return (
      <Stack>
        <PageHeader
          title={t("pageTitle", { version, title })}
          lead={t("pageLead", { date: format.dateTime(frozen.createdAt) })}
          zone={format.zone(now)}
          actions={
            <>
              <ButtonLink plain href={paths.api.reportPreview(tenant.slug, sessionId, { version })}>
                {t("pdf")}
              </ButtonLink>
              <ButtonLink href={at.sessionReport(sessionId)}>{t("back")}</ButtonLink>
            </>
          }
        />
        {frozen.newer.length > 0 ? (
          <Notice tone="warn" title={t("outdatedTitle")}>
            {t("outdatedText", { changes: newerInWords(frozen.newer, t, format.integer) })}
          </Notice>
        ) : null}
        <div className="mx-auto w-full max-w-[50rem] border border-hairline">
          <ReportView payload={frozen.payload} locale={frozen.locale} embedded />
        </div>
      </Stack>
    );
  },
);
