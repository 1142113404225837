import { getTranslations } from "next-intl/server";
import { ColumnChart } from "@/components/charts/column-chart";
import { SignOutButton } from "@/components/identity/sign-out-button";
import { PlatformPage } from "@/components/platform/platform-page";
import { FailedJobs, QueueTable, SlowStatements, TableSizes } from "@/components/platform/system-tables";
import { Badge } from "@/components/ui/badge";
import { DefinitionList } from "@/components/ui/definition-list";
import { Stat, StatRow } from "@/components/ui/headline-number";
import { InfoPanel } from "@/components/ui/info-panel";
import { PageHeader } from "@/components/ui/page-header";
import { Section, Stack } from "@/components/ui/section";
import { TextLink } from "@/components/ui/text-link";
import { createFormat } from "@/lib/format";
import { page } from "@/lib/guard/page";
import { checkHealth } from "@/lib/jobs/health";
import { listFailedJobs, listQueues } from "@/lib/jobs/queue-state";
import { paths } from "@/lib/paths";
import { getDatabaseSize, listSlowStatements } from "@/lib/platform/queries/database-state";
import { getFreshness, listIntakeHours } from "@/lib/platform/queries/list-intake-hours";

export default page.platform({}, async ({ locale, user, now }) => {
  const t = await getTranslations("admin.system");
  const signOut = await getTranslations("identity.signOut");
  const format = createFormat({ locale, timeZone: "UTC" });
  const [health, hours, freshness, queues, failed, size, statements] = await Promise.all([
    checkHealth(),
    listIntakeHours.all({ now, hours: 48 }),
    getFreshness.all({ now, hours: 24 }),
    listQueues(),
    listFailedJobs(),
    getDatabaseSize(),
    listSlowStatements(),
  ]);
  const fresh = freshness[0];
  const ms = (value: number | null | undefined) =>
    value === null || value === undefined ? "–" : format.integer(value);
  const states = { ok: "up", unreachable: "down", "not seen": "notSeen", unknown: "unknown" } as const;
  const badge = (state: keyof typeof states) => (
    <Badge tone={state === "ok" ? "good" : "bad"}>{t(states[state])}</Badge>
  );
  return (
    <PlatformPage
      locale={locale}
      current="system"
      aside={<SignOutButton href={paths.signIn(locale)} label={signOut("label")} failed={signOut("failed")} />}
    >
      <PageHeader
        eyebrow={<TextLink href={paths.account(locale)}>{user.name || user.email}</TextLink>}
        title={t("title")}
        lead={t("lead")}
        period={t("asOf", { at: format.dateTime(now) })}
        zone="UTC"
      />
      <Stack>
        <Section title={t("health")}>
          <DefinitionList
            items={[
              { term: t("database"), value: badge(health.database) },
              { term: t("worker"), value: badge(health.worker) },
            ]}
          />
        </Section>
        <Section title={t("freshTitle")} lead={t("freshLead")}>
          <StatRow>
            <Stat label={t("p50")} value={ms(fresh?.p50Ms)} unit={t("unitMs")} />
            <Stat label={t("p95")} value={ms(fresh?.p95Ms)} unit={t("unitMs")} />
            <Stat label={t("p99")} value={ms(fresh?.p99Ms)} unit={t("unitMs")} />
            <Stat label={t("day")} value={format.integer(fresh?.events ?? 0)} />
            <Stat label={t("pending")} value={format.integer(fresh?.pendingEvents ?? 0)} />
            <Stat
              label={t("failures")}
              value={format.integer(fresh?.unprojectable ?? 0)}
              info={<InfoPanel name={t("failures")} description={t("failuresInfo")} />}
            />
          </StatRow>
        </Section>
        <Section title={t("intakeTitle")} lead={t("intakeLead")}>
          <ColumnChart
            name={t("intakeName")}
            points={hours.map(({ at, events }, index) => ({
              at: at.toISOString(),
              value: events,
              inProgress: index === hours.length - 1,
            }))}
            formatValue={format.integer}
            formatAt={(at) => format.dateTime(new Date(at))}
            formatShort={(at) => format.time(new Date(at))}
          />
        </Section>
        <Section title={t("queuesTitle")} lead={t("queuesLead")}>
          <QueueTable queues={queues} format={format} now={now} />
        </Section>
        <Section title={t("failedTitle")} lead={t("failedLead")}>
          <FailedJobs jobs={failed} format={format} />
        </Section>
        <Section title={t("sizeTitle")} lead={t("sizeLead")}>
          <TableSizes bytes={size.bytes} tables={size.tables} format={format} />
        </Section>
        <Section title={t("slowTitle")} lead={t("slowLead")}>
          <SlowStatements statements={statements} format={format} />
        </Section>
      </Stack>
    </PlatformPage>
  );
});
