import { useTranslations } from "next-intl";
import { type AnomalyAction, AnomalyEntry } from "@/components/master-sessions/anomaly-entry";
import { AnomalyInfo } from "@/components/master-sessions/anomaly-info";
import { AnomalySteps } from "@/components/master-sessions/anomaly-steps";
import type { View } from "@/components/shell/view";
import { ClientMessages } from "@/components/ui/client-messages";
import { Section } from "@/components/ui/section";
import type { Anomaly } from "@/lib/master-sessions/anomalies";

/** What is out of the ordinary about one session, on its own page; closed findings stay with their history. */
export function SessionAnomalies({
  anomalies,
  actions,
  mayFollow,
  view,
}: {
  anomalies: readonly Anomaly[];
  actions: readonly AnomalyAction[];
  mayFollow: boolean;
  view: View;
}) {
  const t = useTranslations("anomalies");
  return (
    <ClientMessages namespaces={["anomalies"]}>
      <Section id="anomalies" title={t("section")} lead={t("sectionLead")} info={<AnomalyInfo view={view} />}>
        <div>
          {anomalies.map((anomaly) => (
            <AnomalyEntry
              key={anomaly.kind}
              anomaly={anomaly}
              actions={actions.filter(({ kind }) => kind === anomaly.kind)}
              named={false}
              steps={
                mayFollow ? (
                  <AnomalySteps
                    tenant={view.tenant.slug}
                    sessionId={anomaly.session.id}
                    kind={anomaly.kind}
                    state={anomaly.state}
                  />
                ) : null
              }
              view={view}
            />
          ))}
        </div>
      </Section>
    </ClientMessages>
  );
}
