import { cookies, headers } from "next/headers";
import { notFound } from "next/navigation";
import { z } from "zod";
import { ReportView } from "@/components/reports/report-view";
import { LockedReport } from "@/components/sharing/locked-report";
import { ReaderNotice } from "@/components/sharing/reader-notice";
import { ReplyBox } from "@/components/sharing/reply-box";
import { StaffBanner } from "@/components/sharing/staff-banner";
import { VisitBeacon } from "@/components/sharing/visit-beacon";
import { page } from "@/lib/guard/page";
import { directionOf } from "@/lib/i18n";
import { paths, withSearch } from "@/lib/paths";
import { reportText } from "@/lib/reports/report-text";
import { noteVisit, openShared } from "@/lib/reports/visit";

export default page.public(
  {
    params: z.object({ token: z.string() }),
    search: z.object({ problem: z.enum(["wrong", "later", "download"]).optional().catch(undefined) }),
  },
  async ({ params: { token }, search: { problem }, viewer, now }) => {
    const jar = await cookies();
    const shared = await openShared(token, (name) => jar.get(name)?.value, now);
    if (!shared) notFound();
    const { locale, tenant, allowDownload, sessionId } = shared.link;
    const text = reportText(locale);
    if (shared.status === "paused") {
      const told = text("paused.text", { tenant: tenant.name });
      return <ReaderNotice locale={locale} title={text("paused.title")} text={told} />;
    }
    if (shared.status === "locked") {
      const { name, brandColor } = tenant;
      return (
        <LockedReport
          token={token}
          tenantName={name}
          brandColor={brandColor}
          locale={locale}
          text={text}
          problem={problem}
        />
      );
    }
    if (problem === "download" && !allowDownload) {
      const told = text("noDownload.text", { tenant: tenant.name });
      return (
        <ReaderNotice locale={locale} title={text("noDownload.title")} text={told}>
          <p>
            <a href={paths.sharedReport(token)} className="text-accent underline underline-offset-4">
              {text("noDownload.back")}
            </a>
          </p>
        </ReaderNotice>
      );
    }
    const asked = await headers();
    const method = asked.get("x-attune-method") ?? "GET";
    const visit = await noteVisit(shared.link, { headers: asked, method, viewer, now });
    return (
      <>
        <title>{`${shared.payload.session.title} · ${shared.payload.tenant.name}`}</title>
        {visit.team && <StaffBanner tenant={tenant} sessionId={sessionId} outdated={shared.outdated} />}
        <ReportView
          payload={shared.payload}
          locale={locale}
          pdfHref={allowDownload ? withSearch(paths.sharedReportPdf(token), { visit: visit.id }) : undefined}
        >
          <ReplyBox token={token} visit={visit.id} tenantName={tenant.name} team={visit.team} text={text} />
        </ReportView>
        <VisitBeacon
          visit={visit.id}
          address={paths.sharedReport(token)}
          language={locale}
          direction={directionOf(locale)}
        />
      </>
    );
  },
);
