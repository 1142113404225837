import "server-only";
import type { Plan } from "@/lib/attendance-import/plan";
import type { ReportSource } from "@/lib/attendance-import/schema";
import type { TenantId } from "@/lib/db/tenant";
import { keyedHash } from "@/lib/privacy/pseudonym";

export interface Announcement {
  readonly masterId: string;
  readonly masterName: string;
  readonly title: string;
  readonly language: string;
  readonly version: string;
}

const deviceOf: Record<ReportSource, string> = {
  zoom: "zoom",
  "big-blue-button-csv": "big-blue-button",
  "big-blue-button-json": "big-blue-button",
};

/** A keyed digest: a name or an address cannot be found by trying, and the same file gives the same ids again. */
const digest = (...parts: readonly string[]) =>
  keyedHash("attendance-import", JSON.stringify(parts)).toString("hex").slice(0, 32);

const isoOf = (at: Date | null) => at?.toISOString() ?? "";

/**
 * What a file says, told by who was there when: the same file is the same content, whatever its session is called and whoever imports it,
 * and a file that was read in another zone is another one. A file that becomes a session of its own gives it this id.
 */
export function contentIdOf(tenant: TenantId, source: ReportSource, plan: Plan): string {
  const stays = plan.people.flatMap(({ key, stays }) =>
    stays.map(({ joinedAt, leftAt }) => `${key} ${isoOf(joinedAt)} ${isoOf(leftAt)}`),
  );
  return `${deviceOf[source]}-${digest(tenant, ...stays.sort()).slice(0, 16)}`;
}

/**
 * The id of an import: of a file into a session of its own (which then has that id), or into one that was planned. `nth` says how often
 * the same was taken back before: what was withdrawn stays so, and the file comes in anew.
 */
export function importIdOf(contentId: string, into: string | null, nth: number): string {
  const place = into === null ? contentId : `${contentId}-${digest(into).slice(0, 8)}`;
  return nth === 0 ? place : `${place}-${nth + 1}`;
}

/**
 * A file as the events that a live session would have sent. Every id follows from the content, so that importing it again changes
 * nothing; people are named to the intake alone, which keeps their pseudonyms. Without an announcement the session keeps the one it has.
 */
export function eventsOf(
  { importId, sessionId }: { importId: string; sessionId: string },
  source: ReportSource,
  plan: Plan,
  hour: { startedAt: Date; endedAt: Date },
  announcement: Announcement | null,
): Record<string, unknown>[] {
  const { startedAt, endedAt } = hour;
  const deviceId = deviceOf[source];
  const own = { sessionId, importId };
  const of = (kind: string, at: Date | null, properties: Record<string, unknown>, person?: string, nth = 0) => ({
    id: digest(importId, kind, person ?? "", isoOf(at), String(nth), at ? "" : JSON.stringify(properties)),
    name: `practice.${kind}`,
    ...(at ? { time: at.toISOString() } : {}),
    ...(person === undefined ? {} : { userId: person }),
    properties,
  });
  return [
    // Announced now: a second import under another title is the later word.
    ...(announcement ? [of("scheduled", null, { ...own, ...scheduleOf(announcement, hour) })] : []),
    of("started", startedAt, own),
    ...plan.people.flatMap(({ key, stays }) =>
      stays.flatMap((stay, nth) => {
        const place = { ...own, deviceId, connectionId: `stay-${nth + 1}` };
        return [
          of("ready", stay.joinedAt, place, key, nth),
          ...(stay.leftAt ? [of("left", stay.leftAt, place, key, nth)] : []),
        ];
      }),
    ),
    ...plan.reactions
      .filter(({ at }) => at >= startedAt && at <= endedAt)
      .map(({ key, kind, at }, nth) => of("reaction", at, { ...own, kind }, key, nth)),
    of("ended", endedAt, own),
  ];
}

function scheduleOf({ language, version, ...announced }: Announcement, hour: { startedAt: Date; endedAt: Date }) {
  return {
    ...announced,
    ...(language ? { language } : {}),
    ...(version ? { version } : {}),
    startsAt: hour.startedAt.toISOString(),
    durationMinutes: Math.min(1440, Math.max(1, Math.round((+hour.endedAt - +hour.startedAt) / 60_000))),
  };
}
