import "server-only";
import type { Tenant } from "@/lib/db/directory";
import { log } from "@/lib/log";
import { BridgeFailure, type FetchOptions, fetchPage } from "@/lib/quiz-sessions/bridge/fetch-page";
import { getBridge, noteBridgeFailure, noteBridgePage } from "@/lib/quiz-sessions/queries/bridge";
import { type Transaction, takeResults } from "@/lib/quiz-sessions/take-results";
import { openSecret } from "@/lib/webhooks/secret";

/** The place that the bridge's secret is bound to. */
export const bridgePlace = "quiz-bridge";

/** Pages that one run takes; the next run goes on behind them. */
const pagesPerRun = 200;

/**
 * Fetches what is new behind the stored cursor, page by page. The cursor moves after the page's sessions are committed, so a
 * run that is killed begins with the same page again and finds duplicates. What fails is written beside the bridge.
 * @returns how many sessions were new; null when there is no bridge to ask
 */
export async function syncBridge(
  tenant: Tenant,
  transaction: Transaction,
  options: FetchOptions & { pages?: number } = {},
): Promise<number | null> {
  const first = await transaction(tenant.id, (db) => getBridge.first(db, {}));
  if (!first?.enabled) return null;
  const secret = openSecret(tenant.id, bridgePlace, first.secretSealed);
  let cursor = first.cursor;
  let taken = 0;
  try {
    for (let page = 0; page < (options.pages ?? pagesPerRun); page++) {
      const { sessions, next, more } = await fetchPage({ url: first.url, secret, cursor }, options);
      const now = new Date();
      const verdicts = await takeResults(tenant, sessions, "bridge", transaction, now);
      const fresh = verdicts.filter(({ verdict }) => verdict === "accepted" || verdict === "conflict").length;
      taken += fresh;
      if (more && (next == null || next === cursor)) throw new BridgeFailure("cursor");
      await transaction(tenant.id, (db) =>
        noteBridgePage.all(db, { url: first.url, cursor: next ?? null, sessions: fresh, at: now }),
      );
      if (!more || next == null) break;
      cursor = next;
    }
    return taken;
  } catch (error) {
    if (!(error instanceof BridgeFailure)) throw error;
    await transaction(tenant.id, (db) => noteBridgeFailure.all(db, { reason: error.message, at: new Date() }));
    log.warn(
      { tenant: tenant.slug, reason: error.message },
      "the bridge to the older quizzes failed; it is tried again",
    );
    return taken;
  }
}
