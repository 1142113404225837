import { addDays, type Day, listDays } from "@/lib/analytics/day";

type WeekInfo = { firstDay: number };

/** The day a week begins with, 1 = Monday … 7 = Sunday, as the tenant's language has it. */
export function firstWeekday(locale: string): number {
  // English is written the British way everywhere in Attune.
  const tag = new Intl.Locale(locale === "en" ? "en-GB" : locale) as Intl.Locale & {
    weekInfo?: WeekInfo;
    getWeekInfo?: () => WeekInfo;
  };
  return (tag.getWeekInfo?.() ?? tag.weekInfo)?.firstDay ?? 1;
}

/** The seven days of the week that holds a day. */
export function weekOf(day: Day, locale: string): Day[] {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay() || 7;
  const first = addDays(day, -((weekday - firstWeekday(locale) + 7) % 7));
  return listDays(first, addDays(first, 6));
}
