import { useTranslations } from "next-intl";
import { useLabels } from "@/components/quiz-sessions/use-labels";
import type { View } from "@/components/shell/view";
import { TextLink } from "@/components/ui/text-link";
import type { StepGraph } from "@/lib/quiz-sessions/step-graph";

/** Where the parts of the graph lead: to the sessions that they count. */
export interface StepLinks {
  readonly step: (step: string) => string;
  readonly way: (step: string, next: string) => string;
  readonly end: (step: string, outcome: "dropped" | "progress") => string;
}

/** The ways of the graph as rows, each with its sessions: what stands under a step adds up to who came there. */
export function StepGraphTable({ graph, links, view }: { graph: StepGraph; links: StepLinks; view: View }) {
  const t = useTranslations("quiz.dropOff.graph");
  const labels = useLabels(view);
  const rows = graph.nodes.flatMap(({ step, dropped, underWay, rare }) =>
    [
      ...graph.edges
        .filter(({ from }) => from === step)
        .map(({ to, sessions }) => ({ key: to, to: labels.step(to), sessions, href: links.way(step, to) })),
      { key: "rare", to: t("rare"), sessions: rare, href: null },
      { key: "dropped", to: t("dropped"), sessions: dropped, href: links.end(step, "dropped") },
      { key: "progress", to: t("underWay"), sessions: underWay, href: links.end(step, "progress") },
    ]
      .filter(({ sessions }) => sessions > 0)
      .map((row) => ({ ...row, from: labels.step(step), key: `${step}>${row.key}` })),
  );
  return (
    <table className="mt-3 text-left text-label">
      <caption className="sr-only">{t("table")}</caption>
      <thead>
        <tr className="text-ink-quiet">
          <th scope="col" className="py-1 pr-6 font-normal">
            {t("from")}
          </th>
          <th scope="col" className="py-1 pr-6 font-normal">
            {t("to")}
          </th>
          <th scope="col" className="py-1 text-right font-normal">
            {t("sessions")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, from, to, sessions, href }) => (
          <tr key={key}>
            <th scope="row" className="border-t border-hairline py-1 pr-6 font-normal">
              {from}
            </th>
            <td className="border-t border-hairline py-1 pr-6">
              {href === null ? <span className="text-ink-quiet">{to}</span> : <TextLink href={href}>{to}</TextLink>}
            </td>
            <td className="figures border-t border-hairline py-1 text-right">{view.format.integer(sessions)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
