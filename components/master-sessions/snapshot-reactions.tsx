import { useTranslations } from "next-intl";
import { BarList } from "@/components/charts/bar-list";
import { ExplainedInfo } from "@/components/master-sessions/metric-info";
import { PanelExports } from "@/components/master-sessions/panel-exports";
import { useLabels } from "@/components/master-sessions/use-labels";
import type { View } from "@/components/shell/view";
import { Section } from "@/components/ui/section";
import type { Snapshot } from "@/lib/master-sessions/schema";

/** What people felt: the mix of reactions by people, and the one that led. */
export function SnapshotReactions({ snapshot, view }: { snapshot: Snapshot; view: View }) {
  const t = useTranslations("masters.snapshot");
  const labels = useLabels(view);
  const { format, at } = view;
  const { session, reactions } = snapshot;
  const led = reactions.dominant ? t("dominant", { kind: labels.reaction(reactions.dominant) }) : t("mixed");
  return (
    <Section
      title={t("reactions")}
      lead={
        reactions.occurrences
          ? t("reactionsLead", { people: reactions.people, count: reactions.occurrences })
          : undefined
      }
      info={<ExplainedInfo about="reactionMix" />}
      tools={<PanelExports name={t("reactions")} sessionId={session.id} panel="reactions" view={view} />}
    >
      {reactions.kinds.length ? (
        <div className="flex flex-col gap-4">
          {session.status === "ended" ? <p className="font-serif text-lead">{led}</p> : null}
          <BarList
            name={t("reactions")}
            top={8}
            formatValue={format.integer}
            items={reactions.kinds.map(({ key, people }) => ({
              key,
              label: labels.reaction(key),
              value: people,
              href: at.sessionRows(session.id, { of: "reaction", value: key }),
            }))}
          />
        </div>
      ) : (
        <p className="text-ink-quiet">{t("reactionsEmpty")}</p>
      )}
    </Section>
  );
}
