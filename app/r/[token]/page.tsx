import { cookies, headers } from "next/headers";
import { notFound } from "next/navigation";
import { z } from "zod";
import { ReportView } from "@/components/reports/report-view";
import { LockedReport } from "@/components/sharing/locked-report";
import { VisitBeacon } from "@/components/sharing/visit-beacon";
import { ClientMessages } from "@/components/ui/client-messages";
import { page } from "@/lib/guard/page";
import { paths, withSearch } from "@/lib/paths";
import { noteVisit, openShared } from "@/lib/reports/visit";

export default page.public({ params: z.object({ token: z.string() }) }, async ({ params: { token }, viewer, now }) => {
  const jar = await cookies();
  const shared = await openShared(token, (name) => jar.get(name)?.value, now);
  if (!shared) notFound();
  if (shared.status === "locked") {
    return (
      <ClientMessages namespaces={["sharing"]}>
        <LockedReport token={token} tenantName={shared.link.tenant.name} />
      </ClientMessages>
    );
  }
  const asked = await headers();
  const visit = await noteVisit(shared.link, {
    headers: asked,
    method: asked.get("x-attune-method") ?? "GET",
    viewer,
    now,
  });
  return (
    <>
      <title>{`${shared.payload.session.title} · ${shared.payload.tenant.name}`}</title>
      <ReportView
        payload={shared.payload}
        locale={shared.link.locale}
        pdfHref={withSearch(paths.sharedReportPdf(token), { visit })}
      />
      <VisitBeacon url={withSearch(`${paths.sharedReport(token)}/open`, { visit })} />
    </>
  );
});
