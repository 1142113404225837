import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { z } from "zod";
import { Sparkline } from "@/components/charts/sparkline";
import { severityTones } from "@/components/master-sessions/anomaly-badge";
import { useAnomalyWords } from "@/components/master-sessions/anomaly-words";
import type { View } from "@/components/shell/view";
import { Badge } from "@/components/ui/badge";
import type { Anomaly } from "@/lib/master-sessions/anomalies";
import type { listAnomalyActions } from "@/lib/master-sessions/queries/list-anomaly-actions";

export type AnomalyAction = z.output<typeof listAnomalyActions.row>;

/** One finding: what it is, why it is one, what it is held against, what was done about it and what can be done next. */
export function AnomalyEntry({
  anomaly,
  actions,
  steps,
  named = true,
  view,
}: {
  anomaly: Anomaly;
  actions: readonly AnomalyAction[];
  /** the buttons, for whoever may press them */
  steps: ReactNode;
  /** names the session; left out on its own page */
  named?: boolean;
  view: View;
}) {
  const t = useTranslations("anomalies");
  const masters = useTranslations("masters");
  const words = useAnomalyWords(view);
  const { format, at } = view;
  const { session, kind, severity, state, baseline, value } = anomaly;
  const values = [...baseline].reverse().map((one) => one.value);
  return (
    <article
      aria-label={`${t(`kinds.${kind}`)}: ${session.title || masters("untitled")}`}
      className="grid gap-x-10 gap-y-3 border-t border-hairline py-5 first:border-t-0 first:pt-0 lg:grid-cols-[minmax(0,1fr)_11rem]"
    >
      <div className="flex min-w-0 flex-col gap-2">
        <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
          <h3 className="font-serif text-lead font-medium">{t(`kinds.${kind}`)}</h3>
          <Badge tone={severityTones[severity]}>{t(`severities.${severity}`)}</Badge>
          <span className="text-label text-ink-quiet">{t(`states.${state}`)}</span>
        </div>
        {named ? (
          <p className="text-label text-ink-soft">
            <Link href={at.session(session.id)} prefetch={false} className="font-medium text-ink hover:text-accent">
              {session.title || masters("untitled")}
            </Link>
            {" · "}
            <Link href={at.master(session.master.id)} prefetch={false} className="hover:text-accent">
              {session.master.name}
            </Link>
            {" · "}
            <span className="figures">{format.dateTime(session.heldAt)}</span>
          </p>
        ) : null}
        <p className="max-w-[46rem] text-ink-soft">{words.explain(anomaly)}</p>
        <details className="max-w-[46rem]">
          <summary className="w-fit list-none rounded-sm text-label text-ink-quiet underline-offset-4 hover:text-ink hover:underline">
            {t("baseline", { count: baseline.length })}
          </summary>
          <ul aria-label={t("baselineTitle")} className="mt-2 flex flex-col">
            {baseline.map((one) => (
              <li key={one.id} className="flex items-baseline justify-between gap-6 border-t border-hairline py-1.5">
                <Link href={at.session(one.id)} prefetch={false} className="figures text-label hover:text-accent">
                  {format.dateTime(one.heldAt)}
                </Link>
                <span className="figures text-label">{words.figure(kind, one.value)}</span>
              </li>
            ))}
          </ul>
        </details>
        {actions.length ? (
          <ol aria-label={t("history")} className="flex max-w-[46rem] flex-col gap-1.5 text-label text-ink-quiet">
            {actions.map((one) => (
              <li key={one.id} className="flex flex-col">
                <span>
                  {t("by", {
                    step: t(`done.${one.step}`),
                    name: one.by ?? t("someone"),
                    when: format.dateTime(one.at),
                  })}
                </span>
                {one.note ? <span className="whitespace-pre-line text-body text-ink">{one.note}</span> : null}
              </li>
            ))}
          </ol>
        ) : null}
        {steps}
      </div>
      <p className="flex flex-col items-start gap-1 text-label text-ink-quiet lg:items-end lg:text-right">
        <span className="figures font-serif text-title text-ink">{words.figure(kind, value)}</span>
        <Sparkline
          values={[...values, value]}
          label={t("spark", { values: [...values, value].map((one) => words.figure(kind, one)).join(", ") })}
          width={120}
          height={28}
        />
        <span>{t("here")}</span>
      </p>
    </article>
  );
}
