import "server-only";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { ChainState as State } from "@/lib/audit/verify-chain";
import type { Format } from "@/lib/format";

interface Props {
  /** `state` is null when the log is long and was not verified yet; `verifyHref` does it */
  verified: Promise<{ length: number; state: State | null }>;
  verifyHref: string;
  /** the list at the entry that does not fit */
  entryHref: (seq: number) => string;
  format: Format;
  now: Date;
}

/** Whether the log is whole, in a sentence; when it is not, where it stops to fit and what to do. */
export async function ChainState({ verified, verifyHref, entryHref, format, now }: Props) {
  const { length: entries, state } = await verified;
  const t = await getTranslations("settings.audit.chain");
  if (!state) {
    return (
      <Notice
        title={t("waiting", { entries })}
        action={
          <ButtonLink small href={verifyHref}>
            {t("verify")}
          </ButtonLink>
        }
      />
    );
  }
  if (!state.ok) {
    return (
      <Notice
        tone="bad"
        title={t(`fault.${state.fault}`, { seq: state.seq })}
        action={
          state.intact > 0 ? (
            <ButtonLink small href={entryHref(state.seq)}>
              {t("show")}
            </ButtonLink>
          ) : undefined
        }
      >
        {t("broken", { intact: state.intact })}
      </Notice>
    );
  }
  return (
    <Notice tone="good" title={t("whole", { entries: state.entries })}>
      {t("wholeText", { first: format.date(state.firstAt), when: format.dateTime(now) })}{" "}
      <code className="font-mono text-label [overflow-wrap:anywhere]">{state.lastHash.slice(0, 16)}</code>
    </Notice>
  );
}
