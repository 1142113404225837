import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { MasterContact } from "@/components/delivery/master-contact";
import { FreshnessNotice } from "@/components/master-sessions/freshness-notice";
import { MasterThemes } from "@/components/master-sessions/master-themes";
import { PeriodFigures } from "@/components/master-sessions/period-figures";
import { SessionFilterBar } from "@/components/master-sessions/session-filter-bar";
import { SessionTable } from "@/components/master-sessions/session-table";
import { SessionTimeline } from "@/components/master-sessions/session-timeline";
import { TimelineBreakdowns } from "@/components/master-sessions/timeline-breakdowns";
import { TimelineCharts } from "@/components/master-sessions/timeline-charts";
import { TimelineMedians } from "@/components/master-sessions/timeline-medians";
import { PeriodControls } from "@/components/shell/period-controls";
import { PeriodInWords } from "@/components/shell/period-in-words";
import { viewOf } from "@/components/shell/view";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import { KeysetPager } from "@/components/ui/keyset-pager";
import { PageHeader } from "@/components/ui/page-header";
import { Section, Stack } from "@/components/ui/section";
import { Tabs } from "@/components/ui/tabs";
import { TextLink } from "@/components/ui/text-link";
import { dayOf } from "@/lib/analytics/zone";
import { notFound } from "@/lib/errors";
import { dataAsOf } from "@/lib/events/queries/data-as-of";
import { page } from "@/lib/guard/page";
import { anomaliesOfSessions } from "@/lib/master-sessions/anomalies";
import { filtersOf, type ListSearch, listSearch, readList, searchParamsOf } from "@/lib/master-sessions/list-view";
import { listFilterOptions } from "@/lib/master-sessions/queries/list-filter-options";
import { listMasterCards } from "@/lib/master-sessions/queries/list-master-cards";
import { listMasterThemes } from "@/lib/master-sessions/queries/list-master-themes";
import { themeLabel } from "@/lib/master-sessions/themes/label";
import { loadLexicon } from "@/lib/master-sessions/themes/load-lexicon";
import { getTimeline } from "@/lib/master-sessions/timeline";
import type { TimelineFilters, TimelinePanel } from "@/lib/master-sessions/timeline-schema";
import { paths, withSearch } from "@/lib/paths";
import { getContact } from "@/lib/reports/mail/queries/contacts";

/** What a timeline can be narrowed by: everything but its master and the state of a session. */
function timelineFiltersOf({ language, mode, timeOfDay, version }: ListSearch): TimelineFilters {
  return { language, mode, timeOfDay, version };
}

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
      return {
        ...list,
        master,
        timeline: await getTimeline(db, {
          masterId: params.masterId,
          filters: timelineFiltersOf(search),
          period: list.period,
        }),
        anomalies: await anomaliesOfSessions(
          db,
          list.items.map(({ id }) => id),
        ),
        themes: await listMasterThemes.all(db, {
          masterId: params.masterId,
          k: tenant.k,
          start: list.period.start,
          end: list.period.end,
        }),
        lexicon: await loadLexicon(db),
        options: await listFilterOptions.all(db, {}),
        contact: ctx.can("reports:share") ? await getContact.first(db, { masterId: params.masterId }) : null,
        fresh: await dataAsOf.first(db, {}),
      };
    });
    const {
      period,
      comparison,
      items,
      nextCursor,
      previous,
      summary,
      before,
      master,
      options,
      fresh,
      timeline,
      anomalies,
    } = found;
    const kept = { ...searchParamsOf(search), master: undefined };
    const here = (changes: Record<string, string | undefined>) =>
      withSearch(at.master(params.masterId), { ...kept, ...changes });
    const exported = { ...filtersOf(search), from: period.firstDay, to: period.lastDay };

    const { range, from, to } = search;
    const exportHref = (panel: TimelinePanel, form: "csv" | "json") =>
      paths.api.masterTimeline(tenant.slug, params.masterId, {
        ...timelineFiltersOf(search),
        range,
        from,
        to,
        panel,
        format: form,
        // People open it in a spreadsheet, which takes UTF-8 for Latin-1 without the mark.
        ...(form === "csv" ? { bom: 1 } : {}),
      });
    const pager = (
      <KeysetPager
        nextHref={nextCursor ? here({ cursor: nextCursor }) : null}
        previousHref={previous ? here({ cursor: previous.cursor }) : null}
        firstHref={search.cursor && (!previous || previous.cursor) ? here({}) : null}
        summary={t("list.summary", { shown: items.length })}
      />
    );

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
          <SessionFilterBar options={options} without={["master"]} view={view} />
          {summary ? <PeriodFigures summary={summary} before={before} view={view} /> : null}
          {timeline.sessions.length ? (
            <>
              <TimelineCharts timeline={timeline} exportHref={exportHref} view={view} />
              <TimelineMedians timeline={timeline} master={master.name} exportHref={exportHref} view={view} />
              <TimelineBreakdowns
                timeline={timeline}
                exportHref={exportHref}
                narrowed={(filter, value) => `${here({ [filter]: value })}#sessions`}
                view={view}
              />
            </>
          ) : null}
          <MasterThemes
            themes={found.themes.map((row) => ({ ...row, label: themeLabel(row.key, ctx.locale, found.lexicon) }))}
            view={view}
          />
          <Section
            id="sessions"
            title={t("master.timeline")}
            tools={
              <ExportMenu
                name={t("list.export")}
                csvHref={paths.api.masterSessions(tenant.slug, { ...exported, format: "csv", bom: 1 })}
                jsonHref={paths.api.masterSessions(tenant.slug, { ...exported, limit: 200 })}
              />
            }
          >
            {items.length ? (
              <>
                <Tabs
                  label={t("timeline.views.label")}
                  current={search.view}
                  items={(["cards", "table"] as const).map((key) => ({
                    key,
                    href: `${here({ view: key === "cards" ? undefined : key })}#sessions`,
                    label: t(`timeline.views.${key}`),
                  }))}
                />
                {search.view === "table" ? (
                  <SessionTable
                    sessions={items}
                    anomalies={anomalies}
                    sort={{
                      by: search.sort,
                      direction: search.dir,
                      href: (by, direction) =>
                        here({
                          sort: by === "held" ? undefined : by,
                          dir: direction === "desc" ? undefined : direction,
                        }),
                    }}
                    empty={null}
                    pager={pager}
                    view={view}
                  />
                ) : (
                  <SessionTimeline sessions={items} anomalies={anomalies} pager={pager} view={view} />
                )}
              </>
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
          {ctx.can("reports:share") ? (
            <MasterContact
              locale={view.locale}
              tenant={tenant.slug}
              master={{ id: params.masterId, name: master.name }}
              contact={found.contact}
            />
          ) : null}
        </Stack>
      </>
    );
  },
);
