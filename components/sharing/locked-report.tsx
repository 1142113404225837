import "server-only";
import type { CSSProperties } from "react";
import { accentVariables } from "@/components/shell/brand-accent";
import { buttonClass } from "@/components/ui/button";
import { controlClass, Field } from "@/components/ui/field";
import { directionOf, type ReaderLocale } from "@/lib/i18n";
import { paths } from "@/lib/paths";
import type { ReportText } from "@/lib/reports/report-text";

/** The door of a report that has a password: a form like any other, so that it opens without a script too. */
export function LockedReport({
  token,
  tenantName,
  brandColor,
  locale,
  text,
  problem,
}: {
  token: string;
  tenantName: string;
  brandColor: string;
  locale: ReaderLocale;
  text: ReportText;
  problem: "wrong" | "later" | "download" | undefined;
}) {
  const title = text("door.title");
  const error = problem === "wrong" || problem === "later" ? text(`door.${problem}`) : null;
  return (
    <main
      lang={locale}
      dir={directionOf(locale)}
      style={accentVariables(brandColor) as CSSProperties}
      className="mx-auto flex min-h-dvh max-w-[26rem] flex-col justify-center gap-6 px-6 py-16"
    >
      <title>{title}</title>
      {/* Under no-referrer a form is posted with the Origin "null", which the door refuses. This page names itself to Attune and to nobody else. */}
      <meta name="referrer" content="same-origin" />
      <div className="flex flex-col gap-3">
        <h1 className="font-serif text-title">{title}</h1>
        <p className="text-ink-soft">{text("door.lead", { tenant: tenantName })}</p>
      </div>
      <form method="post" action={paths.sharedReportUnlock(token)} className="flex flex-col gap-4">
        <Field label={text("door.password")} error={error}>
          {(wiring) => (
            <input
              {...wiring}
              type="password"
              name="password"
              required
              maxLength={200}
              // biome-ignore lint/a11y/noAutofocus: the page is this one field.
              autoFocus
              autoComplete="off"
              autoCapitalize="none"
              className={controlClass}
            />
          )}
        </Field>
        <button type="submit" className={buttonClass("primary")}>
          {text("door.open")}
        </button>
      </form>
    </main>
  );
}
