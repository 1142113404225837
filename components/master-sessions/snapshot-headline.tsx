import { useTranslations } from "next-intl";
import { useGathering } from "@/components/master-sessions/gathering-words";
import { MetricInfo } from "@/components/master-sessions/metric-info";
import { useLabels } from "@/components/master-sessions/use-labels";
import type { View } from "@/components/shell/view";
import { Change } from "@/components/ui/change";
import { HeadlineNumber } from "@/components/ui/headline-number";
import { TextLink } from "@/components/ui/text-link";
import type { Snapshot } from "@/lib/master-sessions/schema";

/** The number a session is about, said as it may be said, and one breath of what it was. */
export function SnapshotHeadline({ snapshot, view }: { snapshot: Snapshot; view: View }) {
  const t = useTranslations("masters.snapshot");
  const say = useGathering(view);
  const { status } = snapshot.session;
  const scheduled = status === "scheduled";
  const count = scheduled ? snapshot.ready : snapshot.total;
  const { figure, words } = scheduled
    ? { figure: view.format.integer(count), words: t("readyUnit", { count }) }
    : say(count);
  const median = snapshot.comparison.medians?.total;
  const exactly = useExactly(snapshot, view);
  if (status === "cancelled") {
    return <p className="max-w-[34rem] font-serif text-lead text-ink-soft">{t("story.cancelled")}</p>;
  }
  return (
    <div className="flex flex-col gap-4">
      <HeadlineNumber
        label={scheduled ? t("readyNow") : status === "live" ? t("gatheredLive") : t("gathered")}
        value={figure ?? <span className="text-title">{words}</span>}
        unit={figure ? words : undefined}
        info={<MetricInfo metric={scheduled ? "ready" : "total"} snapshot={snapshot} note={exactly} view={view} />}
        change={
          status === "ended" && figure && median !== undefined ? (
            <Change current={snapshot.total} previous={median} against={t("againstMedian")} />
          ) : undefined
        }
      />
      <Story snapshot={snapshot} view={view} />
      {scheduled && count > 0 ? (
        <p className="text-label">
          <TextLink href={view.at.sessionRows(snapshot.session.id, { of: "people" })}>{t("seeReady")}</TextLink>
        </p>
      ) : null}
    </div>
  );
}

/** The exact figure behind gentle words, for whoever opens the panel. */
function useExactly({ gathering, total, session }: Snapshot, { tenant }: View): string | undefined {
  const t = useTranslations("masters.snapshot");
  if (session.status === "scheduled") return undefined;
  if (gathering.display === "small-circle") return t("exactly", { count: total, threshold: tenant.lowCountThreshold });
  if (gathering.display === "at-least") return t("rounded", { count: total });
  return undefined;
}

function Story({ snapshot, view }: { snapshot: Snapshot; view: View }) {
  const t = useTranslations("masters.snapshot.story");
  const labels = useLabels(view);
  const { session, reactions } = snapshot;
  if (session.status === "scheduled") {
    return session.scheduledAt ? (
      <p className="max-w-[34rem] font-serif text-lead text-ink-soft">
        {t("scheduled", { when: view.format.relative(session.scheduledAt, view.now) })}
      </p>
    ) : null;
  }
  const known = (groups: Snapshot["countries"]) => groups.filter(({ key }) => key !== "").length;
  const countries = known(snapshot.countries);
  const languages = known(snapshot.languages);
  const sentences = [
    countries > 0 && t("places", { countries }),
    languages > 0 && t("spoken", { languages }),
    reactions.occurrences === 0
      ? session.status === "ended" && t("quiet")
      : reactions.dominant
        ? t("led", { kind: labels.reaction(reactions.dominant) })
        : session.status === "ended" && t("mixed"),
  ].filter(Boolean);
  return sentences.length ? (
    <p className="max-w-[34rem] font-serif text-lead text-ink-soft">{sentences.join(" ")}</p>
  ) : null;
}
