import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { AnomalyEntry } from "@/components/master-sessions/anomaly-entry";
import { AnomalyInfo } from "@/components/master-sessions/anomaly-info";
import { AnomalySteps } from "@/components/master-sessions/anomaly-steps";
import { FreshnessNotice } from "@/components/master-sessions/freshness-notice";
import { PeriodControls } from "@/components/shell/period-controls";
import { viewOf } from "@/components/shell/view";
import { ButtonLink } from "@/components/ui/button";
import { ClientMessages } from "@/components/ui/client-messages";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import { FilterBar } from "@/components/ui/filter-bar";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { TextLink } from "@/components/ui/text-link";
import { periodSearch } from "@/lib/analytics/period-search";
import { periodOf } from "@/lib/analytics/range";
import { dayOf } from "@/lib/analytics/zone";
import { dataAsOf } from "@/lib/events/queries/data-as-of";
import { page } from "@/lib/guard/page";
import { filterAnomalies, listAnomalies } from "@/lib/master-sessions/anomalies";
import { baselineSessions } from "@/lib/master-sessions/anomaly";
import { anomalyFilters, anomalyKinds, anomalySeverities, anomalyStates } from "@/lib/master-sessions/anomaly-schema";
import { listAnomalyActions } from "@/lib/master-sessions/queries/list-anomaly-actions";
import { listFilterOptions } from "@/lib/master-sessions/queries/list-filter-options";
import { paths } from "@/lib/paths";

/** Findings that one page shows; more than that is a matter for the filters. */
const shownAtMost = 60;

const search = z.object({ ...periodSearch.shape, ...anomalyFilters.shape });

export default page({ permission: "masterSessions:read", search }, async (ctx) => {
  const { tenant, now, readAll, can, search: asked } = ctx;
  const t = await getTranslations("anomalies");
  const masters = await getTranslations("masters");
  const view = viewOf(ctx);
  const { at, format } = view;
  const period = periodOf(asked, now, tenant.timeZone);
  const found = await readAll(async (db) => {
    const all = await listAnomalies(db, { start: period.start, end: period.end, master: asked.master });
    const wanted = filterAnomalies(all, asked);
    const shown = wanted.slice(0, shownAtMost);
    return {
      wanted,
      shown,
      actions: await listAnomalyActions.all(db, { sessionIds: [...new Set(shown.map(({ session }) => session.id))] }),
      options: await listFilterOptions.all(db, {}),
      fresh: await dataAsOf.first(db, {}),
    };
  });
  const { wanted, shown, actions, options, fresh } = found;
  const mayFollow = can("masterSessions:annotate");
  const { state, kind, severity, master, range, from, to } = asked;
  const exported = { state, kind, severity, master, range, from, to };
  const choices = (values: readonly string[], texts: string) =>
    values.map((value) => ({ value, label: t(`${texts}.${value}`) }));

  return (
    <>
      <PageHeader
        eyebrow={<TextLink href={at.masters()}>{masters("title")}</TextLink>}
        title={t("title")}
        lead={t("lead")}
        period={t("period", { from: format.day(period.firstDay), to: format.day(period.lastDay) })}
        zone={format.zone(now)}
        asOf={fresh ? format.time(fresh.asOf) : undefined}
        controls={<PeriodControls today={dayOf(now, tenant.timeZone)} comparable={false} />}
      />
      {fresh ? <FreshnessNotice asOf={fresh.asOf} lagMs={fresh.lagMs} view={view} /> : null}
      <ClientMessages namespaces={["anomalies"]}>
        <Section
          title={t("list")}
          lead={t("summary", { shown: wanted.length, open: wanted.filter((one) => one.state === "open").length })}
          info={<AnomalyInfo view={view} />}
          tools={
            <ExportMenu
              name={t("export")}
              csvHref={paths.api.anomalies(tenant.slug, { ...exported, format: "csv", bom: 1 })}
              jsonHref={paths.api.anomalies(tenant.slug, exported)}
            />
          }
          footer={shown.length < wanted.length ? t("cut", { shown: shown.length, total: wanted.length }) : undefined}
        >
          <FilterBar
            filters={[
              { key: "state", label: t("filters.state"), options: choices([...anomalyStates, "all"], "states") },
              { key: "kind", label: t("filters.kind"), options: choices(anomalyKinds, "kinds") },
              { key: "severity", label: t("filters.severity"), options: choices(anomalySeverities, "severities") },
              {
                key: "master",
                label: t("filters.master"),
                options: options
                  .filter(({ filter }) => filter === "master")
                  .map(({ value, name }) => ({ value, label: name ?? value })),
              },
            ]}
          />
          {shown.length ? (
            <div>
              {shown.map((anomaly) => (
                <AnomalyEntry
                  key={`${anomaly.session.id} ${anomaly.kind}`}
                  anomaly={anomaly}
                  actions={actions.filter((one) => one.sessionId === anomaly.session.id && one.kind === anomaly.kind)}
                  steps={
                    mayFollow ? (
                      <AnomalySteps
                        tenant={tenant.slug}
                        sessionId={anomaly.session.id}
                        kind={anomaly.kind}
                        state={anomaly.state}
                      />
                    ) : null
                  }
                  view={view}
                />
              ))}
            </div>
          ) : (
            <EmptyState
              title={t("empty.title")}
              action={
                state === "unsettled" ? (
                  <ButtonLink href={at.anomalies({ range, from, to, state: "all" })}>{t("empty.action")}</ButtonLink>
                ) : undefined
              }
            >
              {t("empty.text", { needed: baselineSessions.needed })}
            </EmptyState>
          )}
        </Section>
      </ClientMessages>
    </>
  );
});
