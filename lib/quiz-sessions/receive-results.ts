import "server-only";
import { receiveRecords } from "@/lib/events/receive-records";
import type { IngestContext } from "@/lib/guard/route";
import { resultVerdictsSchema } from "@/lib/quiz-sessions/answer";
import { recordRefusals } from "@/lib/quiz-sessions/queries/record-refusals";
import { submitResults } from "@/lib/quiz-sessions/submit-results";

/** A request of `POST /api/quiz/results`: one record or an array of them. Answers what became of each. */
export function receiveResults(ctx: IngestContext) {
  return receiveRecords(ctx, async (records, given) => {
    const verdicts = await submitResults(given.tenant, records, "gateway", given, ctx.now);
    const refused = verdicts.flatMap((verdict) =>
      verdict.verdict === "rejected" ? [{ field: verdict.field, reason: verdict.reason, id: verdict.session_id }] : [],
    );
    if (refused.length > 0) await given.read((db) => recordRefusals(db, "gateway", refused, ctx.now));
    const count = (verdict: string) => verdicts.filter((one) => one.verdict === verdict).length;
    const answer = resultVerdictsSchema.parse({
      accepted: count("accepted"),
      duplicates: count("duplicate"),
      conflicts: count("conflict"),
      rejected: count("rejected"),
      verdicts,
    });
    // A gateway that sends one record looks at the status and at nothing else.
    const only = verdicts.length === 1 ? verdicts[0] : undefined;
    const status = only?.verdict === "rejected" ? 422 : only?.verdict === "conflict" ? 409 : 200;
    return Response.json(answer, { status, headers: { "cache-control": "private, no-store" } });
  });
}
