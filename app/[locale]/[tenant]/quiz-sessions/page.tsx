import { getTranslations } from "next-intl/server";
import { ColumnChooser } from "@/components/quiz-sessions/column-chooser";
import { PeriodFigures } from "@/components/quiz-sessions/period-figures";
import { QuizTabs } from "@/components/quiz-sessions/quiz-tabs";
import { SavedViews } from "@/components/quiz-sessions/saved-views";
import { SessionDetail } from "@/components/quiz-sessions/session-detail";
import { SessionDrawer } from "@/components/quiz-sessions/session-drawer";
import { SessionFilterBar } from "@/components/quiz-sessions/session-filter-bar";
import { SessionTable } from "@/components/quiz-sessions/session-table";
import { TagSelected } from "@/components/quiz-sessions/tag-selected";
import { PeriodControls } from "@/components/shell/period-controls";
import { PeriodInWords } from "@/components/shell/period-in-words";
import { viewOf } from "@/components/shell/view";
import { ButtonLink } from "@/components/ui/button";
import { ClientMessages } from "@/components/ui/client-messages";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import { KeysetPager } from "@/components/ui/keyset-pager";
import { PageHeader } from "@/components/ui/page-header";
import { SearchInput } from "@/components/ui/search-input";
import { Section, Stack } from "@/components/ui/section";
import { TextLink } from "@/components/ui/text-link";
import { encodeCursor } from "@/lib/analytics/keyset-cursor";
import { dayOf } from "@/lib/analytics/zone";
import { dataAsOf } from "@/lib/events/queries/data-as-of";
import { page } from "@/lib/guard/page";
import { paths, withSearch } from "@/lib/paths";
import { readDetail } from "@/lib/quiz-sessions/detail";
import { readList } from "@/lib/quiz-sessions/list";
import { columnsOf, filterNames, filtersOf, listSearch, searchParamsOf } from "@/lib/quiz-sessions/list-search";
import { type Neighbour, readNeighbours } from "@/lib/quiz-sessions/neighbours";
import { listFilterOptions } from "@/lib/quiz-sessions/queries/list-sessions";
import { listViews } from "@/lib/quiz-sessions/queries/list-views";
import { getProspect } from "@/lib/quiz-sessions/queries/prospects";

