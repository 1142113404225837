import "server-only";
import type { Tenant } from "@/lib/db/directory";
import type { TenantSql } from "@/lib/db/tenant";
import type { Snapshot } from "@/lib/master-sessions/schema";
import { getSnapshot } from "@/lib/master-sessions/snapshot";
import { type DraftChoices, shownSections } from "@/lib/reports/draft-choices";
import { type Draft, draftOf } from "@/lib/reports/drafts";
import { gatherReport } from "@/lib/reports/gather-report";
import { type ReportPayload, reportLimits } from "@/lib/reports/payload";
import { getLatestVersion } from "@/lib/reports/queries/get-latest-version";
import { listApprovedQuotes } from "@/lib/reports/queries/list-approved-quotes";

export type ApprovedQuote = Awaited<ReturnType<typeof listApprovedQuotes.all>>[number];

export interface Preview {
  readonly snapshot: Snapshot;
  readonly draft: Draft;
  /** null while the session has not ended */
  readonly payload: ReportPayload | null;
  readonly approved: readonly ApprovedQuote[];
}

/** What the report of a session would say if its draft were frozen now; nothing is stored. Throws not-found for an unknown session. */
export async function previewReport(db: TenantSql, tenant: Tenant, sessionId: string, now: Date): Promise<Preview> {
  const snapshot = await getSnapshot(db, sessionId, now);
  const draft = await draftOf(db, tenant, sessionId);
  const approved = await listApprovedQuotes.all(db, { sessionId });
  if (snapshot.session.status !== "ended") return { snapshot, draft, payload: null, approved };
  const version = ((await getLatestVersion.first(db, { sessionId }))?.version ?? 0) + 1;
  const { choices } = draft;
  const content = { ...choices, sections: shownSections(choices) };
  const payload = await gatherReport(db, tenant, snapshot, content, version, now);
  const quotes = content.sections.includes("quotes") ? chosenQuotes(choices, approved) : [];
  return {
    snapshot,
    draft,
    payload: { ...payload, quotes: quotes.map(({ text, language }) => ({ text, language })) },
    approved,
  };
}

/** The approved quotes that a draft chose, in its order; of nobody's choice the newest. One that is not approved any more is left out. */
export function chosenQuotes(
  choices: Pick<DraftChoices, "quotes">,
  approved: readonly ApprovedQuote[],
): ApprovedQuote[] {
  const chosen = choices.quotes?.flatMap((eventId) => approved.find((one) => one.eventId === eventId) ?? []);
  return (chosen ?? [...approved]).slice(0, reportLimits.quotes);
}
