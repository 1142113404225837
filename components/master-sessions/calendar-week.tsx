import { useTranslations } from "next-intl";
import { CalendarEntry, type CalendarSession } from "@/components/master-sessions/calendar-entry";
import type { PlannerChoices } from "@/components/master-sessions/session-planner";
import type { View } from "@/components/shell/view";
import type { Day } from "@/lib/analytics/day";
import { dayOf } from "@/lib/analytics/zone";

interface Props {
  sessions: readonly CalendarSession[];
  choices: PlannerChoices;
  mayPlan: boolean;
  view: View;
}

/** Seven days beside each other where there is room, below each other on a phone. Today stands out by a stroke and by its name. */
export function CalendarWeek({ days, ...props }: Props & { days: readonly Day[] }) {
  const t = useTranslations("calendar");
  const { sessions, view } = props;
  const { format, tenant, now } = view;
  const today = dayOf(now, tenant.timeZone);
  return (
    <ol className="grid gap-x-5 gap-y-6 xl:grid-cols-7">
      {days.map((day) => {
        const held = sessions.filter(({ at }) => dayOf(at, tenant.timeZone) === day);
        return (
          <li
            key={day}
            aria-current={day === today ? "date" : undefined}
            className={`flex min-w-0 flex-col gap-4 border-t pt-2 ${day === today ? "border-accent" : "border-hairline"}`}
          >
            <h3 className={`figures text-label ${day === today ? "font-medium text-accent" : "text-ink-quiet"}`}>
              {format.weekday(day)}
            </h3>
            {held.length ? (
              held.map((session) => <CalendarEntry key={session.id} session={session} narrow {...props} />)
            ) : (
              <p className="text-label text-ink-quiet max-xl:hidden">
                <span aria-hidden="true">–</span>
                <span className="sr-only">{t("emptyDay")}</span>
              </p>
            )}
          </li>
        );
      })}
    </ol>
  );
}

/** What comes, day by day; days without anything are left out. */
export function CalendarList(props: Props) {
  const { sessions, view } = props;
  const { format, tenant } = view;
  const days = new Map<Day, CalendarSession[]>();
  for (const session of sessions) {
    const day = dayOf(session.at, tenant.timeZone);
    days.set(day, [...(days.get(day) ?? []), session]);
  }
  return (
    <ol className="flex flex-col gap-6">
      {[...days].map(([day, held]) => (
        <li key={day} className="grid gap-x-8 gap-y-3 border-t border-hairline pt-3 sm:grid-cols-[8rem_minmax(0,1fr)]">
          <h3 className="figures text-label leading-6 text-ink-quiet">{format.weekday(day)}</h3>
          <div className="flex flex-col gap-4">
            {held.map((session) => (
              <CalendarEntry key={session.id} session={session} {...props} />
            ))}
          </div>
        </li>
      ))}
    </ol>
  );
}
