import "server-only";
import type { ReactNode } from "react";
import { directionOf, type ReaderLocale } from "@/lib/i18n";

/** A page that says one thing to whoever followed a link, in her language: a title, a sentence, and perhaps a way on. */
export function ReaderNotice({
  locale,
  title,
  text,
  children,
}: {
  locale: ReaderLocale;
  title: string;
  text: string;
  children?: ReactNode;
}) {
  return (
    <main
      lang={locale}
      dir={directionOf(locale)}
      className="mx-auto flex min-h-dvh max-w-[34rem] flex-col justify-center gap-3 px-6 py-16"
    >
      <title>{title}</title>
      <h1 className="font-serif text-title">{title}</h1>
      <p className="text-lead text-ink-soft">{text}</p>
      {children}
    </main>
  );
}
