import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import type { SessionItem } from "@/lib/master-sessions/schema";

const tones = { scheduled: "plain", cancelled: "warn", live: "accent", ended: "plain", shared: "good" } as const;

/** Where a session is in its life, and whether its report went out. */
export function SessionStatus({ session }: { session: Pick<SessionItem, "status" | "shared"> }) {
  const t = useTranslations("masters.status");
  const key = session.shared ? "shared" : session.status;
  return <Badge tone={tones[key]}>{t(key)}</Badge>;
}
