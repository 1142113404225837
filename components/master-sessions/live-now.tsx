import Link from "next/link";
import { useTranslations } from "next-intl";
import { LiveRefresh } from "@/components/master-sessions/live-refresh";
import type { View } from "@/components/shell/view";
import { Section } from "@/components/ui/section";
import type { SessionItem } from "@/lib/master-sessions/schema";

/** What is going on this minute, above everything else; the page follows by itself while something is. */
export function LiveNow({ sessions, view }: { sessions: readonly SessionItem[]; view: View }) {
  const t = useTranslations("masters");
  const { format, at } = view;
  return (
    <Section title={t("list.live")} lead={t("list.liveLead")}>
      <LiveRefresh />
      <ul className="flex flex-col">
        {sessions.map((session) => (
          <li
            key={session.id}
            className="group relative flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-t border-hairline py-3 transition-colors first:border-t-0 hover:bg-sunk/60"
          >
            <span className="flex min-w-0 flex-col">
              <Link
                href={at.session(session.id)}
                prefetch={false}
                className="font-medium before:absolute before:inset-0 hover:text-accent"
              >
                {session.title || t("untitled")}
              </Link>
              <span className="text-label text-ink-quiet">
                {[session.master?.name, t("list.since", { time: format.time(session.startedAt) })]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </span>
            <span className="flex items-baseline gap-2">
              <span className="figures font-serif text-lead">{format.integer(session.ready)}</span>
              <span className="text-label text-ink-quiet">{t("list.there")}</span>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
