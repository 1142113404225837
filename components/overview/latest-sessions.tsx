import { useLocale, useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";
import { Section } from "@/components/ui/section";
import { TextLink } from "@/components/ui/text-link";
import type { Tenant } from "@/lib/db/directory";
import { createFormat } from "@/lib/format";
import { gatheringOf } from "@/lib/master-sessions/gathering";
import type { Overview } from "@/lib/overview/overview";
import { paths } from "@/lib/paths";

/** The newest collectives with the number that everybody sees, in its gentle wording. */
export function LatestSessions({ tenant, sessions }: { tenant: Tenant; sessions: Overview["latest"] }) {
  const t = useTranslations("overview.latest");
  const locale = useLocale();
  const format = createFormat({ locale, timeZone: tenant.timeZone });
  const at = paths.tenant(locale, tenant.slug);
  const number = (total: number) => {
    const { display, shown } = gatheringOf(total, tenant);
    if (display === "small-circle" || shown === null) return <span className="text-ink-soft">{t("smallCircle")}</span>;
    return (
      <>
        <span className="figures font-serif text-lead">
          {format.integer(shown)}
          {display === "at-least" ? "+" : ""}
        </span>{" "}
        <span className="text-label text-ink-quiet">{t("people")}</span>
      </>
    );
  };
  return (
    <Section
      title={t("title")}
      lead={t("lead")}
      footer={sessions.length > 0 ? <TextLink href={at.masters()}>{t("all")}</TextLink> : null}
    >
      {sessions.length === 0 ? (
        <EmptyState title={t("empty")} />
      ) : (
        <ul className="flex flex-col divide-y divide-hairline">
          {sessions.map((session) => (
            <li key={session.sessionId} className="flex items-baseline justify-between gap-6 py-3">
              <span className="flex min-w-0 flex-col">
                <TextLink href={at.session(session.sessionId)}>
                  <span dir="auto">{session.title || session.sessionId}</span>
                </TextLink>
                <span className="text-label text-ink-quiet">
                  {[session.masterName, format.dateTime(session.heldAt), session.ended ? null : t("live")]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
              </span>
              <span className="shrink-0 text-right">{number(session.total)}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
