import { Info } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";

/**
 * "How is this computed?" behind a small mark beside a number. A native popover: it opens without script, closes with
 * Escape and gives the focus back. The parts are sentences; leave out what a metric does not have.
 */
export function InfoPanel({
  name,
  description,
  formula,
  numerator,
  denominator,
  note,
}: {
  /** the metric in words; also the accessible name of the mark */
  name: string;
  description: ReactNode;
  formula?: ReactNode;
  numerator?: ReactNode;
  denominator?: ReactNode;
  note?: ReactNode;
}) {
  const t = useTranslations("ui.info");
  const id = useId();
  const parts = [
    [t("formula"), formula],
    [t("numerator"), numerator],
    [t("denominator"), denominator],
    [t("note"), note],
  ].filter(([, value]) => value);
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-label={t("open", { name })}
        className="-my-1 inline-flex size-6 shrink-0 items-center justify-center rounded-full align-middle text-ink-quiet transition-colors hover:bg-sunk hover:text-ink"
        data-screen-only
      >
        <Info size={14} aria-hidden="true" />
      </button>
      <div
        id={id}
        popover="auto"
        role="dialog"
        aria-label={t("open", { name })}
        className="popover-panel mt-1.5 w-[min(22rem,calc(100vw-2rem))] p-4 text-left font-sans text-label font-normal [position-area:block-end_span-inline-end]"
      >
        <p className="mb-1 text-ink-quiet">{t("title")}</p>
        <p className="font-serif text-lead">{name}</p>
        <p className="mt-1 text-ink-soft">{description}</p>
        {parts.length ? (
          <dl className="mt-3 flex flex-col gap-2 border-t border-hairline pt-3">
            {parts.map(([term, value]) => (
              <div key={String(term)}>
                <dt className="text-ink-quiet">{term}</dt>
                <dd className="figures text-ink">{value}</dd>
              </div>
            ))}
          </dl>
        ) : null}
      </div>
    </>
  );
}
