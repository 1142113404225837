import type { Phrase } from "@/components/live/phrase";
import type { Live } from "@/components/live/use-live";

/** No news reaches the page: said quietly, because nothing has to be done about it. */
export function QuietNotice({ live, phrase }: { live: Live; phrase: Phrase }) {
  if (live.online) return null;
  return (
    <p role="status" className="live-notice">
      {phrase.say("trouble.connection")}
    </p>
  );
}

/** Why the last thing that somebody did was not done. */
export function TroubleNotice({ live, phrase, tenantName }: { live: Live; phrase: Phrase; tenantName: string }) {
  if (!live.trouble) return null;
  return (
    <p role="alert" className="live-notice">
      {phrase.say(`trouble.${live.trouble}`, { tenant: tenantName })}
    </p>
  );
}
