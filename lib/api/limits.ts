import "server-only";
import { maximumDays } from "@/lib/analytics/range";
import { intakeLimits } from "@/lib/events/limits";
import { mostRecords } from "@/lib/events/receive-records";
import { exportDays, linkMinutes } from "@/lib/exports/schema";
import { liveLimits, shares } from "@/lib/live/limits";
import { longestGratitude } from "@/lib/live/schema";
import { reportBytes } from "@/lib/mail/read-bounce";
import { attemptOffsetsMs, givenUpAfterMs } from "@/lib/webhooks/schedule";
import { timeoutMs } from "@/lib/webhooks/send";

/**
 * The limits that the description names, with the very values that the code keeps to. Their sentences are the texts `api.limits.<name>`.
 */
export const limits = {
  period: { days: maximumDays },
  page: { rows: 200 },
  intakeBody: { kilobytes: intakeLimits.requestBytes / 1024, events: intakeLimits.requestEvents },
  intakeEvent: { kilobytes: intakeLimits.eventBytes / 1024, depth: intakeLimits.eventDepth },
  intakeRate: { events: intakeLimits.eventsPerSecond, requests: intakeLimits.requestsPerSecond },
  results: { records: mostRecords },
  liveBody: { kilobytes: liveLimits.bodyBytes / 1024 },
  livePresence: { perSecond: shares.presence.perSecond, burst: shares.presence.burst },
  liveHeartbeat: { seconds: Math.round(1 / shares.heartbeat.perSecond), burst: shares.heartbeat.burst },
  liveReact: { perSecond: shares.react.perSecond, burst: shares.react.burst },
  liveGratitude: {
    perMinute: Math.round(shares.gratitude.perSecond * 60),
    signs: longestGratitude,
    kilobytes: liveLimits.gratitudeBytes / 1024,
  },
  liveFrames: { perSecond: 1000 / liveLimits.frameMs, viewers: liveLimits.viewers },
  exportFile: { minutes: linkMinutes, days: exportDays },
  bounce: { kilobytes: reportBytes / 1024 },
  webhook: {
    seconds: timeoutMs / 1000,
    attempts: attemptOffsetsMs.length,
    hours: (attemptOffsetsMs.at(-1) ?? 0) / 3_600_000,
    days: givenUpAfterMs / 86_400_000,
  },
} as const satisfies Record<string, Record<string, number>>;

export type LimitName = keyof typeof limits;
