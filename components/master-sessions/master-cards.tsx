import Link from "next/link";
import { useTranslations } from "next-intl";
import type { z } from "zod";
import { Sparkline } from "@/components/charts/sparkline";
import { AnomalyBadge } from "@/components/master-sessions/anomaly-badge";
import { useGathering } from "@/components/master-sessions/gathering-words";
import type { View } from "@/components/shell/view";
import { Badge } from "@/components/ui/badge";
import { TextLink } from "@/components/ui/text-link";
import type { Anomaly } from "@/lib/master-sessions/anomalies";
import type { listMasterCards } from "@/lib/master-sessions/queries/list-master-cards";

export type MasterCard = z.output<typeof listMasterCards.row>;

/** The masters of a tenant, each with the latest collective: a page of a programme rather than a row of boxes. */
export function MasterCards({
  masters,
  anomalies,
  view,
}: {
  masters: readonly MasterCard[];
  anomalies: ReadonlyMap<string, readonly Anomaly[]>;
  view: View;
}) {
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(15.5rem,1fr))] gap-x-10 gap-y-10">
      {masters.map((master) => (
        <Card
          key={master.masterId}
          master={master}
          anomalies={master.latestId ? anomalies.get(master.latestId) : undefined}
          view={view}
        />
      ))}
    </ul>
  );
}

function Card({
  master,
  anomalies,
  view,
}: {
  master: MasterCard;
  anomalies: readonly Anomaly[] | undefined;
  view: View;
}) {
  const t = useTranslations("masters");
  const { format, at } = view;
  const say = useGathering(view);
  const latest = master.latestTotal === null ? null : say(master.latestTotal);
  return (
    <li className="flex min-w-0 flex-col gap-3 border-t border-edge pt-3">
      <div className="flex items-baseline justify-between gap-3">
        <h3 className="min-w-0 truncate font-medium">
          <Link href={at.master(master.masterId)} prefetch={false} className="hover:text-accent">
            {master.name}
          </Link>
        </h3>
        {master.liveId ? (
          <Link href={at.session(master.liveId)} prefetch={false} className="shrink-0 rounded-sm hover:underline">
            <Badge tone="accent">{t("list.nowLive")}</Badge>
          </Link>
        ) : null}
      </div>
      {latest && master.latestId ? (
        <Link
          href={at.session(master.latestId)}
          prefetch={false}
          className="group -mx-2 flex flex-col gap-1 rounded-md px-2 py-1 transition-colors hover:bg-sunk/60"
        >
          <span className="flex min-h-10 items-end justify-between gap-4">
            <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
              {latest.figure ? (
                <>
                  <span className="figures font-serif text-title tracking-[-0.015em]">{latest.figure}</span>
                  <span className="text-label text-ink-soft">{latest.words}</span>
                </>
              ) : (
                <span className="font-serif text-lead">{latest.words}</span>
              )}
            </span>
            {master.recentTotals.length > 1 ? (
              <Sparkline
                values={master.recentTotals}
                label={t("list.medianOf", {
                  count: master.recentTotals.length,
                  totals: master.recentTotals.map((total) => format.integer(total)).join(", "),
                })}
                width={72}
              />
            ) : null}
          </span>
          <span className="truncate text-ink-soft group-hover:text-ink">{master.latestTitle || t("untitled")}</span>
          <span className="figures text-label text-ink-quiet">{format.dateTime(master.latestHeldAt)}</span>
          <AnomalyBadge anomalies={anomalies} />
        </Link>
      ) : (
        <p className="py-1 text-ink-quiet">{t("list.noCollective")}</p>
      )}
      {master.nextId && master.nextAt ? (
        <p className="text-label text-ink-quiet">
          <TextLink href={at.session(master.nextId)}>
            {t("list.next", { when: format.dateTime(master.nextAt) })}
          </TextLink>
        </p>
      ) : null}
    </li>
  );
}
