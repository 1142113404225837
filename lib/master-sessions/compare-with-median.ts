import { type MetricKey, metrics } from "@/lib/master-sessions/metrics";
import type { Snapshot } from "@/lib/master-sessions/schema";

type Medians = NonNullable<Snapshot["comparison"]["medians"]>;

const read: Partial<Record<MetricKey, (medians: Medians) => number | null>> = {
  total: (medians) => medians.total,
  peak: (medians) => medians.peak,
  attendedPerPerson: (medians) => (medians.attendedMsPerPerson === null ? null : medians.attendedMsPerPerson / 60_000),
  dropOff: (medians) => medians.dropOffRatio,
  partial: (medians) => medians.partialRatio,
  reacting: (medians) => medians.reactingRatio,
  gratitudeTexts: (medians) => medians.gratitudeTexts,
  au: (medians) => medians.au,
};

/** The metrics that are compared with the master's own median, in the order of the page. */
export const comparedMetrics = (Object.keys(metrics) as MetricKey[]).filter((key) => key in read);

/** The median of a metric over the master's earlier sessions, in the metric's unit; null where there is none. */
export function medianOf(key: MetricKey, { comparison }: Snapshot): number | null {
  return comparison.medians ? (read[key]?.(comparison.medians) ?? null) : null;
}
