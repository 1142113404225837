import { getTranslations } from "next-intl/server";
import { PlanSession } from "@/components/master-sessions/calendar-tools";
import { CalendarList, CalendarWeek } from "@/components/master-sessions/calendar-week";
import { viewOf } from "@/components/shell/view";
import { ButtonLink } from "@/components/ui/button";
import { ClientMessages } from "@/components/ui/client-messages";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { Tabs } from "@/components/ui/tabs";
import { TextLink } from "@/components/ui/text-link";
import { addDays } from "@/lib/analytics/day";
import { dayOf, endOfDay, startOfDay } from "@/lib/analytics/zone";
import { dataAsOf } from "@/lib/events/queries/data-as-of";
import { page } from "@/lib/guard/page";
import { calendarSearch } from "@/lib/master-sessions/calendar-schema";
import { sessionLanguages } from "@/lib/master-sessions/languages";
import { listCalendar } from "@/lib/master-sessions/queries/list-calendar";
import { listFilterOptions } from "@/lib/master-sessions/queries/list-filter-options";
import { weekOf } from "@/lib/master-sessions/week";
import { paths } from "@/lib/paths";

/** Sessions that the list looks ahead to. */
const listed = 60;

export default page({ permission: "masterSessions:read", search: calendarSearch }, async (ctx) => {
  const { tenant, now, readAll, can, search } = ctx;
  const t = await getTranslations("calendar");
  const masters = await getTranslations("masters");
  const view = viewOf(ctx);
  const { at, format } = view;
  const today = dayOf(now, tenant.timeZone);
  const week = weekOf(search.day ?? today, tenant.locale);
  const [first = today, last = today] = [week[0], week.at(-1)];
  const asked =
    search.view === "week"
      ? { start: startOfDay(first, tenant.timeZone), end: endOfDay(last, tenant.timeZone), limit: 500 }
      : { start: startOfDay(today, tenant.timeZone), limit: listed };
  const { sessions, options, fresh } = await readAll(async (db) => ({
    sessions: await listCalendar.all(db, asked),
    options: await listFilterOptions.all(db, {}),
    fresh: await dataAsOf.first(db, {}),
  }));
  const mayPlan = can("sessions:schedule");
  const choices = {
    tenant: tenant.slug,
    zone: format.zone(now),
    masters: options
      .filter(({ filter, name }) => filter === "master" && name !== null)
      .map(({ value, name }) => ({ value, label: name ?? value })),
    languages: sessionLanguages(options).map((value) => ({ value, label: format.language(value) })),
  };
  const fields = {
    title: "",
    masterId: choices.masters[0]?.value ?? "",
    day: search.view === "week" && first > today ? first : addDays(today, 1),
    time: "18:00",
    durationMinutes: 45,
    language: "",
    version: "",
  };
  const shownWeek = (day: string) => at.calendar({ day });

  return (
    <ClientMessages namespaces={["calendar"]}>
      <PageHeader
        eyebrow={<TextLink href={at.masters()}>{masters("title")}</TextLink>}
        title={t("title")}
        lead={t("lead")}
        period={search.view === "week" ? format.dayRange(first, last) : t("upcoming")}
        zone={format.zone(now)}
        asOf={fresh ? format.time(fresh.asOf) : undefined}
        actions={mayPlan ? <PlanSession fields={fields} choices={choices} /> : undefined}
        controls={
          search.view === "week" ? (
            <div className="flex flex-wrap gap-2">
              <ButtonLink small href={shownWeek(addDays(first, -7))}>
                {t("previous")}
              </ButtonLink>
              {week.includes(today) ? null : (
                <ButtonLink small href={at.calendar()}>
                  {t("today")}
                </ButtonLink>
              )}
              <ButtonLink small href={shownWeek(addDays(first, 7))}>
                {t("next")}
              </ButtonLink>
            </div>
          ) : undefined
        }
      />
      <Tabs
        label={t("views.label")}
        current={search.view}
        items={[
          { key: "week", href: at.calendar({ day: search.day }), label: t("views.week") },
          { key: "list", href: at.calendar({ view: "list", day: search.day }), label: t("views.list") },
        ]}
      />
      <Section
        title={search.view === "week" ? t("week", { from: format.day(first) }) : t("upcoming")}
        tools={
          <ExportMenu
            name={t("export")}
            csvHref={paths.api.masterSessions(tenant.slug, exported("csv"))}
            jsonHref={paths.api.masterSessions(tenant.slug, exported("json"))}
          />
        }
        footer={search.view === "list" && sessions.length === listed ? t("more", { shown: listed }) : undefined}
      >
        {search.view === "week" ? (
          <CalendarWeek days={week} sessions={sessions} choices={choices} mayPlan={mayPlan} view={view} />
        ) : sessions.length ? (
          <CalendarList sessions={sessions} choices={choices} mayPlan={mayPlan} view={view} />
        ) : (
          <EmptyState title={t("empty.title")}>{t("empty.text")}</EmptyState>
        )}
      </Section>
    </ClientMessages>
  );

  // The same sessions: those of the week, or what is planned from today on.
  function exported(form: "csv" | "json") {
    const order = { sort: "held", dir: "asc", ...(form === "csv" ? { format: "csv", bom: 1 } : { limit: 200 }) };
    return search.view === "week" ? { from: first, to: last, ...order } : { from: today, ...order };
  }
});
