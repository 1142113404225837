import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import type { MailState } from "@/lib/reports/mail/schema";

const tones = {
  queued: "plain",
  sending: "plain",
  outbox: "warn",
  sent: "good",
  delivered: "good",
  bounced: "bad",
  failed: "bad",
  cancelled: "plain",
} as const;

/** Where a message is, and where it went wrong, why. */
export function MessageState({ state, failure }: { state: MailState; failure: string | null }) {
  const t = useTranslations("delivery");
  return (
    <span className="flex flex-col">
      <Badge tone={tones[state]}>{t(`states.${state}`)}</Badge>
      {failure && t.has(`failures.${failure}`) ? (
        <span className="pl-3 text-label text-ink-quiet">{t(`failures.${failure}`)}</span>
      ) : null}
    </span>
  );
}
