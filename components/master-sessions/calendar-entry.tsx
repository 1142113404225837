import Link from "next/link";
import { useTranslations } from "next-intl";
import type { z } from "zod";
import { SessionTools } from "@/components/master-sessions/calendar-tools";
import type { PlannedFields, PlannerChoices } from "@/components/master-sessions/session-planner";
import { useLabels } from "@/components/master-sessions/use-labels";
import type { View } from "@/components/shell/view";
import { Badge } from "@/components/ui/badge";
import { dayOf } from "@/lib/analytics/zone";
import type { listCalendar } from "@/lib/master-sessions/queries/list-calendar";

export type CalendarSession = z.output<typeof listCalendar.row>;

const tones = { scheduled: "plain", cancelled: "warn", live: "accent", ended: "plain" } as const;

/** One session in the calendar, and what may be done with it. */
export function CalendarEntry({
  session,
  choices,
  mayPlan,
  narrow = false,
  view,
}: {
  session: CalendarSession;
  choices: PlannerChoices;
  mayPlan: boolean;
  /** in a column of the week */
  narrow?: boolean;
  view: View;
}) {
  const t = useTranslations("calendar");
  const masters = useTranslations("masters");
  const labels = useLabels(view);
  const { format, at } = view;
  const { status, durationMinutes } = session;
  const title = session.title || masters("untitled");
  const cancelled = status === "cancelled";
  const facts = [
    session.masterName ?? session.masterId,
    session.language ? labels.language(session.language) : null,
    durationMinutes === null ? null : t("minutes", { minutes: durationMinutes }),
    status === "scheduled" && session.ready > 0 ? t("ready", { count: session.ready }) : null,
    status === "ended" ? t("people", { count: session.total }) : null,
  ].filter(Boolean);
  return (
    <div className={narrow ? "flex min-w-0 flex-col gap-0.5" : "grid min-w-0 grid-cols-[4rem_minmax(0,1fr)] gap-x-4"}>
      <p className="figures text-label leading-6 text-ink-quiet">{format.time(session.at)}</p>
      <div className="flex min-w-0 flex-col gap-0.5">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <Link
            href={at.session(session.id)}
            prefetch={false}
            className={`font-medium [overflow-wrap:anywhere] hover:text-accent ${cancelled ? "text-ink-quiet line-through" : ""}`}
          >
            {title}
          </Link>
          {status === "scheduled" || status === "ended" ? null : (
            <Badge tone={tones[status]}>{t(`status.${status}`)}</Badge>
          )}
        </p>
        <p className="text-label text-ink-quiet">
          {narrow
            ? facts.map((fact) => (
                <span key={fact} className="block">
                  {fact}
                </span>
              ))
            : facts.join(" · ")}
        </p>
        {mayPlan && (status === "scheduled" || cancelled) ? (
          <SessionTools
            sessionId={session.id}
            cancelled={cancelled}
            fields={fieldsOf(session, view)}
            choices={choices}
          />
        ) : null}
      </div>
    </div>
  );
}

function fieldsOf(session: CalendarSession, { tenant, format }: View): PlannedFields {
  const at = session.scheduledAt ?? session.at;
  return {
    title: session.title,
    masterId: session.masterId ?? "",
    day: dayOf(at, tenant.timeZone),
    time: format.time(at),
    durationMinutes: session.durationMinutes ?? 45,
    language: session.language ?? "",
    version: session.version ?? "",
  };
}
