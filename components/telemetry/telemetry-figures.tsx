import { useTranslations } from "next-intl";
import { Change } from "@/components/ui/change";
import { Stat, StatRow } from "@/components/ui/headline-number";
import { InfoPanel } from "@/components/ui/info-panel";
import type { Format } from "@/lib/format";
import { measureTelemetry, type TelemetryCounts, type TelemetryKey, telemetryMetrics } from "@/lib/telemetry/metrics";

/** A metric's value as people read it, by its unit. */
export function telemetryValue(key: TelemetryKey, value: number | null, format: Format, locale: string): string {
  const { unit } = telemetryMetrics[key];
  if (unit === "ratio") return format.percent(value);
  if (unit === "follow-ups") return format.decimal(value, 1);
  if (unit !== "milliseconds" || value === null) return format.integer(value);
  const inSeconds = value >= 1000;
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: inSeconds ? "second" : "millisecond",
    unitDisplay: "short",
    maximumFractionDigits: inSeconds && value < 10_000 ? 1 : 0,
  }).format(inSeconds ? value / 1000 : value);
}

/** Some of the metrics in a row, each with its change and its definition. */
export function TelemetryFigures(props: {
  keys: readonly TelemetryKey[];
  counts: TelemetryCounts;
  before: TelemetryCounts | null;
  format: Format;
  locale: string;
}) {
  const t = useTranslations("telemetry");
  const { counts, before, format, locale } = props;
  return (
    <StatRow>
      {props.keys.map((key) => {
        const metric = telemetryMetrics[key];
        const measured = measureTelemetry(key, counts);
        const part = (name: "numerator" | "denominator") =>
          t.has(`metrics.${key}.${name}`)
            ? `${t(`metrics.${key}.${name}`)}: ${format.integer(measured[name])}`
            : undefined;
        return (
          <Stat
            key={key}
            label={t(`metrics.${key}.name`)}
            value={telemetryValue(key, measured.value, format, locale)}
            info={
              <InfoPanel
                name={t(`metrics.${key}.name`)}
                description={t(`metrics.${key}.description`)}
                formula={t(`metrics.${key}.formula`)}
                numerator={part("numerator")}
                denominator={part("denominator")}
                note={t(`additivity.${metric.additivity}`)}
              />
            }
            change={
              <Change
                current={measured.value}
                previous={before ? measureTelemetry(key, before).value : null}
                meaning={metric.meaning}
                points={metric.unit === "ratio"}
              />
            }
          />
        );
      })}
    </StatRow>
  );
}
