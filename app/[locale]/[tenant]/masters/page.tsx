import { getTranslations } from "next-intl/server";
import { FreshnessNotice } from "@/components/master-sessions/freshness-notice";
import { LiveNow } from "@/components/master-sessions/live-now";
import { MasterCards } from "@/components/master-sessions/master-cards";
import { PeriodFigures } from "@/components/master-sessions/period-figures";
import { SessionFilterBar } from "@/components/master-sessions/session-filter-bar";
import { SessionTable } from "@/components/master-sessions/session-table";
import { PeriodControls } from "@/components/shell/period-controls";
import { PeriodInWords } from "@/components/shell/period-in-words";
import { viewOf } from "@/components/shell/view";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import { KeysetPager } from "@/components/ui/keyset-pager";
import { PageHeader } from "@/components/ui/page-header";
import { Section, Stack } from "@/components/ui/section";
import { TextLink } from "@/components/ui/text-link";
import { dayOf } from "@/lib/analytics/zone";
import { dataAsOf } from "@/lib/events/queries/data-as-of";
import { page } from "@/lib/guard/page";
import { anomaliesOfSessions, countOpenAnomalies } from "@/lib/master-sessions/anomalies";
import { listSessionsPage } from "@/lib/master-sessions/list";
import { filtersOf, liesAhead, listSearch, readList, searchParamsOf } from "@/lib/master-sessions/list-view";
import { listFilterOptions } from "@/lib/master-sessions/queries/list-filter-options";
import { listMasterCards } from "@/lib/master-sessions/queries/list-master-cards";
import { paths, withSearch } from "@/lib/paths";

/** Masters shown before somebody asks for all of them. */
const latestMasters = 9;

export default page({ permission: "masterSessions:read", search: listSearch }, async (ctx) => {
  const { search, tenant, now, readAll, can } = ctx;
  const t = await getTranslations("masters");
  const view = viewOf(ctx);
  const { at, format } = view;
  const found = await readAll(async (db) => {
    const list = await readList(db, search, now, tenant.timeZone);
    const cards = await listMasterCards.all(db, { now, limit: search.masters === "all" ? 500 : latestMasters + 1 });
    return {
      ...list,
      waiting: await countOpenAnomalies(db, now),
      anomalies: await anomaliesOfSessions(db, [
        ...list.items.map(({ id }) => id),
        ...cards.flatMap(({ latestId }) => latestId ?? []),
      ]),
      live: await listSessionsPage(db, { filters: { status: "live" }, sort: "held", dir: "desc", limit: 12 }),
      masters: cards,
      options: await listFilterOptions.all(db, {}),
      fresh: await dataAsOf.first(db, {}),
    };
  });
  const { period, comparison, items, nextCursor, previous, summary, before, live, options, fresh, anomalies, waiting } =
    found;
  const findings = await getTranslations("anomalies");
  const calendar = await getTranslations("calendar");
  const voices = await getTranslations("voices");
  const imports = await getTranslations("attendance-import");
  const masters = search.masters === "all" ? found.masters : found.masters.slice(0, latestMasters);
  const kept = searchParamsOf(search);
  const here = (changes: Record<string, string | undefined>) => withSearch(at.masters(), { ...kept, ...changes });
  const filters = filtersOf(search);
  const filtered = Object.keys(filters).length > 0;
  const masterNames = options.filter(({ filter }) => filter === "master");

  return (
    <>
      <PageHeader
        title={t("list.title")}
        lead={t("list.lead")}
        period={<PeriodInWords period={period} comparison={comparison} />}
        zone={format.zone(now)}
        asOf={fresh ? format.time(fresh.asOf) : undefined}
        actions={
          <>
            <ButtonLink href={at.calendar()}>{calendar("title")}</ButtonLink>
            {can("reports:share") ? <ButtonLink href={at.voices()}>{voices("title")}</ButtonLink> : null}
            <ButtonLink href={at.anomalies({ range: "90d" })}>
              {waiting ? findings("linkCount", { count: waiting }) : findings("link")}
            </ButtonLink>
            {can("sessions:schedule") ? <ButtonLink href={at.attendanceImport()}>{imports("link")}</ButtonLink> : null}
          </>
        }
        controls={<PeriodControls today={dayOf(now, tenant.timeZone)} />}
      />
      {fresh ? <FreshnessNotice asOf={fresh.asOf} lagMs={fresh.lagMs} view={view} /> : null}
      {masters.length === 0 && items.length === 0 && !filtered && masterNames.length === 0 ? (
        <EmptyState
          title={t("list.empty.title")}
          action={
            can("keys:manage") ? <ButtonLink href={at.settings.keys()}>{t("list.empty.action")}</ButtonLink> : undefined
          }
        >
          {t("list.empty.text")}
        </EmptyState>
      ) : (
        <Stack>
          {live.items.length ? <LiveNow sessions={live.items} view={view} /> : null}
          {masters.length ? (
            <Section
              title={t("list.latest")}
              lead={t("list.latestLead", { count: masterNames.length })}
              footer={
                search.masters === "all" ? (
                  <TextLink href={here({ masters: undefined })}>{t("list.fewerMasters")}</TextLink>
                ) : found.masters.length > latestMasters ? (
                  <TextLink href={here({ masters: "all" })}>
                    {t("list.allMasters", { count: masterNames.length })}
                  </TextLink>
                ) : undefined
              }
            >
              <MasterCards masters={masters} anomalies={anomalies} view={view} />
            </Section>
          ) : null}
          <Section
            title={t("list.sessions")}
            lead={
              liesAhead(search.status) ? t("list.sessionsUpcoming", { from: format.day(period.firstDay) }) : undefined
            }
            tools={
              <ExportMenu
                name={t("list.export")}
                csvHref={paths.api.masterSessions(tenant.slug, { ...apiSearch(), format: "csv", bom: 1 })}
                jsonHref={paths.api.masterSessions(tenant.slug, { ...apiSearch(), limit: 200 })}
              />
            }
          >
            {summary ? <PeriodFigures summary={summary} before={before} view={view} /> : null}
            <SessionFilterBar options={options} view={view} />
            <SessionTable
              sessions={items}
              anomalies={anomalies}
              sort={{
                by: search.sort,
                direction: search.dir,
                href: (by, direction) =>
                  here({ sort: by === "held" ? undefined : by, dir: direction === "desc" ? undefined : direction }),
              }}
              empty={
                <EmptyState
                  title={t("list.noMatch.title")}
                  action={
                    filtered ? (
                      <ButtonLink
                        href={here(Object.fromEntries(Object.keys(filters).map((name) => [name, undefined])))}
                      >
                        {t("list.noMatch.action")}
                      </ButtonLink>
                    ) : undefined
                  }
                >
                  {t("list.noMatch.text")}
                </EmptyState>
              }
              pager={
                <KeysetPager
                  nextHref={nextCursor ? here({ cursor: nextCursor }) : null}
                  previousHref={previous ? here({ cursor: previous.cursor }) : null}
                  firstHref={search.cursor && (!previous || previous.cursor) ? here({}) : null}
                  summary={t("list.summary", { shown: items.length })}
                />
              }
              view={view}
            />
          </Section>
        </Stack>
      )}
    </>
  );

  // The same filters, order and period that drew the table.
  function apiSearch() {
    const { sort, dir, status } = search;
    return { ...filters, sort, dir, from: period.firstDay, to: liesAhead(status) ? undefined : period.lastDay };
  }
});
