/** What stands for a value that does not exist: an en dash, never a zero. */
export const missing = "–";

type Maybe<T> = T | null | undefined;

export interface FormatOptions {
  locale: string;
  /** IANA zone of the tenant: every instant is shown in it */
  timeZone: string;
}

export type Format = ReturnType<typeof createFormat>;

/**
 * Numbers, instants and days as people read them, in one locale and one zone. Instants are `Date`s, days are
 * `YYYY-MM-DD` and have no zone; null, undefined and numbers that are not finite become "–".
 */
export function createFormat({ locale, timeZone }: FormatOptions) {
  // British order and 24 hours: "20 November 2026, 18:30" is read the same way everywhere.
  const tag = locale === "en" ? "en-GB" : locale;

  const number = (options: Intl.NumberFormatOptions) => {
    const format = cachedNumber(tag, options);
    return (value: Maybe<number | bigint>) => (isMissing(value) ? missing : withMinus(format.format(value)));
  };
  const instant = (options: Intl.DateTimeFormatOptions) => {
    const format = cachedDate(tag, { timeZone, ...options });
    return (value: Maybe<Date>) => (isMissingDate(value) ? missing : format.format(value));
  };
  const calendarDay = (options: Intl.DateTimeFormatOptions) => {
    const format = cachedDate(tag, { timeZone: "UTC", ...options });
    return (value: Maybe<string>) => (value ? format.format(dayAsUtc(value)) : missing);
  };

  const integer = number({ maximumFractionDigits: 0 });
  const decimal = (value: Maybe<number>, digits = 1) =>
    number({ minimumFractionDigits: digits, maximumFractionDigits: digits })(value);

  return {
    locale,
    timeZone,
    integer,
    decimal,
    /** 12 300 becomes "12K" or "12.300": for axes, where space is short */
    compact: number({ notation: "compact", maximumFractionDigits: 1 }),
    /** a ratio 0–1 as a percentage; one digit below 10 %, none above */
    percent(ratio: Maybe<number>, digits?: number) {
      if (isMissing(ratio)) return missing;
      const shown = digits ?? (ratio !== 0 && Math.abs(ratio) < 0.1 ? 1 : 0);
      return number({ style: "percent", maximumFractionDigits: shown })(ratio);
    },
    /** minor units (cents) of a currency */
    money(amountMinor: Maybe<number>, currency: string) {
      const format = cachedNumber(tag, { style: "currency", currency });
      const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
      return isMissing(amountMinor) ? missing : withMinus(format.format(amountMinor / 10 ** digits));
    },
    /** a difference with its sign: "+4", "−12" */
    signed: number({ signDisplay: "exceptZero", maximumFractionDigits: 1 }),
    /** a relative change with its sign, from a ratio: 0.12 is "+12 %" */
    signedPercent: number({ style: "percent", signDisplay: "exceptZero", maximumFractionDigits: 0 }),
    /** 20 Nov 2026 */
    date: instant({ day: "numeric", month: "short", year: "numeric" }),
    /** Friday, 20 November 2026 */
    longDate: instant({ weekday: "long", day: "numeric", month: "long", year: "numeric" }),
    /** 18:30 */
    time: instant({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
    /** 20 Nov 2026, 18:30 */
    dateTime: instant({
      day: "numeric",
      month: "short",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    }),
    /** 20 Nov 2026, from a day */
    day: calendarDay({ day: "numeric", month: "short", year: "numeric" }),
    /** 20 Nov */
    shortDay: calendarDay({ day: "numeric", month: "short" }),
    /** Fri 20 Nov */
    weekday: calendarDay({ weekday: "short", day: "numeric", month: "short" }),
    month: calendarDay({ month: "long", year: "numeric" }),
    /** 1–20 Nov 2026, both ends included */
    dayRange(first: Maybe<string>, last: Maybe<string>) {
      if (!first || !last) return missing;
      const format = cachedDate(tag, { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" });
      return first === last ? format.format(dayAsUtc(first)) : format.formatRange(dayAsUtc(first), dayAsUtc(last));
    },
    /** "3 minutes ago", "in 2 days": the largest unit that fits */
    relative(value: Maybe<Date>, now: Date) {
      if (isMissingDate(value)) return missing;
      const seconds = (value.getTime() - now.getTime()) / 1000;
      const [size, unit] = relativeUnits.find(([size]) => Math.abs(seconds) >= size) ?? [1, "second" as const];
      return new Intl.RelativeTimeFormat(tag, { numeric: "auto" }).format(Math.round(seconds / size), unit);
    },
    /** 5 400 000 ms is "1 h 30 min"; at most two units, seconds only below ten minutes */
    duration(ms: Maybe<number>) {
      if (isMissing(ms)) return missing;
      const unit = (value: number, name: "hour" | "minute" | "second") =>
        cachedNumber(tag, { style: "unit", unit: name, unitDisplay: "short", maximumFractionDigits: 0 }).format(value);
      const seconds = Math.round(ms / 1000);
      if (seconds < 60) return unit(seconds, "second");
      if (seconds < 600 && seconds % 60)
        return `${unit(Math.floor(seconds / 60), "minute")} ${unit(seconds % 60, "second")}`;
      const minutes = Math.round(seconds / 60);
      if (minutes < 60) return unit(minutes, "minute");
      return minutes % 60
        ? `${unit(Math.floor(minutes / 60), "hour")} ${unit(minutes % 60, "minute")}`
        : unit(minutes / 60, "hour");
    },
    bytes(value: Maybe<number>) {
      if (isMissing(value)) return missing;
      const step = value >= 1e9 ? 3 : value >= 1e6 ? 2 : value >= 1e3 ? 1 : 0;
      const unit = (["byte", "kilobyte", "megabyte", "gigabyte"] as const)[step];
      return number({ style: "unit", unit, unitDisplay: "short", maximumFractionDigits: step ? 1 : 0 })(
        value / 1000 ** step,
      );
    },
    list: (items: readonly string[]) => new Intl.ListFormat(tag, { type: "conjunction" }).format(items),
    /** ISO 3166 code to a name; an unknown code stays itself */
    country: (code: Maybe<string>) => displayName(tag, "region", code),
    /** BCP 47 tag to a name; an unknown tag stays itself */
    language: (code: Maybe<string>) => displayName(tag, "language", code),
    /** "Europe/Berlin (GMT+1)" */
    zone(now: Date) {
      const parts = cachedDate(tag, { timeZone, timeZoneName: "shortOffset" }).formatToParts(now);
      const offset = parts.find(({ type }) => type === "timeZoneName")?.value;
      const name = timeZone.replaceAll("_", " ");
      return offset && offset !== name ? `${name} (${offset})` : name;
    },
  };
}

const relativeUnits: Array<[number, Intl.RelativeTimeFormatUnit]> = [
  [365 * 86_400, "year"],
  [30 * 86_400, "month"],
  [86_400, "day"],
  [3_600, "hour"],
  [60, "minute"],
];

const isMissing = (value: unknown): value is null | undefined =>
  value === null || value === undefined || (typeof value === "number" && !Number.isFinite(value));

const isMissingDate = (value: Maybe<Date>): value is null | undefined => !value || Number.isNaN(value.getTime());

/** A hyphen is not a minus: it is too short and sits too low beside figures. */
const withMinus = (text: string) => text.replace("-", "\u2212");

const dayAsUtc = (day: string) => new Date(`${day}T12:00:00Z`);

function displayName(tag: string, type: "region" | "language", code: Maybe<string>): string {
  if (!code) return missing;
  try {
    return new Intl.DisplayNames(tag, { type, fallback: "code" }).of(code) ?? code;
  } catch {
    // The log holds whatever a client sent; a code that Intl refuses is still shown as it came.
    return code;
  }
}

// Making an Intl formatter costs far more than using it.
const numbers = new Map<string, Intl.NumberFormat>();
const dates = new Map<string, Intl.DateTimeFormat>();

function cachedNumber(tag: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = tag + JSON.stringify(options);
  const known = numbers.get(key) ?? new Intl.NumberFormat(tag, options);
  numbers.set(key, known);
  return known;
}

function cachedDate(tag: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = tag + JSON.stringify(options);
  const known = dates.get(key) ?? new Intl.DateTimeFormat(tag, options);
  dates.set(key, known);
  return known;
}
