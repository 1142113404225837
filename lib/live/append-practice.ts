import "server-only";
import type { Tenant } from "@/lib/db/directory";
import { DomainError, invalid } from "@/lib/errors";
import { nativeEvent } from "@/lib/events/envelope";
import { commitTogether } from "@/lib/events/group-commit";
import { normalise, type PreparedEvent } from "@/lib/events/normalise";
import { oldestKept } from "@/lib/events/occurred-at";
import type { Participant } from "@/lib/live/recognise";
import type { PracticeEvent } from "@/lib/master-sessions/practice-event";

interface Happening {
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly country?: string | undefined;
  readonly language?: string | undefined;
}

/**
 * What a participant did, as an event of the log, brought into its form by the same rules as one that comes through the intake. A token's
 * word on country, language and device goes before the client's. Throws `unprocessable` with the field that is wrong.
 */
export function prepare(
  { tenant, sessionId, person, ...said }: Participant,
  happening: Happening,
  agent: string | null,
  now: Date,
): PreparedEvent {
  if (!person) throw invalid({ person: "is missing" });
  const raw = nativeEvent({
    name: happening.name,
    [person.kind === "user" ? "userId" : "anonymousId"]: person.id,
    context: {
      country: said.country ?? happening.country,
      language: said.language ?? happening.language,
      device: said.device ?? undefined,
    },
    properties: { sessionId, ...happening.properties },
  });
  const examined = normalise(raw, {
    tenantId: tenant.id,
    receivedAt: now.getTime(),
    oldestAt: oldestKept(now.getTime(), tenant.retentionMonths),
    agent,
    actors: new Map(),
  });
  if ("prepared" in examined) return examined.prepared;
  const fields = Object.fromEntries(
    examined.refused.issues.map(({ field, reason }) => [field.replace(/^properties\./, ""), reason]),
  );
  const [field = "", reason = "cannot be read"] = Object.entries(fields)[0] ?? [];
  throw new DomainError("unprocessable", `${field}: ${reason}`, fields);
}

/** Appends events of Attune's own processes together with whatever else waits, and resolves after the commit. */
export async function commit(tenant: Pick<Tenant, "id">, events: readonly PreparedEvent[]): Promise<void> {
  if (events.length > 0) await commitTogether(tenant.id, { keyHash: null, events, refused: [] });
}

/** An event on its way into the log, as whoever counts sees it. */
export const asPractice = ({ eventId, name, occurredAt, actor, ...event }: PreparedEvent): PracticeEvent => ({
  eventId,
  name,
  occurredAt: new Date(occurredAt),
  actor,
  country: event.country,
  language: event.language,
  device: event.device,
  properties: JSON.parse(event.properties) as Record<string, unknown>,
});
