import { z } from "zod";

export const anomalyKinds = ["low-attendance", "high-drop-off", "muted-reactions"] as const;
export type AnomalyKind = (typeof anomalyKinds)[number];

/** Mildest first. */
export const anomalySeverities = ["notice", "warning", "alarm"] as const;
export type AnomalySeverity = (typeof anomalySeverities)[number];

/** The life of an anomaly. One that nobody has touched is open. */
export const anomalyStates = ["open", "acknowledged", "followed-up", "closed"] as const;
export type AnomalyState = (typeof anomalyStates)[number];

export const anomalySteps = ["acknowledged", "followed-up", "closed", "reopened"] as const;
export type AnomalyStep = (typeof anomalySteps)[number];

/** What each step makes of an anomaly, and from which states it can be taken. A follow-up may be repeated: there can be several. */
const steps: Record<AnomalyStep, { from: readonly AnomalyState[]; to: AnomalyState }> = {
  acknowledged: { from: ["open"], to: "acknowledged" },
  "followed-up": { from: ["open", "acknowledged", "followed-up"], to: "followed-up" },
  closed: { from: ["open", "acknowledged", "followed-up"], to: "closed" },
  reopened: { from: ["acknowledged", "followed-up", "closed"], to: "open" },
};

/** The state after a step, or null where the step cannot be taken. */
export const stateAfter = (state: AnomalyState, step: AnomalyStep): AnomalyState | null =>
  steps[step].from.includes(state) ? steps[step].to : null;

/** The steps that can be taken from a state. */
export const stepsFrom = (state: AnomalyState): AnomalyStep[] =>
  anomalySteps.filter((step) => stateAfter(state, step) !== null);

const id = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\0]*$/);
/** The filters of the list, as they stand in its address; `unsettled` is everything that is not closed. */
export const anomalyFilters = z.object({
  state: z.enum(["unsettled", ...anomalyStates, "all"]).default("unsettled"),
  kind: z.enum(anomalyKinds).optional(),
  severity: z.enum(anomalySeverities).optional(),
  master: id.optional(),
});
export type AnomalyFilters = z.output<typeof anomalyFilters>;

const note = z
  .string()
  .trim()
  .max(2000, "must be at most 2,000 characters")
  .regex(/^[^\0]*$/, "holds a character that cannot be stored");

/** One step with an anomaly. A follow-up says what was done. */
export const anomalyStepInput = z.object({
  sessionId: id,
  kind: z.enum(anomalyKinds),
  step: z.enum(anomalySteps),
  note: note.default(""),
});
export type AnomalyStepInput = z.output<typeof anomalyStepInput>;

const body = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(4000, "must be at most 4,000 characters")
  .regex(/^[^\0]*$/, "holds a character that cannot be stored");

export const addNoteInput = z.object({ sessionId: id, body });
export const editNoteInput = z.object({ noteId: z.uuid(), body });
export const deleteNoteInput = z.object({ noteId: z.uuid() });
