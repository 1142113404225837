import type { LiveState } from "@/lib/live/schema";

export type Trouble = "rate" | "anonymous" | "token" | "over" | "failed";

export type Answer = { ok: true; state: LiveState | null } | { ok: false; trouble: Trouble; fields: readonly string[] };

/** Where a session is spoken to: the address without its last word, and the query that names the tenant. */
export interface LiveAddress {
  /** `/api/live/evening-circle` */
  base: string;
  /** `?tenant=lumen`, or empty */
  query: string;
}

export const addressOf = (address: LiveAddress, word = "") => `${address.base}${word && `/${word}`}${address.query}`;

/**
 * One tab of one person in one session. The tab's id is made anew with every load of the page, so that a tab that was copied
 * is another one, and closing one of two takes nobody away.
 */
export class Participant {
  private readonly connectionId = crypto.randomUUID();
  private readonly remembered: string;
  private token: string | null = null;

  constructor(
    private readonly address: LiveAddress,
    private readonly circumstances: () => Promise<{ country?: string; language?: string }>,
  ) {
    this.remembered = `attune-live:${address.base}${address.query}`;
  }

  /** Takes a token out of the fragment and out of sight: it must not be in a history, a screenshot or a copied link. */
  arrive(): { joined: boolean } {
    const given = /^#token=([\w.-]+)$/.exec(location.hash)?.[1];
    if (given) history.replaceState(history.state, "", location.pathname + location.search);
    const kept = remembered(this.remembered);
    this.token = given ?? kept.token;
    // Somebody else's token on the same tab is somebody else, who has not said anything yet.
    const joined = kept.joined && (!given || given === kept.token);
    this.remember(joined);
    return { joined };
  }

  /** What names the person; a visitor without a token is known by a cookie that scripts cannot read. */
  headers = (): Record<string, string> => (this.token ? { authorization: `Bearer ${this.token}` } : {});

  /** What it means that a request was refused. */
  troubleOf(status: number): Trouble {
    if (status === 429) return "rate";
    if (status === 401 || status === 403) return this.token ? "token" : "anonymous";
    return status === 409 || status === 410 ? "over" : "failed";
  }

  async ready(): Promise<Answer> {
    const answer = await this.post("ready", { connectionId: this.connectionId, ...(await this.circumstances()) });
    if (answer.ok) this.remember(true);
    return answer;
  }

  async leave(): Promise<Answer> {
    this.remember(false);
    return this.post("leave", { connectionId: this.connectionId });
  }

  /** The tab goes away. It may only be loading anew, so what it remembers stays. */
  vanish(): void {
    void this.post("leave", { connectionId: this.connectionId });
  }

  heartbeat = (): Promise<Answer> => this.post("heartbeat", { connectionId: this.connectionId });
  react = (kind: string): Promise<Answer> => this.post("react", { kind });
  recap = (): Promise<Answer> => this.post("recap", {});
  thank = (text: string, consent: string, language: string): Promise<Answer> =>
    this.post("gratitude", { text, consent, language });

  private async post(word: string, body: object): Promise<Answer> {
    try {
      const answer = await fetch(addressOf(this.address, word), {
        method: "POST",
        // Also when the page is being closed: that is when a leave is sent.
        keepalive: true,
        headers: { "content-type": "application/json", ...this.headers() },
        body: JSON.stringify(body),
      });
      const said = (await answer.json().catch(() => null)) as Said | null;
      if (answer.ok) return { ok: true, state: stateIn(said) };
      return { ok: false, trouble: this.troubleOf(answer.status), fields: Object.keys(said?.error?.fields ?? {}) };
    } catch {
      return { ok: false, trouble: "failed", fields: [] };
    }
  }

  private remember(joined: boolean): void {
    try {
      sessionStorage.setItem(this.remembered, JSON.stringify({ joined, token: this.token }));
    } catch {
      // A frame of another site may have no storage; then a reload asks again.
    }
  }
}

type Said = Partial<LiveState> & { state?: LiveState; error?: { fields?: Record<string, string> } };

const stateIn = (said: Said | null): LiveState | null => {
  if (said?.state) return said.state;
  return said?.phase ? (said as LiveState) : null;
};

function remembered(key: string): { joined: boolean; token: string | null } {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? "{}") as { joined?: boolean; token?: string };
    return { joined: kept.joined === true, token: kept.token ?? null };
  } catch {
    return { joined: false, token: null };
  }
}
