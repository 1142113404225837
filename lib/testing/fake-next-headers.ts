import type { Actor } from "@/lib/testing/as-role";

/*
 * Stands in for next/headers and next/navigation in tests of doors, which run without Next:
 *   vi.mock("next/headers", () => import("@/lib/testing/fake-next-headers"));
 *   vi.mock("next/navigation", () => import("@/lib/testing/fake-next-navigation"));
 * `requestAs(actor)` sets who is asking; the session is a real one, looked up in the real database.
 */

let jar = new Map<string, string>();
let list = new Headers();

export const origin = "http://localhost:3000";

/** The next calls come from this person (null: nobody), from Attune's own pages unless other headers are given. */
export function requestAs(
  actor: Actor | null,
  given: Record<string, string> = { origin, host: "localhost:3000" },
): void {
  jar = new Map();
  list = new Headers(given);
  if (!actor) return;
  const at = actor.cookie.indexOf("=");
  jar.set(actor.cookie.slice(0, at), actor.cookie.slice(at + 1));
}

interface CookieOptions {
  maxAge?: number;
}

export async function cookies() {
  return {
    get: (name: string) => (jar.has(name) ? { name, value: jar.get(name) ?? "" } : undefined),
    has: (name: string) => jar.has(name),
    getAll: () => [...jar].map(([name, value]) => ({ name, value })),
    set: (name: string, value: string, options: CookieOptions = {}) =>
      options.maxAge === 0 ? jar.delete(name) : jar.set(name, value),
    delete: (name: string) => jar.delete(name),
  };
}

export async function headers(): Promise<Headers> {
  return list;
}

/** The value of a cookie as it stands after what was called. */
export const cookieValue = (name: string): string | undefined => jar.get(name);
