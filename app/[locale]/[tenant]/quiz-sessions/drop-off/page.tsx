import { getTranslations } from "next-intl/server";
import { DropOffChoices } from "@/components/quiz-sessions/drop-off-choices";
import { DropOffTable } from "@/components/quiz-sessions/drop-off-table";
import { QuizTabs } from "@/components/quiz-sessions/quiz-tabs";
import { StepGraph } from "@/components/quiz-sessions/step-graph";
import { ViewSwitch } from "@/components/quiz-sessions/view-switch";
import { PeriodControls } from "@/components/shell/period-controls";
import { PeriodInWords } from "@/components/shell/period-in-words";
import { viewOf } from "@/components/shell/view";
import { ClientMessages } from "@/components/ui/client-messages";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import { InfoPanel } from "@/components/ui/info-panel";
import { PageHeader } from "@/components/ui/page-header";
import { Section, Stack } from "@/components/ui/section";
import { comparisonOf } from "@/lib/analytics/compare";
import { periodOf } from "@/lib/analytics/range";
import { dayOf } from "@/lib/analytics/zone";
import { dataAsOf } from "@/lib/events/queries/data-as-of";
import { page } from "@/lib/guard/page";
import { paths, withSearch } from "@/lib/paths";
import { cellSearch, columnSearch, endSearch, waySearch } from "@/lib/quiz-sessions/drop-off-links";
import { type DropOffCell, dropOffSearch, searchParamsOf } from "@/lib/quiz-sessions/drop-off-search";
import { listFilterOptions } from "@/lib/quiz-sessions/queries/list-sessions";
import { readDropOff } from "@/lib/quiz-sessions/read-drop-off";
import { quizFormats } from "@/lib/quiz-sessions/schema";
import { layOutSteps } from "@/lib/quiz-sessions/step-graph";

export default page({ permission: "quizzes:read", search: dropOffSearch }, async (ctx) => {
  const { search, tenant, now, readAll, can } = ctx;
  const t = await getTranslations("quiz");
  const view = viewOf(ctx);
  const { at, format } = view;
  const period = periodOf(search, now, tenant.timeZone);
  const comparison = comparisonOf(period, search.compare, now);
  const filters = { framework: search.framework, format: search.format, version: search.version };
  const asked = {
    filters,
    columns: search.columns,
    from: period.firstDay,
    to: period.lastDay,
    times: search.show === "median" || search.show === "p90",
  };
  const { shown, before, options, fresh } = await readAll(async (db) => ({
    shown: await readDropOff(db, asked, now),
    before: comparison
      ? await readDropOff(db, { ...asked, from: comparison.firstDay, to: comparison.lastDay }, now)
      : null,
    options: await listFilterOptions.all(db, {}),
    fresh: await dataAsOf.first(db, {}),
  }));
  const kept = searchParamsOf(search);
  const here = (changes: Record<string, string | undefined>) => withSearch(at.quizDropOff(), { ...kept, ...changes });
  const sessionsHref = (which: Record<string, string>) =>
    at.quizSessions({ ...filters, range: "custom", from: period.firstDay, to: period.lastDay, ...which });
  const cellHref = (step: string, column: string | null, show: DropOffCell) =>
    sessionsHref({ ...(column === null ? {} : columnSearch(search.columns, column)), ...cellSearch(step, show) });
  const entered = new Set(shown.heatmap.columns.map(({ key }) => key));
  const formats = quizFormats.filter((key) => search.columns !== "format" || entered.has(key));
  const graph = layOutSteps(shown.heatmap.steps, shown.edges, shown.heatmap.total);
  return (
    <ClientMessages namespaces={["quiz"]}>
      <PageHeader
        title={t("dropOff.title")}
        lead={t("dropOff.lead")}
        period={<PeriodInWords period={period} comparison={comparison} />}
        zone={format.zone(now)}
        asOf={fresh ? format.time(fresh.asOf) : undefined}
        controls={<PeriodControls today={dayOf(now, tenant.timeZone)} />}
      />
      <QuizTabs current="dropOff" maySetSources={can("webhooks:manage")} view={view} />
      <Stack>
        <Section
          title={t("dropOff.steps")}
          lead={comparison ? t("dropOff.compared") : undefined}
          info={
            <InfoPanel
              name={t("dropOff.title")}
              description={t("dropOff.info.description")}
              formula={t("dropOff.info.formula")}
              note={t("dropOff.info.note")}
            />
          }
          tools={
            <ExportMenu
              name={t("dropOff.export")}
              csvHref={paths.api.quizDropOff(tenant.slug, { ...exportSearch(), format_as: "csv", bom: 1 })}
              jsonHref={paths.api.quizDropOff(tenant.slug, exportSearch())}
            />
          }
        >
          <DropOffChoices search={search} options={options} href={here} view={view} />
          {shown.heatmap.columns.length === 0 ? (
            <EmptyState title={t("dropOff.empty.title")}>{t("dropOff.empty.text")}</EmptyState>
          ) : (
            <DropOffTable
              heatmap={shown.heatmap}
              before={before?.heatmap ?? null}
              columns={search.columns}
              show={search.show}
              cellHref={cellHref}
              view={view}
            />
          )}
          {shown.withoutJourney > 0 ? (
            <p className="text-label text-ink-quiet">{t("dropOff.withoutJourney", { count: shown.withoutJourney })}</p>
          ) : null}
        </Section>
        {graph.branches || (search.format !== undefined && graph.nodes.length > 0) ? (
          <Section title={t("dropOff.graph.title")} lead={t(`dropOff.graph.${graphLead()}`)}>
            {search.format === undefined ? (
              <ViewSwitch
                label={t("filters.format")}
                current=""
                items={formats.map((key) => ({ key, label: t(`format.${key}`), href: here({ format: key }) }))}
              />
            ) : graph.branches ? (
              <StepGraph
                graph={graph}
                links={{
                  step: (step) => cellHref(step, null, "retention"),
                  way: (step, next) => sessionsHref(waySearch(step, next)),
                  end: (step, outcome) => sessionsHref(endSearch(step, outcome)),
                }}
                view={view}
              />
            ) : null}
          </Section>
        ) : null}
      </Stack>
    </ClientMessages>
  );

  function graphLead() {
    if (search.format === undefined) return "chooseFormat";
    return graph.branches ? "lead" : "straight";
  }

  function exportSearch() {
    return { ...filters, columns: search.columns, from: period.firstDay, to: period.lastDay };
  }
});
