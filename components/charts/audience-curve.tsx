import { useTranslations } from "next-intl";
import { ChartFrame } from "@/components/charts/chart-frame";
import { ChartReadout } from "@/components/charts/chart-readout";
import { Plot } from "@/components/charts/plot";
import { type AudienceMinute, prepareAudience } from "@/components/charts/prepare/audience";
import { areaPath, linePath } from "@/components/charts/prepare/time-series";
import { classNames } from "@/components/ui/class-names";

const anchors = {
  start: { translate: "0", textAlign: "left", paddingLeft: 3 },
  end: { translate: "-100%", textAlign: "right", paddingRight: 3 },
} as const;

/** Who was there, minute by minute, with the start, half-time, the peak and the end marked on the curve. */
export function AudienceCurve({
  name,
  minutes,
  durationMinutes,
  peakMinute,
  peakPresent,
  halfPresent,
  formatValue,
  height = 220,
}: {
  name: string;
  minutes: readonly AudienceMinute[];
  durationMinutes: number;
  /** the minute of the stored peak; without it, the first minute with the most people */
  peakMinute: number | null;
  /** and how many were there, when it lies between two full minutes */
  peakPresent?: number | null;
  halfPresent?: number | null;
  formatValue: (value: number | null) => string;
  height?: number;
}) {
  const t = useTranslations("ui.chart");
  const curve = prepareAudience(minutes, { durationMinutes, peakMinute, peakPresent, halfPresent });
  const markOf = (kind: string) => curve.marks.find((mark) => mark.kind === kind);
  const present = (minute: number) => curve.points.find((point) => point.minute === minute)?.present ?? null;
  const peak = markOf("peak");
  return (
    <ChartFrame
      name={name}
      summary={
        peak
          ? t("summary.audience", {
              start: formatValue(present(0)),
              peak: formatValue(peak.present),
              minute: Math.floor(peak.minute),
              half: formatValue(halfPresent ?? present(Math.round(durationMinutes / 2))),
            })
          : t("summary.empty")
      }
      table={{
        head: [t("minute"), t("present")],
        rows: curve.points.map((point) => [String(point.minute), formatValue(point.present)]),
      }}
    >
      <div className="pt-10">
        <Plot
          scale={curve.scale}
          formatTick={formatValue}
          height={height}
          labels={curve.labelled.map(({ minute, x }) => ({
            key: String(minute),
            x,
            text: t("minuteShort", { minute }),
          }))}
          shapes={
            <>
              <path d={areaPath(curve.stretches)} fill="var(--accent)" opacity={0.12} />
              <path
                d={linePath(curve.stretches)}
                fill="none"
                stroke="var(--accent)"
                strokeWidth={2}
                strokeLinejoin="round"
                vectorEffect="non-scaling-stroke"
              />
            </>
          }
        >
          {curve.marks.map((mark) => (
            <span
              key={mark.kind}
              aria-hidden="true"
              className="absolute inset-y-0"
              style={{ left: `${mark.x * 100}%` }}
            >
              <span className="absolute inset-y-0 border-l border-dashed border-edge" />
              {mark.present === null ? null : (
                <span
                  className="absolute size-2 -translate-1/2 rounded-full border-2 border-paper bg-ink"
                  style={{ top: `${(1 - curve.scale.share(mark.present)) * 100}%` }}
                />
              )}
              <span
                className={classNames(
                  "figures absolute bottom-full mb-1 flex flex-col leading-4 whitespace-nowrap",
                  mark.crowded && "max-sm:hidden",
                )}
                style={anchors[mark.anchor]}
              >
                <span>{t(mark.kind)}</span>
                <span className="font-medium text-ink">{formatValue(mark.present)}</span>
              </span>
            </span>
          ))}
          <ChartReadout
            label={`${name}. ${t("explore")}`}
            points={curve.points.map((point) => ({
              x: point.x,
              y: point.y,
              title: t("minuteShort", { minute: point.minute }),
              lines: [point.present === null ? t("noData") : formatValue(point.present)],
            }))}
          />
        </Plot>
      </div>
    </ChartFrame>
  );
}
