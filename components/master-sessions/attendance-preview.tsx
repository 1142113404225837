"use client";

import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { DataTable } from "@/components/ui/data-table";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { Select } from "@/components/ui/select";
import { TextLink } from "@/components/ui/text-link";
import type { Issue } from "@/lib/attendance-import/schema";
import type { Preview } from "@/lib/attendance-import/service";
import { createFormat } from "@/lib/format";

const tones = { error: "bad", skipped: "warn", note: "plain" } as const;

/** What a file says, before anything is written: the columns, the people, and every line that is doubtful or wrong. */
export function AttendancePreview({
  preview,
  locale,
  sessionHref,
  zone,
  ownZone,
  zones,
  busy,
  onZone,
}: {
  preview: Preview;
  locale: string;
  sessionHref: string;
  /** in which the file was read, and in which the tenant is at home */
  zone: string;
  ownZone: string;
  zones: readonly string[];
  busy: boolean;
  onZone: (zone: string) => void;
}) {
  const t = useTranslations("attendance-import");
  const format = createFormat({ locale, timeZone: "UTC" });
  const here = createFormat({ locale, timeZone: ownZone });
  const { starts, ends, startsAt, endsAt, columns, people, issues, errors, known, planned } = preview;
  const zoneName = (name: string) => name.replaceAll("_", " ");
  const facts: [string, string][] = [
    [t("preview.source"), t(`sources.${preview.source}`)],
    [t("preview.people"), format.integer(preview.peopleCount)],
    [t("preview.joins"), format.integer(preview.joins)],
    ...(preview.reactions ? ([[t("preview.reactions"), format.integer(preview.reactions)]] as [string, string][]) : []),
    ...(starts && ends
      ? ([
          [
            t("preview.hour"),
            `${format.day(starts.day)}, ${starts.time} – ${starts.day === ends.day ? "" : `${format.day(ends.day)}, `}${ends.time}`,
          ],
        ] as [string, string][])
      : []),
    ...(startsAt && endsAt && zone !== ownZone
      ? ([
          [t("preview.hourHere", { zone: zoneName(ownZone) }), `${here.dateTime(startsAt)} – ${here.time(endsAt)}`],
        ] as [string, string][])
      : []),
    ...(preview.format ? ([[t("preview.format"), t(`formats.${preview.format}`)]] as [string, string][]) : []),
  ];
  const place = ({ line }: Issue) =>
    line === null
      ? t("preview.wholeFile")
      : t(preview.source === "big-blue-button-json" ? "preview.entry" : "preview.line", { line });
  const sentence = ({ code, what }: Issue) => {
    const shown = code === "missing-column" && what ? t(`preview.matched.${what}`) : (what ?? "");
    return t(`issues.${code}`, { what: shown });
  };
  return (
    <Section title={t("preview.title")}>
      {errors > 0 ? (
        <Notice tone="bad" live title={t("preview.errors", { count: errors })} />
      ) : (
        <Notice tone="good" live title={t("preview.good")} />
      )}
      {preview.ambiguous ? <Notice tone="warn" title={t("preview.ambiguous")} /> : null}
      {planned.length && planned.every(({ overlaps }) => !overlaps) ? (
        <Notice tone="warn" title={t("preview.noneFits")} />
      ) : null}
      {known ? (
        <Notice
          action={
            <TextLink href={`${sessionHref}${encodeURIComponent(known.sessionId)}`}>{t("preview.knownLink")}</TextLink>
          }
        >
          {t("preview.known", { title: known.title })}
        </Notice>
      ) : null}
      {starts ? (
        <Select
          className="max-w-[22rem]"
          label={t("preview.zone")}
          value={zone}
          disabled={busy}
          onChange={(event) => onZone(event.target.value)}
          options={zones.map((value) => ({ value, label: zoneName(value) }))}
        />
      ) : null}
      <dl className="grid max-w-[46rem] grid-cols-[auto_minmax(0,1fr)] gap-x-8 gap-y-1.5">
        {facts.map(([term, value]) => (
          <div key={term} className="col-span-2 grid grid-cols-subgrid">
            <dt className="text-label leading-6 text-ink-quiet">{term}</dt>
            <dd className="figures">{value}</dd>
          </div>
        ))}
        {planned.length ? (
          <div className="col-span-2 grid grid-cols-subgrid">
            <dt className="text-label leading-6 text-ink-quiet">{t("preview.planned")}</dt>
            <dd>
              {planned.map((one) => (
                <span key={one.sessionId} className="figures flex flex-wrap items-baseline gap-x-3">
                  {t("preview.plannedAt", {
                    title: one.title,
                    when: `${format.day(one.day)}, ${one.time.slice(0, 5)}`,
                    minutes: one.minutes,
                  })}
                  <Badge tone={one.overlaps ? "good" : "plain"}>
                    {t(one.overlaps ? "preview.fits" : "preview.apart")}
                  </Badge>
                </span>
              ))}
            </dd>
          </div>
        ) : null}
        {columns.length ? (
          <div className="col-span-2 grid grid-cols-subgrid">
            <dt className="text-label leading-6 text-ink-quiet">{t("preview.columns")}</dt>
            <dd>
              {columns.map(({ column, header }) => (
                <span key={column} className="block">
                  {header} → {t(`preview.matched.${column}`)}
                </span>
              ))}
              <span className="text-label text-ink-quiet">{t("preview.unused")}</span>
            </dd>
          </div>
        ) : null}
      </dl>
      {issues.length ? (
        <section className="flex flex-col gap-2">
          <h3 className="text-label font-medium">{t("preview.issues")}</h3>
          <ul className="flex max-h-96 max-w-[46rem] flex-col overflow-y-auto">
            {issues.map((issue, index) => (
              <li
                // biome-ignore lint/suspicious/noArrayIndexKey: a line may have several, in a fixed order
                key={index}
                className="grid grid-cols-[5rem_minmax(0,1fr)_auto] gap-x-4 border-t border-hairline py-1.5 first:border-t-0"
              >
                <span className="figures text-label leading-6 text-ink-quiet">{place(issue)}</span>
                <span className="[overflow-wrap:anywhere]">{sentence(issue)}</span>
                <span>
                  <Badge tone={tones[issue.weight]}>{t(`preview.weights.${issue.weight}`)}</Badge>
                </span>
              </li>
            ))}
          </ul>
          {issues.length < preview.issueCount ? (
            <p className="text-label text-ink-quiet">
              {t("preview.issuesCut", { shown: issues.length, total: preview.issueCount })}
            </p>
          ) : null}
        </section>
      ) : null}
      {people.length ? (
        <details className="max-w-[46rem]">
          <summary className="w-fit list-none rounded-sm text-label text-ink-quiet underline-offset-4 hover:text-ink hover:underline">
            {t("preview.list")}
          </summary>
          <div className="mt-3">
            <DataTable
              caption={t("preview.list")}
              rows={people}
              rowKey={({ nth }) => String(nth)}
              columns={[
                { key: "name", header: t("preview.columnsOf.name"), cell: ({ name }) => name },
                { key: "email", header: t("preview.columnsOf.email"), from: "sm", cell: ({ email }) => email ?? "–" },
                {
                  key: "joins",
                  header: t("preview.columnsOf.joins"),
                  align: "end",
                  cell: ({ joins }) => format.integer(joins),
                },
                {
                  key: "time",
                  header: t("preview.columnsOf.time"),
                  align: "end",
                  cell: ({ ms }) => format.duration(ms),
                },
              ]}
            />
          </div>
          {people.length < preview.peopleCount ? (
            <p className="mt-2 text-label text-ink-quiet">
              {t("preview.listCut", { shown: people.length, total: preview.peopleCount })}
            </p>
          ) : null}
        </details>
      ) : null}
    </Section>
  );
}
