import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { ColumnChart } from "@/components/charts/column-chart";
import { FreshnessNotice } from "@/components/master-sessions/freshness-notice";
import { PeriodFigures } from "@/components/master-sessions/period-figures";
import { SessionFilterBar } from "@/components/master-sessions/session-filter-bar";
import { SessionTimeline } from "@/components/master-sessions/session-timeline";
import { viewOf } from "@/components/master-sessions/view";
import { PeriodControls } from "@/components/shell/period-controls";
import { PeriodInWords } from "@/components/shell/period-in-words";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import { KeysetPager } from "@/components/ui/keyset-pager";
import { PageHeader } from "@/components/ui/page-header";
import { Section, Stack } from "@/components/ui/section";
import { TextLink } from "@/components/ui/text-link";
import { dayOf } from "@/lib/analytics/zone";
import { notFound } from "@/lib/errors";
import { dataAsOf } from "@/lib/events/queries/data-as-of";
import { page } from "@/lib/guard/page";
import { listSessionsPage } from "@/lib/master-sessions/list";
import { filtersOf, listSearch, readList, searchParamsOf } from "@/lib/master-sessions/list-view";
import { listFilterOptions } from "@/lib/master-sessions/queries/list-filter-options";
import { listMasterCards } from "@/lib/master-sessions/queries/list-master-cards";
import { paths, withSearch } from "@/lib/paths";

/** Columns that stay readable beside each other. */
const chartedSessions = 60;

export default page(
  {
    permission: "masterSessions:read",
    params: z.object({ masterId: z.string().min(1).max(200) }),
    search: listSearch,
  },
  async (ctx) => {
    const { tenant, now, readAll, params } = ctx;
    // The address of the page says whose sessions these are; a filter beside it could only contradict it.
    const search = { ...ctx.search, master: params.masterId };
    const t = await getTranslations("masters");
    const view = viewOf(ctx);
    const { at, format } = view;
    const found = await readAll(async (db) => {
      const master = await listMasterCards.first(db, { now, masterId: params.masterId, limit: 1 });
      if (!master) throw notFound("master");
      const list = await readList(db, search, now, tenant.timeZone);
      const { start, end } = list.period;
      return {
        ...list,
        master,
        charted: await listSessionsPage(db, {
          filters: filtersOf(search),
          start,
          end,
          sort: "held",
          dir: "desc",
          limit: chartedSessions,
        }),
        options: await listFilterOptions.all(db, {}),
        fresh: await dataAsOf.first(db, {}),
      };
    });
    const { period, comparison, items, nextCursor, summary, before, master, options, fresh } = found;
    const kept = { ...searchParamsOf(search), master: undefined };
    const here = (changes: Record<string, string | undefined>) =>
      withSearch(at.master(params.masterId), { ...kept, ...changes });
    const columns = found.charted.items.filter(({ startedAt }) => startedAt !== null).reverse();
    const heldAt = (point: string) => new Date(point.slice(0, 24));
    const exported = { ...filtersOf(search), from: period.firstDay, to: period.lastDay };

    return (
      <>
        <PageHeader
          eyebrow={<TextLink href={at.masters()}>{t("title")}</TextLink>}
          title={master.name}
          lead={
            <>
              {t("master.lead", { count: master.sessions, median: format.integer(master.median) })}
              {master.nextId && master.nextAt ? (
                <TextLink href={at.session(master.nextId)} className="block w-fit">
                  {t("master.next", {
                    title: master.nextTitle || t("untitled"),
                    when: format.dateTime(master.nextAt),
                  })}
                </TextLink>
              ) : null}
            </>
          }
          period={<PeriodInWords period={period} comparison={comparison} />}
          zone={format.zone(now)}
          asOf={fresh ? format.time(fresh.asOf) : undefined}
          controls={<PeriodControls today={dayOf(now, tenant.timeZone)} />}
        />
        {fresh ? <FreshnessNotice asOf={fresh.asOf} lagMs={fresh.lagMs} view={view} /> : null}
        <Stack>
          {summary ? <PeriodFigures summary={summary} before={before} view={view} /> : null}
          {columns.length > 1 ? (
            <Section
              title={t("master.chart")}
              lead={
                found.charted.nextCursor
                  ? t("master.latestOf", { shown: columns.length, total: summary?.sessions ?? columns.length })
                  : t("master.chartLead")
              }
            >
              {/* Few sessions stay columns instead of becoming walls. */}
              <div style={{ maxWidth: `${Math.max(20, columns.length * 6)}rem` }}>
                <ColumnChart
                  name={t("list.columns.people")}
                  points={columns.map((session) => ({
                    at: `${session.heldAt.toISOString()} ${session.id}`,
                    value: session.total,
                    inProgress: session.status === "live",
                  }))}
                  formatValue={format.integer}
                  formatAt={(point) => format.dateTime(heldAt(point))}
                  formatShort={(point) => format.shortDay(dayOf(heldAt(point), tenant.timeZone))}
                />
              </div>
            </Section>
          ) : null}
          <Section
            title={t("master.timeline")}
            tools={
              <ExportMenu
                name={t("list.export")}
                csvHref={paths.api.masterSessions(tenant.slug, { ...exported, format: "csv", bom: 1 })}
                jsonHref={paths.api.masterSessions(tenant.slug, { ...exported, limit: 200 })}
              />
            }
          >
            <SessionFilterBar options={options} without={["master"]} view={view} />
            {items.length ? (
              <SessionTimeline
                sessions={items}
                pager={
                  <KeysetPager
                    nextHref={nextCursor ? here({ cursor: nextCursor }) : null}
                    firstHref={search.cursor ? here({}) : null}
                    summary={t("list.summary", { shown: items.length })}
                  />
                }
                view={view}
              />
            ) : (
              <EmptyState
                title={t("master.empty.title", { name: master.name })}
                action={
                  <ButtonLink href={withSearch(at.master(params.masterId), { range: "90d" })}>
                    {t("master.empty.action")}
                  </ButtonLink>
                }
              >
                {t("master.empty.text")}
              </EmptyState>
            )}
          </Section>
        </Stack>
      </>
    );
  },
);
