import { describe, expect, it } from "vitest";
import { readHeader } from "@/lib/master-sessions/header";
import { arrange, type PracticeEvent } from "@/lib/master-sessions/practice-event";

let made = 0;
const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 18, minute));
const event = (name: string, minute: number, properties: Record<string, unknown> = {}): PracticeEvent => ({
  eventId: `00000000-0000-4000-8000-${String(++made).padStart(12, "0")}`,
  name,
  occurredAt: at(minute),
  actor: null,
  country: null,
  language: null,
  device: null,
  properties: { sessionId: "s", ...properties },
});
const scheduled = (minute: number, title = "Evening") =>
  event("practice.scheduled", minute, { masterId: "m", masterName: "M", title, startsAt: at(30).toISOString() });
const header = (...events: PracticeEvent[]) => readHeader(arrange(events, new Map()));

describe("a cancelled session", () => {
  it("is cancelled whatever the order of arrival, and keeps what it was called", () => {
    const story = [scheduled(0), event("practice.cancelled", 5)];
    for (const told of [story, [...story].reverse()]) {
      expect(header(...told)).toMatchObject({ title: "Evening", cancelledAt: at(5), startedAt: null, endedAt: null });
    }
  });

  it("comes back when it is scheduled again", () => {
    expect(header(scheduled(0), event("practice.cancelled", 5), scheduled(6, "Night"))).toMatchObject({
      title: "Night",
      cancelledAt: null,
    });
  });

  it("was held after all when it began, before or after the cancellation", () => {
    for (const minute of [4, 31]) {
      expect(header(scheduled(0), event("practice.cancelled", 5), event("practice.started", minute))).toMatchObject({
        cancelledAt: null,
        startedAt: at(minute),
      });
    }
  });

  it("takes no start from its schedule or from somebody who was ready", () => {
    const told = [
      scheduled(0),
      event("practice.cancelled", 5),
      event("practice.ready", 29),
      event("practice.ended", 50),
    ];
    expect(header(...told)).toMatchObject({ cancelledAt: at(5), startedAt: null, endedAt: null });
  });
});
