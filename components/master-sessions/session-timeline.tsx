import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { AnomalyBadge } from "@/components/master-sessions/anomaly-badge";
import { SessionStatus } from "@/components/master-sessions/session-status";
import { useLabels } from "@/components/master-sessions/use-labels";
import type { View } from "@/components/shell/view";
import { dayOf } from "@/lib/analytics/zone";
import type { Anomaly } from "@/lib/master-sessions/anomalies";
import type { SessionItem } from "@/lib/master-sessions/schema";

/** A master's sessions as they followed one another, by month, newest first; the bar is the number of people. */
export function SessionTimeline({
  sessions,
  anomalies,
  pager,
  view,
}: {
  sessions: readonly SessionItem[];
  anomalies: ReadonlyMap<string, readonly Anomaly[]>;
  pager: ReactNode;
  view: View;
}) {
  const { tenant, format } = view;
  const most = Math.max(1, ...sessions.map(({ total }) => total));
  const months = new Map<string, SessionItem[]>();
  for (const session of sessions) {
    const month = dayOf(session.heldAt, tenant.timeZone).slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), session]);
  }
  return (
    <div className="flex flex-col gap-10">
      {[...months].map(([month, held]) => (
        <section key={month} className="flex flex-col">
          <h3 className="pb-2 text-label text-ink-quiet">{format.month(`${month}-15`)}</h3>
          <ol>
            {held.map((session) => (
              <Entry key={session.id} session={session} anomalies={anomalies.get(session.id)} most={most} view={view} />
            ))}
          </ol>
        </section>
      ))}
      {pager}
    </div>
  );
}

function Entry({
  session,
  anomalies,
  most,
  view,
}: {
  session: SessionItem;
  anomalies: readonly Anomaly[] | undefined;
  most: number;
  view: View;
}) {
  const t = useTranslations("masters");
  const labels = useLabels(view);
  const { format, at, tenant } = view;
  const facts = [
    session.language ? labels.language(session.language) : null,
    session.dominantReaction ? labels.reaction(session.dominantReaction) : null,
    session.replayPeople ? t("master.replayed", { count: session.replayPeople }) : null,
  ].filter(Boolean);
  return (
    <li className="group relative grid grid-cols-[6.5rem_minmax(0,1fr)_auto] gap-x-6 border-t border-hairline py-3 transition-colors hover:bg-sunk/60 max-sm:grid-cols-[4.5rem_minmax(0,1fr)_auto] max-sm:gap-x-4">
      <p className="figures text-label leading-6 text-ink-quiet">
        {format.weekday(dayOf(session.heldAt, tenant.timeZone))}
        <br />
        {format.time(session.heldAt)}
      </p>
      <div className="flex min-w-0 flex-col gap-0.5">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <Link
            href={at.session(session.id)}
            prefetch={false}
            className="font-medium [overflow-wrap:anywhere] before:absolute before:inset-0 hover:text-accent"
          >
            {session.title || t("untitled")}
          </Link>
          {session.status === "ended" && !session.shared ? null : <SessionStatus session={session} />}
          <AnomalyBadge anomalies={anomalies} />
        </p>
        {facts.length ? <p className="text-label text-ink-quiet">{facts.join(" · ")}</p> : null}
        {session.startedAt ? (
          <span aria-hidden="true" className="mt-1.5 block h-1.5 max-w-[28rem]">
            <span
              className="block h-full min-w-0.5 rounded-full bg-accent"
              style={{ width: `${(session.total / most) * 100}%` }}
            />
          </span>
        ) : null}
      </div>
      <p className="text-right">
        {session.startedAt ? (
          <>
            <span className="figures font-serif text-lead">{format.integer(session.total)}</span>
            <span className="block text-label text-ink-quiet">{t("units.people", { count: session.total })}</span>
          </>
        ) : (
          <span className="text-label text-ink-quiet">{t("master.ready", { count: session.ready })}</span>
        )}
      </p>
    </li>
  );
}
