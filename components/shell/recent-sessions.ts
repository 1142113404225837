import type { PaletteEntry } from "@/components/shell/command-palette";
import { createFormat } from "@/lib/format";
import { paths } from "@/lib/paths";

/** Where the palette asks for recent sessions, and in which words it shows them. */
export interface RecentSessions {
  locale: string;
  slug: string;
  timeZone: string;
}

/** As many as one scrolls through before typing. */
const limit = 30;

export async function fetchRecentSessions(of: RecentSessions, signal: AbortSignal): Promise<PaletteEntry[]> {
  const response = await fetch(paths.api.masterSessions(of.slug, { limit }), { signal });
  return response.ok ? sessionEntries(await response.json(), of) : [];
}

/** The entries in an answer of the sessions API. What does not look like a session is left out. */
export function sessionEntries(answer: unknown, { locale, slug, timeZone }: RecentSessions): PaletteEntry[] {
  const format = createFormat({ locale, timeZone });
  const items = isRecord(answer) && Array.isArray(answer.items) ? answer.items : [];
  return items.flatMap((item): PaletteEntry[] => {
    if (!isRecord(item) || typeof item.id !== "string" || typeof item.title !== "string" || !item.title) return [];
    const master = isRecord(item.master) && typeof item.master.name === "string" ? item.master.name : null;
    const held = typeof item.heldAt === "string" ? format.date(new Date(item.heldAt)) : null;
    return [
      {
        group: "sessions",
        label: item.title,
        hint: [master, held].filter(Boolean).join(", "),
        href: paths.tenant(locale, slug).session(item.id),
      },
    ];
  });
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
