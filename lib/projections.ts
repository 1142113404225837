import "server-only";
import { coreProjection } from "@/lib/events/core-projection";
import type { Projection } from "@/lib/events/projection";
import { masterSessionsProjection } from "@/lib/master-sessions/projection";
import { quizSessionsProjection } from "@/lib/quiz-sessions/projection";
import { webhooksProjection } from "@/lib/webhooks/projection";

/** Every projection, in the order in which a batch passes them: core first, because domains stand on who is whom. */
export const projections: readonly Projection[] = [
  coreProjection,
  masterSessionsProjection,
  webhooksProjection,
  quizSessionsProjection,
];
