import { useTranslations } from "next-intl";
import { LiveRefresh } from "@/components/master-sessions/live-refresh";
import type { View } from "@/components/shell/view";
import { Notice } from "@/components/ui/notice";
import type { Snapshot } from "@/lib/master-sessions/schema";

/** How long after its planned end a session is still taken to be going on. */
const graceMinutes = 60;

/** Says that the figures are still growing, or that the end of the session was never heard of. */
export function LiveNotice({ snapshot, view }: { snapshot: Snapshot; view: View }) {
  const t = useTranslations("masters.snapshot.live");
  const { startedAt, durationMinutes } = snapshot.session;
  if (!startedAt) return null;
  const minutes = (view.now.getTime() - startedAt.getTime()) / 60_000;
  const planned = durationMinutes ?? 60;
  if (minutes > planned + graceMinutes) {
    return (
      <Notice tone="warn" className="mb-8" title={t("noEnd")}>
        {t("noEndText", { since: view.format.relative(startedAt, view.now), minutes: planned })}
      </Notice>
    );
  }
  return (
    <Notice className="mb-8" title={t("title")}>
      <LiveRefresh />
      {t("text")}
    </Notice>
  );
}
