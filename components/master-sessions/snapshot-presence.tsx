import { useTranslations } from "next-intl";
import { MetricInfo, useMetricName } from "@/components/master-sessions/metric-info";
import { PanelExports } from "@/components/master-sessions/panel-exports";
import { useFigure } from "@/components/master-sessions/snapshot-figures";
import type { View } from "@/components/shell/view";
import { DefinitionList } from "@/components/ui/definition-list";
import { Section } from "@/components/ui/section";
import { TextLink } from "@/components/ui/text-link";
import { type MetricKey, measure } from "@/lib/master-sessions/metrics";
import type { RowSet, Snapshot } from "@/lib/master-sessions/schema";

const facts: readonly { metric: MetricKey; of?: RowSet }[] = [
  { metric: "total", of: "people" },
  { metric: "readyBeforeStart" },
  { metric: "attendedMinutes" },
  { metric: "partial", of: "partial" },
  { metric: "dropOff", of: "dropped" },
  { metric: "dedupeAdjustments", of: "rejoined" },
  { metric: "replays", of: "replay" },
  { metric: "replayCompletion" },
];

/** How people came, stayed and went, exactly; each line opens the people it counts. */
export function SnapshotPresence({ snapshot, view }: { snapshot: Snapshot; view: View }) {
  const t = useTranslations("masters.snapshot");
  const name = useMetricName(view);
  const figure = useFigure(view);
  const { format, at } = view;
  const id = snapshot.session.id;
  return (
    <Section
      title={t("presence")}
      lead={t("presenceLead")}
      tools={<PanelExports name={t("presence")} sessionId={id} panel="figures" view={view} />}
    >
      <DefinitionList
        items={facts.map(({ metric, of }) => {
          const { value, numerator, denominator } = measure(metric, snapshot);
          const { value: shown, unit } = figure(metric, value);
          const written = [shown, unit].filter(Boolean).join(" ");
          const parts =
            numerator !== null && denominator
              ? t("partsOf", { numerator: format.integer(numerator), denominator: format.integer(denominator) })
              : null;
          const href = of && (numerator ?? value) ? at.sessionRows(id, { of }) : null;
          return {
            key: metric,
            term: (
              <span className="inline-flex items-center gap-1">
                {name(metric)}
                <MetricInfo metric={metric} snapshot={snapshot} view={view} />
              </span>
            ),
            value: (
              <span className="figures flex flex-wrap items-baseline gap-x-3">
                {parts ? <span>{written}</span> : null}
                {href ? <TextLink href={href}>{parts ?? written}</TextLink> : (parts ?? written)}
              </span>
            ),
          };
        })}
      />
    </Section>
  );
}
