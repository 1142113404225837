"use client";

import { LineChart } from "@tremor/react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { CloserPoint } from "@/components/charts/closer-look";
import { classNames } from "@/components/ui/class-names";
import { createFormat } from "@/lib/format";

/** Loaded by `CloserLook` when it is opened, and by nothing else. */
export function CloserLookChart({
  name,
  points,
  previousName,
}: {
  name: string;
  points: readonly CloserPoint[];
  previousName: string | null;
}) {
  const t = useTranslations("ui.chart");
  const format = createFormat({ locale: useLocale(), timeZone: "UTC" });
  const [shown, setShown] = useState({ current: true, previous: true });
  // Tremor knows its own colour names; globals.css says that these two are the accent and the quiet edge.
  const lines = [
    { key: "current" as const, name, color: "brand", mark: "border-t-2 border-accent" },
    ...(previousName
      ? [{ key: "previous" as const, name: previousName, color: "stone", mark: "border-t border-edge" }]
      : []),
  ];
  const visible = lines.filter((line) => shown[line.key]);
  const data = points.map((point) => ({
    label: point.inProgress ? `${point.label} (${t("inProgress")})` : point.label,
    [name]: point.value,
    ...(previousName ? { [previousName]: point.previous ?? null } : {}),
  }));
  return (
    <div className="flex flex-col gap-4">
      {lines.length > 1 ? (
        <div className="flex flex-wrap gap-2">
          {lines.map((line) => (
            <button
              key={line.key}
              type="button"
              aria-pressed={shown[line.key]}
              // One line always stays: an empty chart would answer nothing.
              disabled={visible.length === 1 && shown[line.key]}
              onClick={() => setShown({ ...shown, [line.key]: !shown[line.key] })}
              className={classNames(
                "inline-flex min-h-8 items-center gap-2 rounded-full border border-hairline px-3 text-label transition-colors enabled:hover:bg-sunk",
                shown[line.key] ? "text-ink" : "text-ink-quiet line-through",
              )}
            >
              <span aria-hidden="true" className={classNames("w-5", line.mark)} />
              {line.name}
            </button>
          ))}
        </div>
      ) : null}
      <div aria-hidden="true" className="figures">
        <LineChart
          data={data}
          index="label"
          categories={visible.map((line) => line.name)}
          colors={visible.map((line) => line.color)}
          valueFormatter={format.integer}
          allowDecimals={false}
          minValue={0}
          connectNulls={false}
          showAnimation={false}
          showLegend={false}
          tickGap={32}
          yAxisWidth={52}
          className="h-[min(30rem,56dvh)]"
        />
      </div>
    </div>
  );
}
