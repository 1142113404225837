import { useTranslations } from "next-intl";
import { Section } from "@/components/ui/section";
import { TextLink } from "@/components/ui/text-link";
import type { Permission } from "@/lib/identity/permissions";
import type { Overview } from "@/lib/overview/overview";
import type { TenantPaths } from "@/lib/paths";

/** What waits for somebody who may act on it; other people's matters are not shown. */
export function OpenMatters(props: {
  matters: Overview["matters"];
  /** anomalies of sessions that nobody has looked at */
  anomalies: number;
  /** leads that are hot, and where they stand; null for who may not note anything about them */
  hotLeads: { sessions: number; search: Record<string, string> } | null;
  at: TenantPaths;
  can: (permission: Permission) => boolean;
}) {
  const { matters, anomalies, hotLeads, at, can } = props;
  const t = useTranslations("overview.matters");
  const all = [
    {
      key: "leads",
      permission: "quizzes:annotate",
      count: hotLeads?.sessions ?? 0,
      href: hotLeads ? at.quizSessions(hotLeads.search) : null,
    },
    {
      key: "quotes",
      permission: "reports:share",
      count: matters.unreadQuotes,
      href: at.voices(),
    },
    {
      key: "unshared",
      permission: "reports:share",
      count: matters.unsharedSessions,
      href: matters.unsharedSession ? at.sessionReport(matters.unsharedSession) : null,
    },
    {
      key: "anomalies",
      permission: "masterSessions:annotate",
      count: anomalies,
      href: at.anomalies({ state: "open" }),
    },
    { key: "rejections", permission: "keys:manage", count: matters.rejections, href: at.settings.keys() },
    { key: "invitations", permission: "members:manage", count: matters.openInvitations, href: at.settings.members() },
  ] as const;
  const open = all.filter((one) => one.count > 0 && one.href !== null && can(one.permission));
  return (
    <Section title={t("title")} lead={t("lead")}>
      {open.length === 0 ? (
        <p className="text-ink-soft">{t("none")}</p>
      ) : (
        <ul className="flex flex-col divide-y divide-hairline">
          {open.map((one) => (
            <li key={one.key} className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 py-3">
              <span>{t(one.key, { count: one.count })}</span>
              <TextLink href={one.href ?? ""}>{t(`${one.key}Action`)}</TextLink>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
