import { useTranslations } from "next-intl";
import type { View } from "@/components/shell/view";
import { InfoPanel } from "@/components/ui/info-panel";
import { type MetricKey, measure, metrics } from "@/lib/master-sessions/metrics";
import type { Snapshot } from "@/lib/master-sessions/schema";

/** The name of a metric; the tenant has its own word for its units. */
export function useMetricName({ tenant }: Pick<View, "tenant">) {
  const t = useTranslations("masters.metrics");
  return (key: MetricKey) => t(`${key}.name`, { label: tenant.auLabel });
}

/** "How is this computed?" of a metric, from its one definition; with a snapshot, both parts of a rate in figures. */
export function MetricInfo({
  metric: key,
  snapshot,
  note,
  view,
}: {
  metric: MetricKey;
  snapshot?: Snapshot;
  note?: string;
  view: Pick<View, "format" | "tenant">;
}) {
  const t = useTranslations("masters");
  const name = useMetricName(view);
  const metric = metrics[key];
  const { numerator, denominator } = snapshot ? measure(key, snapshot) : { numerator: null, denominator: null };
  const text = (part: string) => (t.has(`metrics.${key}.${part}`) ? t(`metrics.${key}.${part}`) : null);
  const withFigure = (words: string | null, value: number | null) =>
    words && value !== null ? `${words}: ${view.format.integer(value)}` : words;
  const notes = [note, text("note"), t(`additivity.${metric.additivity}`), t(`missing.${metric.missing}`)];
  return (
    <InfoPanel
      name={name(key)}
      description={text("description")}
      formula={text("formula")}
      numerator={withFigure(text("numerator"), numerator)}
      denominator={withFigure(text("denominator"), denominator)}
      note={notes.filter(Boolean).join(" ")}
    />
  );
}

type Explanation =
  | "reactionMix"
  | "groups"
  | "curve"
  | "themes"
  | "comparison"
  | "attendances"
  | "sessions"
  | "median"
  | "muted"
  | "timelineMedians";

/** The same for what is not one number of one session. */
export function ExplainedInfo({
  about,
  values = {},
}: {
  about: Explanation;
  values?: Record<string, string | number>;
}) {
  const t = useTranslations("masters.explained");
  const note = `${about}.note`;
  return (
    <InfoPanel
      name={t(`${about}.name`)}
      description={t(`${about}.description`)}
      formula={t(`${about}.formula`)}
      note={t.has(note) ? t(note, values) : undefined}
    />
  );
}
