import { route } from "@/lib/guard/route";
import { receiveResults } from "@/lib/quiz-sessions/receive-results";

export const dynamic = "force-dynamic";

/** Finished quizzes as the gateway writes them: the columns of `assess_sessions` as JSON, idempotent by session id. */
export const POST = route.ingest(receiveResults);

export const OPTIONS = route.preflight();
