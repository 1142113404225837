import { randomInt, randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";

export interface LoadOptions {
  url: string;
  key: string;
  clients: number;
}

export interface Load {
  /** every id that was ever sent */
  readonly sent: ReadonlySet<string>;
  /** ids that the intake has promised */
  readonly acknowledged: ReadonlySet<string>;
  /** requests that failed, and were sent again or given up */
  readonly failures: () => number;
  /** lets no new batch begin and waits until each is acknowledged or given up */
  stop(): Promise<void>;
}

/** Senders as SDKs are: a batch that was not acknowledged is sent again under the same ids; one in five gives up after the first failure. */
export function startLoad({ url, key, clients }: LoadOptions): Load {
  const sent = new Set<string>();
  const acknowledged = new Set<string>();
  let failures = 0;
  let stopping = false;
  const headers = {
    "content-type": "application/json",
    authorization: `Basic ${Buffer.from(`${key}:`).toString("base64")}`,
  };

  const post = async (events: readonly SentEvent[]): Promise<boolean> => {
    try {
      const response = await fetch(`${url}/api/ingest`, {
        method: "POST",
        headers,
        body: JSON.stringify(events),
        signal: AbortSignal.timeout(10_000),
      });
      const text = await response.text();
      if (response.status === 400 || response.status === 401)
        throw new Error(`the load is wrong: ${response.status} ${text}`);
      if (!response.ok) return false;
      const { verdicts } = JSON.parse(text) as { verdicts: { id: string; verdict: string }[] };
      for (const { id, verdict } of verdicts) {
        if (verdict === "rejected") throw new Error(`the load is wrong: ${text.slice(0, 500)}`);
        acknowledged.add(id);
      }
      return true;
    } catch (error) {
      if (error instanceof Error && error.message.startsWith("the load is wrong")) throw error;
      return false;
    }
  };

  const client = async () => {
    while (!stopping) {
      const batch = Array.from({ length: randomInt(1, 60) }, makeEvent);
      for (const { id } of batch) sent.add(id);
      const patient = randomInt(5) > 0;
      while (!(await post(batch))) {
        failures++;
        if (!patient) break;
        await delay(randomInt(50, 250));
      }
    }
  };
  const running = Promise.all(Array.from({ length: clients }, client));
  running.catch(() => {
    stopping = true;
  });
  return {
    sent,
    acknowledged,
    failures: () => failures,
    async stop() {
      stopping = true;
      await running;
    },
  };
}

interface SentEvent {
  id: string;
  name: string;
  [field: string]: unknown;
}

const sessions = 12;

/** Something that happens in or around one of a dozen sessions. */
function makeEvent(): SentEvent {
  const person = randomInt(150);
  const base = { id: randomUUID(), time: new Date().toISOString() };
  const who = randomInt(10) > 0 ? { userId: `user-${person}` } : { anonymousId: `visitor-${person}` };
  const sessionId = `session-${randomInt(sessions)}`;
  const practice = (name: string, properties: object) => ({
    ...base,
    ...who,
    name,
    properties: { sessionId, ...properties },
  });
  switch (randomInt(8)) {
    case 0:
      return {
        ...base,
        name: "identify",
        userId: `user-${person}`,
        anonymousId: `visitor-${person}`,
        traits: { plan: "plus" },
      };
    case 1:
    case 2:
      return practice("practice.ready", { deviceId: `device-${randomInt(3)}` });
    case 3:
      return practice("practice.left", { deviceId: `device-${randomInt(3)}` });
    case 4:
      return practice("practice.reaction", { kind: ["calm", "joy", "love"][randomInt(3)] });
    case 5:
      return { ...base, ...practice("practice.started", {}) };
    default:
      return { ...base, ...who, name: "lesson.opened", properties: { lesson: randomInt(40) } };
  }
}
