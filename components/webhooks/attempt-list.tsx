import "server-only";
import { getTranslations } from "next-intl/server";
import { Badge } from "@/components/ui/badge";
import { DefinitionList } from "@/components/ui/definition-list";
import type { Format } from "@/lib/format";
import type { Attempt, Delivery } from "@/lib/webhooks/queries/list-deliveries";

interface Props {
  delivery: Delivery;
  attempts: readonly Attempt[];
  format: Format;
}

const tones = { delivered: "good", failed: "warn", gone: "bad", cancelled: "plain" } as const;

/** What is known of one delivery, and each attempt with what was answered. */
export async function AttemptList({ delivery, attempts, format }: Props) {
  const t = await getTranslations("webhooks");
  return (
    <>
      <DefinitionList
        items={[
          { term: t("deliveries.id"), value: <code className="font-mono text-label">msg_{delivery.id}</code> },
          { term: t("deliveries.endpoint"), value: delivery.endpointName },
          { term: t("deliveries.status"), value: t(`status.${delivery.status}`) },
          ...(delivery.lastReason
            ? [{ term: t("deliveries.because"), value: t(`reasonText.${delivery.lastReason}`) }]
            : []),
          ...(delivery.sessionKey ? [{ term: t("deliveries.session"), value: delivery.sessionKey }] : []),
          { term: t("deliveries.created"), value: format.dateTime(delivery.createdAt) },
          ...(delivery.status === "pending"
            ? [{ term: t("deliveries.next"), value: format.dateTime(delivery.nextAttemptAt) }]
            : []),
        ]}
      />
      <section className="flex flex-col gap-3">
        <h3 className="font-serif text-lead">{t("deliveries.attempts")}</h3>
        {attempts.length === 0 ? <p className="text-ink-soft">{t("deliveries.noAttempts")}</p> : null}
        <ol className="flex flex-col">
          {attempts.map((attempt) => (
            <li key={attempt.number} className="flex flex-col gap-1 border-t border-hairline py-3 first:border-t-0">
              <div className="flex flex-wrap items-baseline justify-between gap-x-4">
                <span className="flex flex-wrap items-baseline gap-x-3">
                  <span className="figures text-ink-quiet">{format.integer(attempt.number)}</span>
                  <Badge tone={tones[attempt.outcome]}>
                    {attempt.reason ? t(`reason.${attempt.reason}`) : t(`outcome.${attempt.outcome}`)}
                    {attempt.status ? ` (${attempt.status})` : ""}
                  </Badge>
                </span>
                <span className="figures text-label text-ink-quiet">
                  {format.dateTime(attempt.startedAt)} ·{" "}
                  {t("deliveries.took", { ms: format.integer(attempt.durationMs) })}
                </span>
              </div>
              {attempt.answer ? (
                <pre className="max-h-40 overflow-auto rounded-sm bg-sunk px-3 py-2 font-mono text-label whitespace-pre-wrap [overflow-wrap:anywhere]">
                  {attempt.answer}
                </pre>
              ) : null}
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}
