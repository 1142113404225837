"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { BareSelect } from "@/components/ui/select";
import { textLinkClass } from "@/components/ui/text-link";

/**
 * What is being made, side by side: the page as on a phone, and the PDF. Both come from the stored draft, so they follow a moment
 * after the choices.
 */
export function PreviewPanes({
  version,
  stale,
  pdfHref,
  children,
}: {
  version: number;
  /** choices have been made that are not stored yet */
  stale: boolean;
  pdfHref: string;
  children: ReactNode;
}) {
  const t = useTranslations("sharing.preview");
  const [size, setSize] = useState<"A4" | "LETTER">("A4");
  // The version makes the address new, so that the frame asks again when the draft has changed, and only then.
  const address = `${pdfHref}&size=${size}&draft=${version}`;
  return (
    <section
      aria-label={t("title")}
      aria-busy={stale || undefined}
      className="flex min-w-0 flex-col gap-4 self-start lg:sticky lg:top-6"
    >
      <div className="border-t border-hairline pt-4">
        <h2 className="font-serif text-lead font-medium">{t("title")}</h2>
        <p className="text-label text-ink-quiet">{stale ? t("updating") : t("lead")}</p>
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6 xl:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-2">
          <h3 className="flex min-h-8 items-center text-label text-ink-quiet">{t("page")}</h3>
          <section
            aria-label={t("page")}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard.
            tabIndex={0}
            className="h-[min(46rem,calc(100dvh-10rem))] min-h-80 overflow-y-auto border border-hairline"
          >
            {children}
          </section>
        </div>
        <div className="flex min-w-0 flex-col gap-2">
          <div className="flex min-h-8 items-center justify-between gap-2">
            <h3 className="text-label text-ink-quiet">{t("pdf")}</h3>
            <div className="flex items-center gap-2 text-label">
              <a href={address} target="_blank" rel="noreferrer" className={textLinkClass}>
                {t("openPdf")}
              </a>
              <BareSelect
                small
                aria-label={t("size")}
                value={size}
                onChange={({ target: { value } }) => setSize(value === "LETTER" ? "LETTER" : "A4")}
                options={[
                  { value: "A4", label: t("A4") },
                  { value: "LETTER", label: t("LETTER") },
                ]}
              />
            </div>
          </div>
          <iframe
            key={address}
            title={t("pdfTitle")}
            src={`${address}#toolbar=0&navpanes=0&view=FitH`}
            className="h-[min(46rem,calc(100dvh-10rem))] min-h-80 w-full border border-hairline bg-sunk"
          />
        </div>
      </div>
    </section>
  );
}
