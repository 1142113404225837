import "server-only";
import type { Tenant } from "@/lib/db/directory";
import { appendEvents } from "@/lib/events/intake";
import type { DemoEvent } from "@/prisma/seed/demo-event";
import { randomOf } from "@/prisma/seed/random";

const requestSize = 500;

/**
 * Sends a story through the intake in the order of time, with what real networks do to it: one event in a hundred arrives late,
 * one in two hundred twice. Throws when an event is refused, because the stories are ours.
 */
export async function deliver(tenant: Tenant, events: readonly DemoEvent[]): Promise<void> {
  const random = randomOf(`delivery/${tenant.slug}`);
  const inTime: DemoEvent[] = [];
  const late: DemoEvent[] = [];
  for (const event of [...events].sort((a, b) => a.at.getTime() - b.at.getTime())) {
    (random.chance(0.01) ? late : inTime).push(event);
    if (random.chance(0.005)) late.push(event);
  }
  const all = [...inTime, ...late];
  for (let at = 0; at < all.length; at += requestSize) {
    const verdicts = await appendEvents(tenant, all.slice(at, at + requestSize).map(asSent));
    const refused = verdicts.find((verdict) => verdict.verdict === "rejected");
    if (refused?.verdict === "rejected") {
      throw new Error(`The demo of ${tenant.slug} holds an event that is refused: ${refused.field} ${refused.reason}`);
    }
  }
}

const asSent = ({ at, ...event }: DemoEvent) => ({ ...event, time: at.toISOString() });
