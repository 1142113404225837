import { z } from "zod";
import { type MetricKey, measure, metricKeys, metrics } from "@/lib/master-sessions/metrics";
import { attendeeSchema, figureRowSchema, panels, type Snapshot, snapshotSchema } from "@/lib/master-sessions/schema";

/** A metric worked out: rates and means carry both of their parts, and a rate is 0–1. */
export const measureSchema = z.strictObject({
  value: z.number().nullable(),
  unit: z.string(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
});

export const metricsSchema = z.strictObject(
  Object.fromEntries(metricKeys.map((key) => [key, measureSchema])) as Record<MetricKey, typeof measureSchema>,
);

/** `GET /api/master-sessions/{id}`: the snapshot, and each metric worked out from it. */
export const snapshotAnswerSchema = snapshotSchema.extend({ metrics: metricsSchema, dataAsOf: z.date().nullable() });

/** A panel as JSON: the same rows as its CSV. */
export const panelAnswerSchema = z.strictObject({
  session_id: z.string(),
  panel: z.enum(panels),
  dataAsOf: z.date().nullable(),
  rows: z.union([z.array(figureRowSchema), z.array(attendeeSchema)]),
});

/** The snapshot as the JSON API answers it: with every metric, and up to when its data tell everything. */
export function toAnswer(snapshot: Snapshot, dataAsOf: Date | null): z.output<typeof snapshotAnswerSchema> {
  const measured = metricKeys.map((key) => {
    const unit = key === "au" ? snapshot.au.unit : metrics[key].unit;
    return [key, { unit, ...measure(key, snapshot) }] as const;
  });
  return snapshotAnswerSchema.parse({ ...snapshot, metrics: Object.fromEntries(measured), dataAsOf });
}
