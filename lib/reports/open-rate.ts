import "server-only";
import type { z } from "zod";
import { dayOf, startOfDay } from "@/lib/analytics/zone";
import type { TenantSql } from "@/lib/db/tenant";
import { countOpenedByMaster } from "@/lib/reports/queries/count-opened-by-master";
import { countOpenedByMonth } from "@/lib/reports/queries/count-opened-by-month";

export interface OpenRateMonth {
  /** YYYY-MM */
  readonly month: string;
  readonly recipients: number;
  readonly opened: number;
  /** null while nobody was given a report: there is no rate of nothing */
  readonly rate: number | null;
  readonly inProgress: boolean;
}

export interface OpenRate {
  readonly recipients: number;
  readonly opened: number;
  readonly rate: number | null;
  readonly months: readonly OpenRateMonth[];
  readonly masters: readonly (z.output<typeof countOpenedByMaster.row> & { readonly rate: number | null })[];
}

const shownMonths = 12;

/** Recipients with at least one human open / recipients delivered, over the last twelve months, by month and by master. */
export async function getOpenRate(db: TenantSql, timeZone: string, now: Date): Promise<OpenRate> {
  const names = monthsUntil(dayOf(now, timeZone).slice(0, 7));
  const since = startOfDay(`${names[0]}-01`, timeZone);
  const found = new Map((await countOpenedByMonth.all(db, { since })).map((row) => [row.month, row]));
  const months = names.map((month, index) => {
    const { recipients, opened } = found.get(month) ?? { recipients: 0, opened: 0 };
    return { month, recipients, opened, rate: rateOf(opened, recipients), inProgress: index === names.length - 1 };
  });
  const masters = await countOpenedByMaster.all(db, { since });
  const [recipients, opened] = [sum(months, "recipients"), sum(months, "opened")];
  return {
    recipients,
    opened,
    rate: rateOf(opened, recipients),
    months,
    masters: masters.map((row) => ({ ...row, rate: rateOf(row.opened, row.recipients) })),
  };
}

const rateOf = (opened: number, recipients: number) => (recipients === 0 ? null : opened / recipients);
const sum = (months: readonly OpenRateMonth[], key: "recipients" | "opened") =>
  months.reduce((total, month) => total + month[key], 0);

/** The twelve months that end with this one, the earliest first. */
function monthsUntil(last: string): string[] {
  const [year = 0, month = 1] = last.split("-").map(Number);
  return Array.from({ length: shownMonths }, (_, index) => {
    const date = new Date(Date.UTC(year, month - shownMonths + index, 1));
    return date.toISOString().slice(0, 7);
  });
}
