import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { MetricInfo, useMetricName } from "@/components/master-sessions/metric-info";
import type { View } from "@/components/shell/view";
import { Change } from "@/components/ui/change";
import { Stat, StatRow } from "@/components/ui/headline-number";
import { TextLink } from "@/components/ui/text-link";
import { medianOf } from "@/lib/master-sessions/compare-with-median";
import { type MetricKey, measure, metrics } from "@/lib/master-sessions/metrics";
import type { Snapshot } from "@/lib/master-sessions/schema";

/** A figure of a session as it is printed, in its unit. */
export function useFigure({ format, tenant }: View) {
  const t = useTranslations("masters.units");
  return (key: MetricKey, value: number | null): { value: string; unit?: string } => {
    const { unit } = metrics[key];
    if (unit === "ratio") return { value: format.percent(value) };
    if (unit === "au") return { value: format.integer(value), unit: tenant.auUnit };
    const shown = key === "attendedPerPerson" ? format.decimal(value) : format.integer(value);
    return value === null ? { value: shown } : { value: shown, unit: t(unit, { count: Math.round(value) }) };
  };
}

/** The figures beside the headline, each against the master's own median and with its explanation. */
export function SnapshotFigures({ snapshot, view }: { snapshot: Snapshot; view: View }) {
  const t = useTranslations("masters.snapshot");
  const { format, at } = view;
  const id = snapshot.session.id;
  const clock = (when: Date | null | undefined) => (when ? t("atTime", { time: format.time(when) }) : null);
  const seePeople = (of: string, count: number | null) =>
    count ? <TextLink href={at.sessionRows(id, { of })}>{t("seePeople", { count })}</TextLink> : null;
  const notes: Partial<Record<MetricKey, ReactNode>> = {
    peak: clock(snapshot.peak?.at),
    halfTime: clock(snapshot.halfTime?.at),
    dropOff: seePeople("dropped", snapshot.droppedPeople),
  };
  const keys: MetricKey[] =
    snapshot.session.status === "ended"
      ? ["peak", "halfTime", "attendedPerPerson", "dropOff", "reacting", "au"]
      : ["ready", "peak", "reacting", "reactions", "au", "gratitudeTexts"];
  return (
    <StatRow>
      {keys.map((key) => (
        <Figure
          key={key}
          metric={key}
          label={key === "ready" ? t("presentNow") : undefined}
          snapshot={snapshot}
          note={notes[key]}
          view={view}
        />
      ))}
    </StatRow>
  );
}

function Figure({
  metric: key,
  label,
  snapshot,
  note,
  view,
}: {
  metric: MetricKey;
  label: string | undefined;
  snapshot: Snapshot;
  note: ReactNode;
  view: View;
}) {
  const name = useMetricName(view);
  const figure = useFigure(view);
  const { value } = measure(key, snapshot);
  const median = snapshot.session.status === "ended" ? medianOf(key, snapshot) : null;
  return (
    <Stat
      label={label ?? name(key)}
      {...figure(key, value)}
      info={<MetricInfo metric={key} snapshot={snapshot} view={view} />}
      change={
        median === null ? undefined : (
          <Change
            current={value}
            previous={median}
            meaning={metrics[key].meaning}
            points={metrics[key].unit === "ratio"}
          />
        )
      }
      note={note}
    />
  );
}
