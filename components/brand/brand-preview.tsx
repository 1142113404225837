"use client";

import { useTranslations } from "next-intl";
import type { CSSProperties, ReactNode } from "react";
import type { BrandValues } from "@/components/brand/brand-form";
import { accentFor, grounds, isHexColor } from "@/components/shell/brand-accent";

const ink = { light: "#1d1b18", dark: "#e9e5dc" } as const;
const quiet = { light: "#6b665c", dark: "#a39d91" } as const;
const line = { light: "#e7e3da", dark: "#35322d" } as const;

type Theme = keyof typeof grounds;

interface Props {
  values: BrandValues;
  /** shown while the colour that is being typed is none */
  fallback: string;
  logo: string | null;
}

/** The app in both themes and the head of a report, in the tenant's name and colour. */
export function BrandPreview({ values, fallback, logo }: Props) {
  const t = useTranslations("brand.preview");
  const color = isHexColor(values.brandColor) ? values.brandColor : fallback;
  return (
    <section aria-label={t("label")} className="flex min-w-0 flex-col gap-6">
      {(["light", "dark"] as const).map((theme) => (
        <figure key={theme} className="flex flex-col gap-2">
          <figcaption className="text-label text-ink-quiet">{t(theme)}</figcaption>
          <AppPreview theme={theme} color={color} name={values.name} />
        </figure>
      ))}
      <figure className="flex flex-col gap-2">
        <figcaption className="text-label text-ink-quiet">{t("report")}</figcaption>
        <ReportPreview color={color} values={values} logo={logo} />
      </figure>
    </section>
  );
}

function Ground({ theme, children }: { theme: Theme; children: ReactNode }) {
  const style: CSSProperties = {
    background: grounds[theme].paper,
    color: ink[theme],
    borderColor: line[theme],
    colorScheme: theme,
  };
  return (
    <div style={style} className="overflow-hidden rounded-md border">
      {children}
    </div>
  );
}

function AppPreview({ theme, color, name }: { theme: Theme; color: string; name: string }) {
  const t = useTranslations("brand.preview");
  const { accent, onAccent, wash } = accentFor(color, theme);
  return (
    <Ground theme={theme}>
      <div className="grid grid-cols-[9rem_1fr]">
        <div className="flex flex-col gap-3 border-r p-4" style={{ borderColor: line[theme] }}>
          <p className="truncate font-serif">{name}</p>
          <p className="border-l-2 pl-2 text-label font-medium" style={{ borderColor: accent }}>
            {t("overview")}
          </p>
          <p className="pl-2.5 text-label" style={{ color: quiet[theme] }}>
            {t("sessions")}
          </p>
        </div>
        <div className="flex min-w-0 flex-col items-start gap-3 p-4">
          <p className="font-serif text-lead">{t("title")}</p>
          <span className="rounded-full px-3 py-1 text-label" style={{ background: wash, color: accent }}>
            {t("chip")}
          </span>
          <svg viewBox="0 0 200 40" className="h-10 w-full" aria-hidden="true" preserveAspectRatio="none">
            <path
              d="M0 34 L25 28 L50 30 L75 18 L100 22 L125 12 L150 15 L175 6 L200 9"
              fill="none"
              stroke={accent}
              strokeWidth="2"
              vectorEffect="non-scaling-stroke"
            />
          </svg>
          <span className="flex flex-wrap items-center gap-4 text-label">
            <span className="rounded-md px-3 py-1.5 font-medium" style={{ background: accent, color: onAccent }}>
              {t("button")}
            </span>
            <span className="font-medium underline" style={{ color: accent }}>
              {t("link")}
            </span>
          </span>
        </div>
      </div>
    </Ground>
  );
}

function ReportPreview({ color, values, logo }: { color: string; values: BrandValues; logo: string | null }) {
  const t = useTranslations("brand.preview");
  const { accent } = accentFor(color, "light");
  return (
    <Ground theme="light">
      <div className="flex flex-col gap-4 p-6">
        <div className="flex items-center justify-between gap-6 border-b pb-3" style={{ borderColor: accent }}>
          {logo ? (
            // biome-ignore lint/performance/noImgElement: a small picture from the database; there is nothing to optimise.
            <img src={logo} alt={values.name} className="max-h-12 max-w-[12rem] object-contain" />
          ) : (
            <p className="font-serif text-lead">{values.name}</p>
          )}
          <p className="text-label" style={{ color: quiet.light }}>
            {t("recap")}
          </p>
        </div>
        <p className="font-serif text-[2.75rem] leading-none" style={{ color: accent }}>
          214
        </p>
        <p className="font-serif text-lead">{t("sentence")}</p>
        <p className="text-label" style={{ color: quiet.light }}>
          {[values.coachName, values.coachTitle, values.website.replace(/^https:\/\//, "")].filter(Boolean).join(" · ")}
        </p>
      </div>
    </Ground>
  );
}
