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
 * The session that a file is, told by who was there when: the same file means the same session, whatever it is called and whoever
 * imports it, and a file that was read in another zone is another session.
 */
export function sessionIdOf(tenant: TenantId, source: ReportSource, plan: Plan): string {
  const stays = plan.people.flatMap(({ key, stays }) =>
    stays.map(({ joinedAt, leftAt }) => `${key} ${isoOf(joinedAt)} ${isoOf(leftAt)}`),
  );
  return `${deviceOf[source]}-${digest(tenant, ...stays.sort()).slice(0, 16)}`;
}

/**
 * A file as the events that a live session would have sent. Every id follows from the content, so that importing it again changes
 * nothing; people are named to the intake alone, which keeps their pseudonyms.
 */
export function eventsOf(
  sessionId: string,
  source: ReportSource,
  plan: Plan,
  hour: { startedAt: Date; endedAt: Date },
  announcement: Announcement,
): Record<string, unknown>[] {
  const { startedAt, endedAt } = hour;
  const deviceId = deviceOf[source];
  const { language, version, ...announced } = announcement;
  const scheduled = {
    sessionId,
    ...announced,
    ...(language ? { language } : {}),
    ...(version ? { version } : {}),
    startsAt: startedAt.toISOString(),
    durationMinutes: Math.min(1440, Math.max(1, Math.round((+endedAt - +startedAt) / 60_000))),
  };
  const of = (kind: string, at: Date | null, properties: Record<string, unknown>, person?: string, nth = 0) => ({
    id: digest(sessionId, kind, person ?? "", isoOf(at), String(nth), at ? "" : JSON.stringify(properties)),
    name: `practice.${kind}`,
    ...(at ? { time: at.toISOString() } : {}),
    ...(person === undefined ? {} : { userId: person }),
    properties,
  });
  return [
    // Announced now: a second import under another title is the later word.
    of("scheduled", null, scheduled),
    of("started", startedAt, { sessionId }),
    ...plan.people.flatMap(({ key, stays }) =>
      stays.flatMap((stay, nth) => {
        const place = { sessionId, deviceId, connectionId: `stay-${nth + 1}` };
        return [
          of("ready", stay.joinedAt, place, key, nth),
          ...(stay.leftAt ? [of("left", stay.leftAt, place, key, nth)] : []),
        ];
      }),
    ),
    ...plan.reactions
      .filter(({ at }) => at >= startedAt && at <= endedAt)
      .map(({ key, kind, at }, nth) => of("reaction", at, { sessionId, kind }, key, nth)),
    of("ended", endedAt, { sessionId }),
  ];
}
