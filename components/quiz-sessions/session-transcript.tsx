import { useTranslations } from "next-intl";
import { useLabels } from "@/components/quiz-sessions/use-labels";
import type { View } from "@/components/shell/view";
import type { TranscriptStep } from "@/lib/quiz-sessions/schema";

/** What was answered, step by step, with the time that each took. Words that have been erased say so. */
export function SessionTranscript({
  transcript,
  words,
  view,
}: {
  transcript: readonly TranscriptStep[];
  words: ReadonlyMap<string, string>;
  view: View;
}) {
  const t = useTranslations("quiz.detail.transcript");
  const labels = useLabels(view);
  if (transcript.length === 0) return <p className="text-label text-ink-quiet">{t("none")}</p>;
  const answerOf = ({ answer, event }: TranscriptStep) => {
    if (typeof answer === "boolean") return t(answer ? "yes" : "no");
    if (answer !== null) return view.format.decimal(answer, Number.isInteger(answer) ? 0 : 1);
    const text = event === null ? undefined : words.get(event);
    return text === undefined ? (
      <span className="text-ink-quiet">{t(event === null ? "empty" : "notKept")}</span>
    ) : (
      t("quoted", { text })
    );
  };
  return (
    <table className="w-full text-left">
      <caption className="sr-only">{t("title")}</caption>
      <thead>
        <tr className="text-label text-ink-quiet">
          <th scope="col" className="py-1 pr-3 font-normal">
            {t("question")}
          </th>
          <th scope="col" className="py-1 pr-3 font-normal">
            {t("answer")}
          </th>
          <th scope="col" className="py-1 text-right font-normal">
            {t("time")}
          </th>
        </tr>
      </thead>
      <tbody>
        {transcript.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a question may be answered several times; the order never changes
          <tr key={index} className="align-baseline">
            <th
              scope="row"
              className="border-t border-hairline py-1.5 pr-3 font-normal whitespace-nowrap text-ink-soft"
            >
              <span className="figures text-label text-ink-quiet">{step.step}</span> {step.questionId}
            </th>
            <td className="border-t border-hairline py-1.5 pr-3 [overflow-wrap:anywhere]">{answerOf(step)}</td>
            <td className="figures border-t border-hairline py-1.5 text-right whitespace-nowrap text-ink-quiet">
              {labels.duration(step.elapsedMs)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
