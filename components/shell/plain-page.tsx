import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LanguageSwitch } from "@/components/shell/language-switch";
import { SkipLink } from "@/components/shell/skip-link";
import { classNames } from "@/components/ui/class-names";

/** A page outside of any tenant (sign-in, invitation, account, a message): the name of the house, and one column. */
export function PlainPage({
  wide = false,
  aside,
  children,
}: {
  /** for tables; `full` for those with many columns */
  wide?: boolean | "full";
  aside?: ReactNode;
  children: ReactNode;
}) {
  const t = useTranslations("shell");
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header className="flex min-h-16 items-center justify-between gap-4 px-5 sm:px-8">
        <p className="font-serif text-lead font-medium">{t("product")}</p>
        {aside}
      </header>
      <main
        id="content"
        tabIndex={-1}
        className={classNames(
          "mx-auto flex w-full flex-1 flex-col px-5 py-10 outline-none sm:px-8",
          wide === "full" ? "max-w-[80rem]" : wide ? "max-w-[60rem]" : "max-w-[30rem] justify-center pb-[16vh]",
        )}
      >
        {children}
      </main>
      <footer className="px-5 py-6 sm:px-8">
        <div className="mx-auto w-fit">
          <LanguageSwitch />
        </div>
      </footer>
    </div>
  );
}
