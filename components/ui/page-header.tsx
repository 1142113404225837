import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DocumentTitle } from "@/components/ui/document-title";

/**
 * The head of a page: what it answers, for which time, in which zone, as of when.
 *
 * `period` in words ("22 Oct – 20 Nov 2026, compared with the 30 days before"), `zone` as `format.zone(now)` writes it,
 * `asOf` the freshness, already formatted. `actions` are buttons on the right, `controls` the row below (range, filters).
 */
export function PageHeader({
  title,
  documentTitle = typeof title === "string" ? title : null,
  lead,
  eyebrow,
  period,
  zone,
  asOf,
  actions,
  controls,
}: {
  title: ReactNode;
  /** what the browser's tab says; needed only where the title is more than text */
  documentTitle?: string | null;
  lead?: ReactNode;
  eyebrow?: ReactNode;
  period?: ReactNode;
  zone?: string;
  asOf?: ReactNode;
  actions?: ReactNode;
  controls?: ReactNode;
}) {
  const t = useTranslations("ui.pageHeader");
  const facts = [period, zone, asOf ? t("asOf", { when: String(asOf) }) : null].filter(Boolean);
  return (
    <header className="mb-10 flex flex-col gap-6">
      <DocumentTitle title={documentTitle} />
      <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-4">
        <div className="flex min-w-0 flex-1 basis-80 flex-col gap-2">
          {eyebrow ? <p className="text-label text-ink-quiet">{eyebrow}</p> : null}
          <h1 className="max-w-[46rem] font-serif text-title font-medium tracking-[-0.012em] text-ink [overflow-wrap:anywhere]">
            {title}
          </h1>
          {lead ? <p className="max-w-[46rem] text-body text-ink-soft">{lead}</p> : null}
          {facts.length ? (
            // A dot stands before every fact; the one at the beginning of a line hangs outside and is cut off.
            <p className="overflow-hidden text-label text-ink-quiet">
              <span className="-ml-4 flex flex-wrap">
                {facts.map((fact, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: at most three facts in a fixed order
                  <span key={index} className="relative pl-4 before:absolute before:left-1.5 before:content-['·']">
                    {fact}
                  </span>
                ))}
              </span>
            </p>
          ) : null}
        </div>
        {actions ? (
          <div className="flex flex-wrap items-center gap-2" data-screen-only>
            {actions}
          </div>
        ) : null}
      </div>
      {controls ? (
        <div className="flex flex-wrap items-center gap-x-6 gap-y-3" data-screen-only>
          {controls}
        </div>
      ) : null}
    </header>
  );
}
