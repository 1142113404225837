import { permissions, type Role } from "@/lib/identity/permissions";
import type { Actor } from "@/lib/testing/as-role";
import type { Entrance } from "@/lib/testing/entrances";
import { requestAs } from "@/lib/testing/fake-next-headers";
import { Interrupt } from "@/lib/testing/fake-next-navigation";

/** How a door answered: it let the caller through to what lies behind it, or why not. */
export type Answer = "in" | "sign-in" | "forbidden" | "not-found" | string;

/** Somebody at a door: a member with a role, a stranger of some kind, or a program with a key. */
export interface Visitor {
  name: string;
  actor: Actor | null;
  /** her active role in the tenant that is asked for */
  role: Role | null;
  platformAdmin?: boolean;
  /** the cookie opens nothing: forged, or of a session that has ended */
  invalid?: boolean;
  key?: { value: string; scopes: readonly string[]; alive: boolean };
  /** a participant's token, and what it is good for at the session that is asked for */
  token?: { value: string; good: "yes" | "for another session" | "for another tenant" };
  /** the request's Origin; Attune's own unless told, null for none */
  origin?: string | null;
}

export const ownOrigin = "http://localhost:3000";
const host = "localhost:3000";

/** What the door states, as an answer: the permission matrix and nothing else. */
export function expectedAnswer({ kind, door, method }: Entrance, visitor: Visitor): Answer {
  if (!door) return "a door";
  const { role, key } = visitor;
  const actor = visitor.invalid ? null : visitor.actor;
  const fromHome = visitor.origin === undefined || visitor.origin === ownOrigin;
  // Nobody whom this test knows can sign.
  if (door.scope === "signed") return "sign-in";
  if (door.scope === "participant") return expectedOfParticipant(visitor, method, fromHome);
  const changes = kind === "action" || (kind === "route" && !["GET", "HEAD", "OPTIONS"].includes(method));
  if (door.scope === "key") return key?.alive ? (key.scopes.includes("ingest") ? "in" : "forbidden") : "sign-in";
  if (key && door.auth?.includes("read-key"))
    return key.alive ? (key.scopes.includes("read") ? "in" : "forbidden") : "sign-in";
  // Who has no session has nothing that a foreign page could misuse; a route says so before it looks at the origin.
  if (kind === "route" && door.scope === "tenant" && (!actor || !door.auth?.includes("session"))) return "sign-in";
  if (changes && !fromHome) return "forbidden";
  if (door.scope === "public") return "in";
  if (!actor) return "sign-in";
  if (door.scope === "user") return "in";
  if (door.scope === "platform") return visitor.platformAdmin ? "in" : "not-found";
  if (door.scope !== "tenant" || !door.permission) return "a known scope";
  if (!role) return "not-found";
  // From the table itself: a test may have broken the function that the doors ask.
  return (permissions[door.permission] as readonly Role[]).includes(role) ? "in" : "forbidden";
}

/** A token decides alone; without one everybody may look, and take part from Attune's own pages. */
function expectedOfParticipant({ token, key }: Visitor, method: string, fromHome: boolean): Answer {
  if (token) return { yes: "in", "for another session": "forbidden", "for another tenant": "not-found" }[token.good];
  if (key) return "sign-in";
  return method === "GET" || fromHome ? "in" : "forbidden";
}

/** Tries a door in earnest: a real session or key, real rows, and nothing behind the door is run. */
export async function tryDoor(
  entrance: Entrance,
  visitor: Visitor,
  slug: string,
  liveSessionId: string,
): Promise<Answer> {
  const origin = visitor.origin === undefined ? ownOrigin : visitor.origin;
  requestAs(visitor.actor, { host, ...(origin === null ? {} : { origin }) });
  if (entrance.kind === "page") return tryPage(entrance.value as Page, slug);
  if (entrance.kind === "action") return tryAction(entrance.value as Action, slug);
  return tryRoute(entrance, visitor, slug, liveSessionId, origin);
}

/**
 * What a door hands on only after it has let somebody in: the rest of the address. Waiting for it ends the attempt there, so
 * that no page is rendered and no handler runs.
 */
class Threshold {
  crossed = false;
  readonly promise: Promise<never>;

  constructor() {
    const cross = (_: unknown, reject: (error: Error) => void) => {
      this.crossed = true;
      reject(new Error("in"));
    };
    // biome-ignore lint/suspicious/noThenProperty: being waited for is what it notices.
    this.promise = { then: cross } as unknown as Promise<never>;
  }
}

type Page = (props: { params: Promise<Record<string, string>>; searchParams: Promise<never> }) => Promise<unknown>;

async function tryPage(page: Page, slug: string): Promise<Answer> {
  const threshold = new Threshold();
  try {
    const params = Promise.resolve({ ...someParams, locale: "en", tenant: slug });
    await page({ params, searchParams: threshold.promise });
    return "rendered without reading its address";
  } catch (error) {
    if (threshold.crossed) return "in";
    if (!(error instanceof Interrupt)) throw error;
    return error.kind === "redirect"
      ? error.to.includes("/sign-in?returnTo=")
        ? "sign-in"
        : `to ${error.to}`
      : error.kind;
  }
}

/** A value for every dynamic segment of the tree. */
const someParams = {
  token: "x",
  sessionId: "x",
  version: "1",
  masterId: "x",
  messageId: "x",
  exportId: "x",
  prospectId: "x",
  call: "track",
};

type Action = (input: Record<string, unknown>) => Promise<{ ok: boolean; error?: { code: string } }>;

/** An input that no strict schema takes: whoever hears that it is invalid was allowed to try. */
async function tryAction(action: Action, slug: string): Promise<Answer> {
  const result = await action({ tenant: slug, "no such field": 1 });
  if (result.ok) return "took an input that does not fit";
  const code = result.error?.code ?? "";
  return code === "invalid" ? "in" : code === "unauthenticated" ? "sign-in" : code;
}

type Handler = (request: Request, segment: { params: Promise<unknown> }) => Promise<Response>;

async function tryRoute(
  { value, method, door }: Entrance,
  visitor: Visitor,
  slug: string,
  liveSessionId: string,
  origin: string | null,
): Promise<Answer> {
  const headers = new Headers({ host, "content-type": "application/json" });
  if (visitor.actor) headers.set("cookie", visitor.actor.cookie);
  const bearer = visitor.key?.value ?? visitor.token?.value;
  if (bearer) headers.set("authorization", `Bearer ${bearer}`);
  if (origin !== null && door?.scope !== "key") headers.set("origin", origin);
  const body = method === "GET" || method === "HEAD" ? undefined : "{}";
  const request = new Request(`${ownOrigin}/api/x?tenant=${slug}`, { method, headers, body });
  const threshold = new Threshold();
  // An intake reads its address first, and so does the door of a live session; there the answer itself tells who was good enough.
  let params: Promise<unknown> = door?.scope === "key" ? Promise.resolve({ call: "track" }) : threshold.promise;
  if (door?.scope === "participant") params = Promise.resolve({ sessionId: liveSessionId });
  const response = await (value as Handler)(request, { params });
  const { status } = response;
  const refused = status === 403 ? ((await response.json()) as { error: { code: string } }).error.code : null;
  if (refused === null) await response.body?.cancel();
  if (threshold.crossed) return "in";
  if (status === 401) return "sign-in";
  if (refused !== null) return refused;
  if (status === 404) return "not-found";
  return door?.scope === "key" || door?.scope === "participant" || status < 300 ? "in" : `status ${status}`;
}
