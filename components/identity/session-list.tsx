"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useIdentityAction } from "@/components/shell/use-identity-action";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { endOtherSessions, endSession } from "@/lib/identity/account-actions";

export interface SessionLine {
  id: string;
  client: string;
  /** formatted: when it began and when it was last used */
  since: string;
  seen: string;
  current: boolean;
}

/** Where the person is signed in, this device first, each with a button that ends it. */
export function SessionList({ sessions }: { sessions: readonly SessionLine[] }) {
  const t = useTranslations("identity.sessions");
  const router = useRouter();
  const one = useIdentityAction(endSession);
  const others = useIdentityAction(endOtherSessions);

  async function end(work: Promise<unknown>) {
    await work;
    router.refresh();
  }

  return (
    <div className="flex flex-col gap-5">
      <FormError message={one.error ?? others.error} />
      <ul className="flex flex-col">
        {sessions.map((session) => (
          <li
            key={session.id}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-t border-hairline py-3 first:border-t-0 first:pt-0"
          >
            <div className="flex flex-col">
              <span className="flex flex-wrap items-baseline gap-x-3">
                <span className="text-ink">{session.client || t("unknown")}</span>
                {session.current ? <Badge tone="good">{t("current")}</Badge> : null}
              </span>
              <span className="text-label text-ink-quiet">
                {t("times", { since: session.since, seen: session.seen })}
              </span>
            </div>
            {session.current ? null : (
              <Button
                small
                tone="quiet"
                className="max-sm:-ml-2.5"
                busy={one.pending}
                aria-label={t("endNamed", { client: session.client || t("unknown"), seen: session.seen })}
                onClick={() => void end(one.run({ sessionId: session.id }))}
              >
                {t("end")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 ? (
        <Button
          className="self-start"
          busy={others.pending}
          onClick={() =>
            void end(
              others.run({}).then((done) => {
                if (done) toast(t("endedOthers", { count: done.data.endedSessions }));
              }),
            )
          }
        >
          {t("endOthers")}
        </Button>
      ) : null}
    </div>
  );
}
