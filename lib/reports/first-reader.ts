import "server-only";
import { writeAudit } from "@/lib/audit/write-audit";
import type { TenantDb } from "@/lib/db/tenant";
import { notify } from "@/lib/notifications/notify";
import type { SharedLink } from "@/lib/reports/visit";

/** The first person has opened a link: noted in the audit log, and told to whoever made the link. */
export async function greetFirstReader(
  db: TenantDb,
  link: Pick<SharedLink, "id" | "name" | "createdBy" | "sessionId" | "sessionTitle">,
  now: Date,
): Promise<void> {
  await writeAudit(
    db,
    { kind: "visitor", label: "visitor of a shared report" },
    { action: "report.opened", target: { type: "report-link", id: link.id } },
    now,
  );
  await notify(
    db,
    {
      kind: "report-opened",
      audience: { userId: link.createdBy },
      href: `masters/sessions/${encodeURIComponent(link.sessionId)}/report`,
      params: { title: link.sessionTitle, link: link.name },
      once: `report-opened/${link.id}`,
    },
    now,
  );
}
