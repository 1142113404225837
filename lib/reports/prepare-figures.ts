import type { Format } from "@/lib/format";
import { capitalised, feelingName } from "@/lib/reports/feeling";
import type { ReportPayload } from "@/lib/reports/payload";
import type { PreparedBar, PreparedBars, PreparedCurve, PreparedReport } from "@/lib/reports/prepared-report";
import type { ReportText } from "@/lib/reports/report-text";

/** What everything is said with. */
export interface Voice {
  payload: ReportPayload;
  text: ReportText;
  format: Format;
}

/** How many rows of a list are printed. */
const longest = 8;

/**
 * Named rows by size, the unnamed last. A long tail joins the unnamed, so that the rows still add up; where people may
 * stand in several rows (`overlapping`) nothing can be added up, and the tail is only counted.
 */
export function prepareBars<Row extends { people: number | null }>(
  heading: string,
  rows: readonly Row[],
  { payload, text, format }: Voice,
  nameOf: (row: Row) => string | null,
  overlapping = false,
): PreparedBars | null {
  const sorted = rows
    .map((row) => ({ label: nameOf(row), people: row.people }))
    .sort((a, b) => (b.people ?? 0) - (a.people ?? 0) || (a.label ?? "").localeCompare(b.label ?? "", format.locale));
  // Two ways to send one feeling (a word, an emoji) have one name; the larger keeps it.
  const named = sorted.filter(({ label }, index) => label && sorted.findIndex((row) => row.label === label) === index);
  const shown = named.length > longest ? named.slice(0, longest - 1) : named;
  // Where every group is too small to be named, "Others" alone would tell nothing.
  if (shown.length === 0) return null;
  const tail = sorted.filter((row) => !shown.includes(row));
  const most = Math.max(...shown.map(({ people }) => people ?? 0), 1);
  const rest = overlapping ? null : sum(tail);
  const base = sum(sorted) ?? 0;
  const draw = (label: string, people: number | null, isRest: boolean): PreparedBar => ({
    label,
    rest: isRest,
    share: people === null ? null : rounded(Math.min(1, people / Math.max(most, rest ?? 0))),
    value: figure(people, base, payload, format),
  });
  return {
    heading,
    rows: [
      ...shown.map(({ label, people }) => draw(label ?? "", people, false)),
      ...(tail.length === 0
        ? []
        : [draw(overlapping ? text("more", { count: tail.length }) : text("others"), rest, true)]),
    ],
  };
}

const sum = (rows: readonly { people: number | null }[]) =>
  rows.some(({ people }) => people === null) ? null : rows.reduce((total, { people }) => total + (people ?? 0), 0);

const rounded = (share: number) => Math.round(share * 1000) / 1000;

/** Where the total is only said roughly, the parts are said as shares: added up they would tell it exactly. */
function figure(people: number | null, base: number, payload: ReportPayload, format: Format): string | null {
  if (people === null) return null;
  if (payload.people.display === "exact") return format.integer(people);
  return base === 0 ? null : format.percent(people / base, 0);
}

/** The feeling that led, and the others beneath it. */
export function prepareFeeling({ payload, text, format }: Voice): PreparedReport["feeling"] {
  if (payload.reactions.length === 0) return null;
  const led = payload.dominantReaction;
  const name = led && feelingName(led.kind, text);
  const exact = payload.people.display === "exact";
  const mix = prepareBars(
    text("parts.feelings"),
    payload.reactions,
    { payload, text, format },
    ({ kind }) => {
      const feeling = kind === null ? null : feelingName(kind, text);
      return feeling === null ? null : capitalised(feeling);
    },
    true,
  );
  return {
    heading: name ? text("parts.feeling") : text("parts.feelings"),
    name: name ? capitalised(name) : text("mixed"),
    // The name of the one that led says it all when there is nothing to compare it with.
    mix: mix && (exact || mix.rows.length > 1) ? mix.rows.map(withoutShare(exact)) : null,
  };
}

/** One person may have felt several, so a share of their sum would mean nothing: roughly said means drawn only. */
const withoutShare = (exact: boolean) => (row: PreparedBar) => (exact ? row : { ...row, value: null });

/** The audience through the hour. */
export function prepareCurve({ payload, text, format }: Voice): PreparedCurve | null {
  if (!payload.curve) return null;
  const { people, peak, halfTime } = payload.curve;
  const startedAt = new Date(payload.session.startedAt);
  const exact = payload.people.display === "exact";
  const clock = (minute: number) => format.time(new Date(startedAt.getTime() + minute * 60_000));
  const most = Math.max(1, ...people, peak?.people ?? 0);
  const last = people.length - 1;
  const at = (minute: number) => rounded(Math.min(1, minute / last));
  const [start, end] = [clock(0), format.time(new Date(payload.session.endedAt))];
  const peakTime = peak ? clock(peak.minute) : null;
  const stride = Math.max(1, Math.ceil(last / 12));
  return {
    heading: text("parts.curve"),
    levels: people.map((count) => rounded(count / most)),
    start,
    end,
    peak:
      peak && peakTime
        ? {
            at: at(peak.minute),
            label: exact
              ? text("curveMostCount", { count: format.integer(peak.people), time: peakTime })
              : text("curveMost", { time: peakTime }),
          }
        : null,
    half:
      halfTime && exact
        ? {
            at: at(halfTime.minute),
            level: rounded(halfTime.people / most),
            label: text("curveHalf", { count: format.integer(halfTime.people) }),
          }
        : null,
    summary:
      peak && peakTime && exact
        ? text("curveSummaryCounts", { start, end, peak: format.integer(peak.people), time: peakTime })
        : text("curveSummary", { start, end }),
    moments: exact
      ? people.flatMap((count, minute) =>
          minute % stride === 0 || minute === last
            ? [{ minute, time: clock(minute), people: format.integer(count) }]
            : [],
        )
      : [],
  };
}
