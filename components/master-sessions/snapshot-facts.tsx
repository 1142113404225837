import { useTranslations } from "next-intl";
import { AnomalyBadge } from "@/components/master-sessions/anomaly-badge";
import { SessionStatus } from "@/components/master-sessions/session-status";
import { useLabels } from "@/components/master-sessions/use-labels";
import type { View } from "@/components/shell/view";
import type { Anomaly } from "@/lib/master-sessions/anomalies";
import type { Snapshot } from "@/lib/master-sessions/schema";

/** When it was, how long, in which language and version: the line below a session's title. */
export function SnapshotFacts({
  snapshot: { session },
  anomalies,
  view,
}: {
  snapshot: Snapshot;
  anomalies: readonly Anomaly[];
  view: View;
}) {
  const t = useTranslations("masters.snapshot");
  const labels = useLabels(view);
  const { format } = view;
  const { startedAt, endedAt, durationMinutes } = session;
  const until = endedAt ? `–${format.time(endedAt)}` : "";
  const facts = [
    `${format.longDate(session.heldAt)}, ${format.time(session.heldAt)}${startedAt ? until : ""}`,
    startedAt && endedAt
      ? t("lasted", { duration: format.duration(endedAt.getTime() - startedAt.getTime()) })
      : durationMinutes === null
        ? null
        : t("planned", { duration: format.duration(durationMinutes * 60_000) }),
    session.language ? t("heldIn", { language: labels.language(session.language) }) : null,
    session.version ? t("version", { version: session.version }) : null,
  ].filter((fact) => fact !== null);
  return (
    <span className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
      <SessionStatus session={session} />
      <AnomalyBadge anomalies={anomalies} />
      <span className="figures">{facts.join(" · ")}</span>
    </span>
  );
}
