import { useTranslations } from "next-intl";
import { BarList } from "@/components/charts/bar-list";
import { ExplainedInfo } from "@/components/master-sessions/metric-info";
import { PanelExports } from "@/components/master-sessions/panel-exports";
import { useLabels } from "@/components/master-sessions/use-labels";
import type { View } from "@/components/shell/view";
import { Section } from "@/components/ui/section";
import type { Snapshot } from "@/lib/master-sessions/schema";

const dimensions = {
  countries: { of: "country", label: "country" },
  languages: { of: "language", label: "language" },
  devices: { of: "device", label: "device" },
} as const;

/** People by what each of them is exactly one of; every bar opens the people in it. */
export function SnapshotGroups({
  snapshot,
  by,
  top = 8,
  view,
}: {
  snapshot: Snapshot;
  by: keyof typeof dimensions;
  top?: number;
  view: View;
}) {
  const t = useTranslations("masters.snapshot");
  const labels = useLabels(view);
  const { format, at } = view;
  const id = snapshot.session.id;
  const { of, label } = dimensions[by];
  return (
    <Section
      title={t(by)}
      info={<ExplainedInfo about="groups" />}
      tools={<PanelExports name={t(by)} sessionId={id} panel={by} view={view} />}
    >
      {snapshot[by].length ? (
        <BarList
          name={t(by)}
          top={top}
          formatValue={format.integer}
          formatShare={format.percent}
          items={snapshot[by].map(({ key, people }) => ({
            key: key || "?",
            label: labels[label](key),
            value: people,
            href: at.sessionRows(id, { of, value: key }),
          }))}
        />
      ) : (
        <p className="text-ink-quiet">{t("groupsEmpty")}</p>
      )}
    </Section>
  );
}
