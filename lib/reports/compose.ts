import type { Tenant } from "@/lib/db/directory";
import { conflict } from "@/lib/errors";
import type { ReaderLocale } from "@/lib/i18n";
import type { Group, Snapshot } from "@/lib/master-sessions/schema";
import { themeWords } from "@/lib/master-sessions/themes/label";
import { suppressSmallGroups } from "@/lib/privacy/suppress";
import {
  type Headcount,
  type ReportPayload,
  type ReportSection,
  reportLimits,
  reportPayloadSchema,
} from "@/lib/reports/payload";

export interface ReportChoices {
  readonly reportVersion: number;
  /** in which the themes are named */
  readonly locale: ReaderLocale;
  /** in the order in which they are printed */
  readonly sections: readonly ReportSection[];
  readonly note: { readonly text: string; readonly signedBy: string | null } | null;
  readonly upcoming: readonly {
    readonly title: string;
    readonly startsAt: Date;
    readonly durationMinutes: number | null;
    readonly language: string | null;
  }[];
  /** the session of this master and kind right before, whenever that was */
  readonly previous: { readonly total: number; readonly heldAt: Date } | null;
  readonly logo: ReportPayload["tenant"]["logo"];
  readonly now: Date;
}

/**
 * Freezes the snapshot of an ended session into what may leave: groups under k merged into Other (METRICS.md, "Privacy in anything
 * that leaves"), a small circle without any figure, at most what the sections need. Quotes are not part of it: they stand in
 * report_quotes, so that a withdrawn one leaves every report at once. Throws ZodError when a figure does not fit the schema.
 */
export function composeReport(tenant: Tenant, snapshot: Snapshot, choices: ReportChoices): ReportPayload {
  const { session } = snapshot;
  if (!session.startedAt || !session.endedAt) throw conflict("This session has not ended yet.");
  const startedAt = session.startedAt.getTime();
  const people = headcount(snapshot.total, tenant);
  const small = people.display === "small-circle";
  const count = (value: number) => (small ? null : value);
  const has = (section: ReportSection) => choices.sections.includes(section);

  const split = (groups: readonly Group[]) =>
    partitioned(groups, snapshot.total, tenant.k).map((row) => ({ code: row.key, people: count(row.people) }));
  // Reactions and themes overlap (one person may have several), so small ones are left out: a sum would not be a number of people.
  const large = <T extends Group>(groups: readonly T[]) =>
    groups.filter((row) => row.people >= tenant.k && row.key !== "");
  const reactions = large(snapshot.reactions.kinds);
  const leader = reactions.find((row) => row.key === snapshot.reactions.dominant);
  const moment = (mark: Snapshot["peak"]) =>
    mark?.at
      ? { minute: Math.max(0, Math.floor((mark.at.getTime() - startedAt) / 60_000)), people: mark.people }
      : null;
  const countries = snapshot.countries.filter((row) => row.key !== "").length;

  return reportPayloadSchema.parse({
    version: 2,
    reportVersion: choices.reportVersion,
    generatedAt: choices.now.toISOString(),
    sections: [...choices.sections],
    tenant: {
      name: tenant.name,
      locale: tenant.locale,
      timeZone: tenant.timeZone,
      brandColor: tenant.brandColor,
      auLabel: tenant.auLabel,
      auUnit: tenant.auUnit,
      logo: choices.logo,
    },
    session: {
      title: clipped(session.title, reportLimits.title),
      masterName: clipped(session.master?.name ?? "", 200),
      language: session.language,
      startedAt: session.startedAt.toISOString(),
      endedAt: session.endedAt.toISOString(),
      durationMinutes: Math.round((session.endedAt.getTime() - startedAt) / 60_000),
    },
    people,
    countryCount: has("countries") && !small && countries > 0 ? countries : null,
    countries: has("countries") ? split(snapshot.countries) : [],
    languages: has("languages") ? split(snapshot.languages) : [],
    dominantReaction: has("reactions") && leader ? { kind: leader.key, people: count(leader.people) } : null,
    reactions: has("reactions") ? reactions.map((row) => ({ kind: row.key, people: count(row.people) })) : [],
    curve:
      has("curve") && !small && snapshot.curve.length >= 2
        ? { people: snapshot.curve, peak: moment(snapshot.peak), halfTime: moment(snapshot.halfTime) }
        : null,
    // Where no client sends units there is nothing to tell, least of all a zero.
    au: has("au") && !small && snapshot.au.units > 0 ? { units: snapshot.au.units } : null,
    replays: has("replays") && snapshot.replays.people > 0 ? headcount(snapshot.replays.people, tenant) : null,
    themes: has("themes")
      ? large(snapshot.gratitude.themes)
          .slice(0, reportLimits.themes)
          .map((row) => ({
            label: clipped(themeWords(row, choices.locale), 80),
            language: null,
            people: count(row.people),
          }))
      : [],
    quotes: [],
    comparison: has("comparison") && !small ? comparisonOf(snapshot, choices.previous, tenant) : null,
    upcoming: has("upcoming")
      ? choices.upcoming.slice(0, reportLimits.upcoming).map(({ title, startsAt, durationMinutes, language }) => ({
          title: clipped(title, reportLimits.title),
          startsAt: startsAt.toISOString(),
          durationMinutes,
          language,
        }))
      : [],
    note: has("note") ? choices.note : null,
  });
}

// A small circle is nobody's yardstick: what may not be said of it may not be read off another session's report either.
function comparisonOf(
  { comparison: { medians, sessions } }: Snapshot,
  previous: ReportChoices["previous"],
  tenant: Tenant,
): ReportPayload["comparison"] {
  const before = previous && headcount(previous.total, tenant);
  const median =
    medians && headcount(medians.total, tenant).display !== "small-circle" ? { total: medians.total, sessions } : null;
  const last =
    previous && before && before.display !== "small-circle"
      ? { people: before, heldAt: previous.heldAt.toISOString() }
      : null;
  return median || last ? { median, previous: last } : null;
}

/** How a number of people may be said: not at all under the tenant's threshold (or under k), "200+" when the tenant rounds, else exactly. */
export function headcount(total: number, tenant: Pick<Tenant, "k" | "lowCountThreshold" | "roundUpCounts">): Headcount {
  if (total < Math.max(tenant.lowCountThreshold, tenant.k)) return { display: "small-circle", total: null };
  if (tenant.roundUpCounts && total >= 200) return { display: "at-least", total: Math.floor(total / 100) * 100 };
  return { display: "exact", total };
}

// Unknown and merged groups are one row, "Other": two would let a reader subtract.
function partitioned(rows: readonly Group[], total: number, k: number): { key: string | null; people: number }[] {
  const shown = suppressSmallGroups(
    rows.map((row) => ({ key: row.key, people: row.people })),
    total,
    k,
  );
  const named = shown.filter((row) => row.key !== null && row.key !== "");
  const rest = shown.filter((row) => row.key === null || row.key === "").reduce((sum, row) => sum + row.people, 0);
  return rest > 0 ? [...named, { key: null, people: rest }] : named;
}

const clipped = (text: string, max: number) =>
  (text.length > max ? `${text.slice(0, max - 1).trimEnd()}…` : text) || "–";
