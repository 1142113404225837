import "server-only";
import { getTranslations } from "next-intl/server";
import { ReadReply } from "@/components/sharing/read-reply";
import { Badge } from "@/components/ui/badge";
import { ClientMessages } from "@/components/ui/client-messages";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/text-link";
import type { Tenant } from "@/lib/db/directory";
import { createFormat } from "@/lib/format";
import { paths } from "@/lib/paths";
import type { ReplyRow } from "@/lib/reports/queries/list-replies";

/** What readers wrote back, set like letters. `withSession` names the report for lists that span several. */
export async function ReplyList(props: {
  locale: string;
  tenant: Tenant;
  rows: readonly ReplyRow[];
  withSession?: boolean;
  manage: boolean;
}) {
  const { locale, tenant, rows } = props;
  const t = await getTranslations("sharing.replies");
  const format = createFormat({ locale, timeZone: tenant.timeZone });
  const at = paths.tenant(locale, tenant.slug);
  if (rows.length === 0) return <EmptyState title={t("empty")} />;
  return (
    <ClientMessages namespaces={["sharing"]}>
      <ul className="flex flex-col divide-y divide-hairline border-y border-hairline">
        {rows.map((row) => (
          <li key={row.replyId} className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 py-4">
            <div className="flex min-w-0 flex-1 basis-80 flex-col gap-1.5">
              <p dir="auto" className="max-w-[40rem] font-serif text-lead whitespace-pre-line [overflow-wrap:anywhere]">
                {row.body}
              </p>
              <p className="text-label text-ink-quiet">
                {row.author
                  ? t("from", { name: row.author, link: row.linkName })
                  : t("fromLink", { link: row.linkName })}
                {` · ${t("version", { version: row.reportVersion })} · ${format.dateTime(row.receivedAt)}`}
              </p>
              {props.withSession ? (
                <p className="text-label">
                  <TextLink href={at.sessionReport(row.sessionId)}>{row.sessionTitle || row.sessionId}</TextLink>
                </p>
              ) : null}
            </div>
            {row.readAt ? (
              <p className="text-label text-ink-quiet">
                {t("readBy", { name: row.readBy ?? "–", date: format.date(row.readAt) })}
              </p>
            ) : (
              <span className="flex items-center gap-3">
                <Badge>{t("new")}</Badge>
                {props.manage ? <ReadReply tenant={tenant.slug} replyId={row.replyId} /> : null}
              </span>
            )}
          </li>
        ))}
      </ul>
    </ClientMessages>
  );
}
