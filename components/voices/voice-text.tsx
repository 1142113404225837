import { useTranslations } from "next-intl";
import { classNames } from "@/components/ui/class-names";

/** A text as it was written, with every piece that the redactor would hide underlined and named. */
export function VoiceText({
  pieces,
  language,
  quiet,
}: {
  pieces: readonly { readonly at: number; readonly text: string; readonly kind: string | null }[];
  language: string | null;
  quiet: boolean;
}) {
  const t = useTranslations("voices.kinds");
  return (
    <blockquote
      lang={language ?? undefined}
      dir="auto"
      className={classNames(
        "max-w-[68ch] font-serif text-lead break-words whitespace-pre-line",
        quiet && "text-ink-quiet",
      )}
    >
      {pieces.map(({ at, text, kind }) =>
        kind === null ? (
          text
        ) : (
          <mark
            key={at}
            data-kind={kind}
            className="rounded-sm bg-warn-wash px-0.5 text-ink underline decoration-warn decoration-2 underline-offset-4"
          >
            {text}
            <bdi className="ml-1 align-middle whitespace-nowrap font-sans text-label text-ink-soft">
              {t(kind.replace(/[ -]/g, ""))}
            </bdi>
          </mark>
        ),
      )}
    </blockquote>
  );
}
