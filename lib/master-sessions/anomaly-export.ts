import { z } from "zod";
import { periodSearch } from "@/lib/analytics/period-search";
import type { CsvColumn } from "@/lib/csv";
import type { Anomaly } from "@/lib/master-sessions/anomalies";
import { anomalyFilters } from "@/lib/master-sessions/anomaly-schema";

/** A finding as exports write it. */
export const anomalyRowSchema = z.strictObject({
  session_id: z.string(),
  title: z.string(),
  master_id: z.string(),
  master: z.string(),
  held_at: z.date(),
  kind: z.string(),
  severity: z.string(),
  state: z.string(),
  value: z.number(),
  median: z.number(),
  spread: z.number(),
  distance: z.number(),
  baseline_sessions: z.array(z.string()),
  follow_ups: z.int(),
});
/** `GET /api/anomalies` */
export const anomalyPageSchema = z.strictObject({ items: z.array(anomalyRowSchema) });

export const anomalyQuerySchema = z.strictObject({
  ...periodSearch.shape,
  ...anomalyFilters.shape,
  format: z.enum(["json", "csv"]).default("json"),
  bom: z.literal("1").optional(),
});
export type AnomalyRow = z.output<typeof anomalyRowSchema>;

export const anomalyRow = ({ session, baseline, followUps, ...finding }: Anomaly): AnomalyRow => ({
  session_id: session.id,
  title: session.title,
  master_id: session.master.id,
  master: session.master.name,
  held_at: session.heldAt,
  kind: finding.kind,
  severity: finding.severity,
  state: finding.state,
  value: finding.value,
  median: finding.median,
  spread: finding.spread,
  distance: finding.distance,
  baseline_sessions: baseline.map(({ id }) => id),
  follow_ups: followUps,
});

export const anomalyColumns: readonly CsvColumn<AnomalyRow>[] = (
  Object.keys(anomalyRowSchema.shape) as (keyof AnomalyRow)[]
).map((header) => ({
  header,
  value: (row) => (header === "baseline_sessions" ? row.baseline_sessions.join(" ") : row[header]) as never,
}));