export default page({ permission: "quizzes:read", search: listSearch }, async (ctx) => {
  const { search, tenant, now, readAll, can, user } = ctx;
  const t = await getTranslations("quiz");
  const view = viewOf(ctx);
  const { at, format } = view;
  const found = await readAll(async (db) => {
    const list = await readList(db, search, now, tenant.timeZone);
    const detail = search.open === undefined ? null : await readDetail(db, search.open, now);
    return {
      ...list,
      detail,
      neighbours: detail && (await readNeighbours(db, search, list, detail.session, now)),
      options: await listFilterOptions.all(db, {}),
      views: await listViews.all(db, { userId: user.id }),
      fresh: await dataAsOf.first(db, {}),
      person: search.prospect ? await getProspect.first(db, { prospectId: search.prospect }) : null,
    };
  });
  const { period, comparison, items, nextCursor, previous, summary, before, options, detail, neighbours } = found;
  const filters = filtersOf(search);
  const kept = searchParamsOf(search);
  const here = (changes: Record<string, string | undefined>) => withSearch(at.quizSessions(), { ...kept, ...changes });
  const cursor = search.cursor ? encodeCursor(search.cursor) : undefined;
  const openHref = (sessionId: string) => here({ open: sessionId, cursor });
  const beside = (one: Neighbour | null | undefined) => (one ? here({ open: one.id, cursor: one.cursor }) : null);
  const exported = {
    ...filters,
    sort: search.sort,
    dir: search.dir,
    ...(search.all ? {} : { from: period.firstDay, to: period.lastDay }),
  };

  return (
    <ClientMessages namespaces={["quiz"]}>
      <PageHeader
        title={t("title")}
        lead={t("intro")}
        period={search.all ? t("always") : <PeriodInWords period={period} comparison={comparison} />}
        zone={format.zone(now)}
        asOf={found.fresh ? format.time(found.fresh.asOf) : undefined}
        controls={
          <>
            {search.all ? null : <PeriodControls today={dayOf(now, tenant.timeZone)} />}
            <TextLink href={here({ all: search.all ? undefined : "1" })}>
              {t(search.all ? "onlyPeriod" : "allTimes")}
            </TextLink>
          </>
        }
      />
      <QuizTabs current="sessions" maySetSources={can("webhooks:manage")} view={view} />
      <Stack>
        {options.length === 0 && items.length === 0 ? (
          <EmptyState
            title={t("empty.title")}
            action={
              can("keys:manage") ? <ButtonLink href={at.settings.keys()}>{t("empty.action")}</ButtonLink> : undefined
            }
          >
            {t("empty.text")}
          </EmptyState>
        ) : (
          <Section
            title={t("list.title")}
            tools={
              <>
                <ColumnChooser shown={columnsOf(search)} />
                <ExportMenu
                  name={t("list.export")}
                  csvHref={paths.api.quizSessions(tenant.slug, { ...exported, format_as: "csv", bom: 1 })}
                  jsonHref={paths.api.quizSessions(tenant.slug, { ...exported, format_as: "json" })}
                />
              </>
            }
          >
            <SavedViews
              tenant={tenant.slug}
              mayChange={can("quizzes:annotate")}
              mayRemoveAll={can("members:manage")}
              views={found.views.map(({ search: saved, ...one }) => ({
                ...one,
                saved,
                href: `${at.quizSessions()}${saved ? `?${saved}` : ""}`,
              }))}
            />
            {summary ? <PeriodFigures summary={summary} before={before} view={view} /> : null}
            <div className="flex flex-wrap items-start gap-3">
              <SearchInput label={t("search")} placeholder={t("search")} />
              <SessionFilterBar
                options={options}
                filters={filters}
                person={found.person?.name ?? found.person?.email ?? t("nobody")}
                view={view}
              />
            </div>
            <TagSelected
              tenant={tenant.slug}
              ids={items.map(({ id }) => id)}
              matching={nextCursor || search.cursor ? (summary?.sessions ?? 0) : 0}
              tags={options.filter(({ filter }) => filter === "tag").map(({ value }) => value)}
            >
              <SessionTable
                sessions={items}
                columns={columnsOf(search)}
                selectable={can("quizzes:annotate")}
                sort={{
                  by: search.sort,
                  direction: search.dir,
                  href: (by, direction) =>
                    here({ sort: by === "time" ? undefined : by, dir: direction === "desc" ? undefined : direction }),
                }}
                rowHref={({ id }) => openHref(id)}
                empty={
                  <EmptyState
                    title={t("noMatch.title")}
                    action={
                      Object.keys(filters).length > 0 ? (
                        <ButtonLink href={here(Object.fromEntries(filterNames.map((name) => [name, undefined])))}>
                          {t("noMatch.action")}
                        </ButtonLink>
                      ) : undefined
                    }
                  >
                    {t("noMatch.text")}
                  </EmptyState>
                }
                pager={
                  <KeysetPager
                    nextHref={nextCursor ? here({ cursor: nextCursor }) : null}
                    previousHref={previous ? here({ cursor: previous.cursor }) : null}
                    // The page before is the first one where it has no cursor.
                    firstHref={search.cursor && (!previous || previous.cursor) ? here({}) : null}
                    summary={t("list.summary", { shown: items.length, of: summary?.sessions ?? items.length })}
                  />
                }
                view={view}
              />
            </TagSelected>
          </Section>
        )}
      </Stack>
      {search.open === undefined ? null : (
        <SessionDrawer
          sessionId={search.open}
          title={detail ? (detail.session.name ?? detail.session.email ?? t("nobody")) : t("detail.missing.title")}
          lead={
            detail
              ? [detail.session.name ? detail.session.email : null, format.dateTime(detail.session.begunAt)]
                  .filter(Boolean)
                  .join(" · ")
              : undefined
          }
          closeHref={here({ cursor })}
          previousHref={beside(neighbours?.before)}
          nextHref={beside(neighbours?.after)}
        >
          {detail ? (
            <SessionDetail
              detail={detail}
              userId={user.id}
              mayAnnotate={can("quizzes:annotate")}
              maySeeDeliveries={can("webhooks:manage")}
              openHref={openHref}
              view={view}
            />
          ) : (
            <p>{t("detail.missing.text")}</p>
          )}
        </SessionDrawer>
      )}
    </ClientMessages>
  );
});
