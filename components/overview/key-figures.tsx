import { useLocale, useTranslations } from "next-intl";
import { Change } from "@/components/ui/change";
import { HeadlineNumber, Stat, StatRow } from "@/components/ui/headline-number";
import { InfoPanel } from "@/components/ui/info-panel";
import type { Tenant } from "@/lib/db/directory";
import { createFormat } from "@/lib/format";
import type { Overview } from "@/lib/overview/overview";

/** The figures of the period, each with its change and how it is computed. */
export function KeyFigures({ tenant, overview, full }: { tenant: Tenant; overview: Overview; full: boolean }) {
  const t = useTranslations("overview.metrics");
  const format = createFormat({ locale: useLocale(), timeZone: tenant.timeZone });
  const { current, previous, people, reports, previousReports } = overview;

  const figure = (
    key: "sessions" | "reactions" | "gratitude" | "au" | "shared",
    label: string,
    value: string,
    change: [number | null, number | null | undefined],
    unit?: string,
  ) => (
    <Stat
      key={key}
      label={label}
      value={value}
      unit={unit}
      change={<Change current={change[0]} previous={change[1]} />}
      info={<InfoPanel name={label} description={t(`${key}.description`)} formula={t(`${key}.formula`)} />}
    />
  );

  return (
    <div className="flex flex-col gap-8">
      {full ? (
        <HeadlineNumber
          label={t("attendances.label")}
          value={format.integer(current.attendances)}
          change={<Change current={current.attendances} previous={previous?.attendances} />}
          info={
            <InfoPanel
              name={t("attendances.label")}
              description={t("attendances.description")}
              formula={t("attendances.formula")}
            />
          }
        />
      ) : null}
      <StatRow many>
        {full
          ? figure("sessions", t("sessions.label"), format.integer(current.sessions), [
              current.sessions,
              previous?.sessions,
            ])
          : null}
        <Stat
          label={t("people.label")}
          value={format.integer(people.value)}
          change={<Change current={people.complete} previous={people.previous} />}
          info={
            <InfoPanel
              name={t("people.label")}
              description={t("people.description")}
              formula={t("people.formula")}
              note={t("people.note")}
            />
          }
        />
        {full ? (
          <>
            {figure("reactions", t("reactions.label"), format.integer(current.reactions), [
              current.reactions,
              previous?.reactions,
            ])}
            {figure("gratitude", t("gratitude.label"), format.integer(current.gratitudeTexts), [
              current.gratitudeTexts,
              previous?.gratitudeTexts,
            ])}
            {figure(
              "au",
              tenant.auLabel,
              format.integer(Math.round(current.au)),
              [current.au, previous?.au],
              tenant.auUnit,
            )}
            {figure("shared", t("shared.label"), format.integer(reports.shared), [
              reports.shared,
              previousReports?.shared,
            ])}
            <Stat
              label={t("opened.label")}
              value={format.percent(reports.shared > 0 ? reports.opened / reports.shared : null)}
              info={
                <InfoPanel
                  name={t("opened.label")}
                  description={t("opened.description")}
                  formula={t("opened.formula")}
                  numerator={t("opened.numerator", { opened: reports.opened })}
                  denominator={t("opened.denominator", { shared: reports.shared })}
                />
              }
            />
          </>
        ) : null}
      </StatRow>
    </div>
  );
}
