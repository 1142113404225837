import "server-only";
import { z } from "zod";
import { periodAnswerSchema, toPeriodAnswer } from "@/lib/analytics/period-answer";
import { periodSearch } from "@/lib/analytics/period-search";
import { telemetryRows } from "@/lib/telemetry/export";
import { telemetryKeys } from "@/lib/telemetry/metrics";
import { listUnitPairs } from "@/lib/telemetry/queries/count-delivery";
import { listDifferences } from "@/lib/telemetry/queries/reconciliation-runs";
import type { Telemetry } from "@/lib/telemetry/read-telemetry";

export const telemetryPanels = ["metrics", "units", "agreement"] as const;
export type TelemetryPanel = (typeof telemetryPanels)[number];

/** `GET /api/telemetry` */
export const telemetryQuery = z.strictObject({
  ...periodSearch.shape,
  panel: z.enum(telemetryPanels).default("metrics"),
  format: z.enum(["json", "csv"]).default("json"),
  bom: z.literal("1").optional(),
});

/** A metric of the period with both of its parts, and what it was before. */
export const telemetryMetricSchema = z.strictObject({
  metric: z.enum(telemetryKeys as [string, ...string[]]),
  unit: z.string(),
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  before: z.number().nullable(),
});

/** Attendance and units of one session. */
export const unitPairSchema = z.strictObject(listUnitPairs.row.shape);

/** A figure of a session that one place says otherwise than the log. */
export const differenceSchema = z.strictObject(listDifferences.row.shape);

const correlationSchema = z.strictObject({ n: z.int().min(0), r: z.number().min(-1).max(1).nullable() });

/** The rows of one panel; `correlation` stands beside units and attendance only. */
export const telemetryAnswerSchema = z.strictObject({
  period: periodAnswerSchema,
  correlation: correlationSchema.optional(),
  rows: z.union([z.array(telemetryMetricSchema), z.array(unitPairSchema), z.array(differenceSchema)]),
});

/** One panel of the telemetry as JSON. */
export function toTelemetryAnswer(telemetry: Telemetry, panel: TelemetryPanel): z.output<typeof telemetryAnswerSchema> {
  const { period, units, agreement } = telemetry;
  const { pairs, ...correlation } = units;
  const rows = { metrics: () => telemetryRows(telemetry), units: () => pairs, agreement: () => agreement?.list ?? [] };
  return telemetryAnswerSchema.parse({
    period: toPeriodAnswer(period),
    ...(panel === "units" ? { correlation } : {}),
    rows: rows[panel](),
  });
}
