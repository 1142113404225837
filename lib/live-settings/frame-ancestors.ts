import "server-only";
import { isReaderLocale } from "@/lib/i18n";
import { embedOriginsOfSession } from "@/lib/live-settings/queries/embed-origins-of-session";
import { log } from "@/lib/log";

const trustedMs = 5_000;
const mostKnown = 2_000;

// Next may load this module more than once in a process.
const held = globalThis as { attuneEmbedOrigins?: Map<string, { origins: readonly string[]; until: number }> };
held.attuneEmbedOrigins ??= new Map();
const known = held.attuneEmbedOrigins;

/**
 * Whose pages may show an address in a frame: those that the tenant of a session has listed, for the page that is made to be
 * embedded and for no other. Remembered for five seconds; a database that cannot be asked allows nobody.
 */
export async function frameAncestorsOf(pathname: string, search: URLSearchParams): Promise<readonly string[]> {
  const [, locale, place, session, ...more] = pathname.split("/");
  if (place !== "live" || !session || more.length || search.get("embed") !== "1" || !isReaderLocale(locale)) return [];
  const key = `${search.get("tenant") ?? ""} ${session}`;
  const before = known.get(key);
  if (before && before.until > Date.now()) return before.origins;
  try {
    const origins = await embedOriginsOfSession(decodeURIComponent(session), search.get("tenant"));
    known.delete(key);
    known.set(key, { origins, until: Date.now() + trustedMs });
    if (known.size > mostKnown) known.delete(known.keys().next().value ?? "");
    return origins;
  } catch (error) {
    log.warn({ err: error }, "it cannot be told who may embed a live page; nobody may");
    return [];
  }
}

/** Forgets what this process remembers: after a change of the list, and in tests. */
export const forgetEmbedOrigins = (): void => known.clear();
