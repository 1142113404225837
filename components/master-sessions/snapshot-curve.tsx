import { useTranslations } from "next-intl";
import { AudienceCurve } from "@/components/charts/audience-curve";
import { ExplainedInfo } from "@/components/master-sessions/metric-info";
import { PanelExports } from "@/components/master-sessions/panel-exports";
import type { View } from "@/components/shell/view";
import { Section } from "@/components/ui/section";
import { TextLink } from "@/components/ui/text-link";
import type { Snapshot } from "@/lib/master-sessions/schema";

const minutesBetween = (from: Date, to: Date) => Math.max(0, (to.getTime() - from.getTime()) / 60_000);

/** The hour minute by minute, with the peak and half-time on the line. */
export function SnapshotCurve({ snapshot, view }: { snapshot: Snapshot; view: View }) {
  const t = useTranslations("masters.snapshot");
  const { session, curve, peak, halfTime } = snapshot;
  const { format, at } = view;
  const start = session.startedAt;
  // The curve has full minutes only; what is left of the last one is not drawn.
  const lasted = session.endedAt ? curve.length - 1 : (session.durationMinutes ?? 0);
  const minuteOf = (when: Date | null | undefined) =>
    start && when ? Math.min(curve.length - 1, Math.floor(minutesBetween(start, when))) : null;
  const marks = [
    { key: "curvePeak", minute: minuteOf(peak?.at) },
    { key: "curveHalf", minute: minuteOf(halfTime?.at) },
  ] as const;
  return (
    <Section
      title={t("curve")}
      lead={t("curveLead")}
      info={<ExplainedInfo about="curve" />}
      tools={
        curve.length ? <PanelExports name={t("curve")} sessionId={session.id} panel="curve" view={view} /> : undefined
      }
      footer={
        curve.length ? (
          <span className="flex flex-wrap gap-x-6 gap-y-1">
            {marks.map(({ key, minute }) =>
              minute === null ? null : (
                <TextLink key={key} href={at.sessionRows(session.id, { of: "minute", value: minute })}>
                  {t(key)}
                </TextLink>
              ),
            )}
          </span>
        ) : undefined
      }
    >
      {curve.length && start ? (
        <AudienceCurve
          name={t("curveName")}
          minutes={curve.map((present, minute) => ({ minute, present }))}
          durationMinutes={Math.max(1, lasted)}
          peakMinute={peak?.at ? Math.min(curve.length - 1, minutesBetween(start, peak.at)) : null}
          peakPresent={peak?.people ?? null}
          halfPresent={halfTime?.people ?? null}
          formatValue={format.integer}
        />
      ) : (
        <p className="text-ink-quiet">{t("curveEmpty")}</p>
      )}
    </Section>
  );
}
