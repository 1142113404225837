import type { z } from "zod";
import type { CsvColumn } from "@/lib/csv";
import { measureTelemetry, type TelemetryKey, telemetryKeys, telemetryMetrics } from "@/lib/telemetry/metrics";
import type { listUnitPairs } from "@/lib/telemetry/queries/count-delivery";
import type { listDifferences } from "@/lib/telemetry/queries/reconciliation-runs";
import type { Telemetry } from "@/lib/telemetry/read-telemetry";

export interface TelemetryRow {
  readonly metric: TelemetryKey;
  readonly unit: string;
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly before: number | null;
}

/** Each metric with both of its parts and what it was in the period that it is compared with. */
export function telemetryRows({ counts, before }: Pick<Telemetry, "counts" | "before">): TelemetryRow[] {
  return telemetryKeys.map((metric) => ({
    metric,
    unit: telemetryMetrics[metric].unit,
    ...measureTelemetry(metric, counts),
    before: before ? measureTelemetry(metric, before).value : null,
  }));
}

export const metricColumns: readonly CsvColumn<TelemetryRow>[] = (
  ["metric", "unit", "value", "numerator", "denominator", "before"] as const
).map((header) => ({ header, value: (row) => row[header] }));

export const unitColumns: readonly CsvColumn<z.output<typeof listUnitPairs.row>>[] = [
  { header: "session_id", value: (row) => row.sessionId },
  { header: "title", value: (row) => row.title },
  { header: "total", value: (row) => row.total },
  { header: "au", value: (row) => row.au },
];

export const differenceColumns: readonly CsvColumn<z.output<typeof listDifferences.row>>[] = [
  { header: "session_id", value: (row) => row.sessionId },
  { header: "title", value: (row) => row.title },
  { header: "place", value: (row) => row.place },
  { header: "figure", value: (row) => row.figure },
  { header: "expected", value: (row) => row.expected },
  { header: "found", value: (row) => row.found },
];
