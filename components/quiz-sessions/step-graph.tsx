import { useTranslations } from "next-intl";
import { useLabels } from "@/components/quiz-sessions/use-labels";
import type { View } from "@/components/quiz-sessions/view";
import type { StepGraph as Graph } from "@/lib/quiz-sessions/step-graph";

/** as wide as a layer would like to be, and as narrow as its label lets it become before the drawing scrolls */
const layerWidths = { most: 118, least: 92 } as const;
/** the width of the page's column on a desktop */
const columnWidth = 1080;
const height = 250;
const nodeWidth = 12;

/** The ways through a quiz that branches: a bar for each step, as tall as people came, and a band for each way. The list below says the same. */
export function StepGraph({
  graph,
  nodeHref,
  view,
}: {
  graph: Graph;
  /** the sessions that reached a step */
  nodeHref: (step: string) => string;
  view: View;
}) {
  const t = useTranslations("quiz.dropOff.graph");
  const labels = useLabels(view);
  const { format } = view;
  const most = Math.max(1, ...graph.nodes.map(({ entries }) => entries));
  const layerWidth = Math.max(layerWidths.least, Math.min(layerWidths.most, columnWidth / Math.max(1, graph.layers)));
  const width = graph.layers * layerWidth;
  const tall = (sessions: number, of = 1) =>
    Math.max(2, (sessions / most) * ((height - 60) / Math.max(1, Math.sqrt(of))));
  const at = new Map(
    graph.nodes.map((node) => {
      const slot = height / node.of;
      return [node.step, { x: node.layer * layerWidth + 4, y: slot * (node.place + 0.5), node }] as const;
    }),
  );
  return (
    <div className="flex flex-col gap-4">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a drawing that scrolls sideways must be reachable by keyboard. */}
      {/* biome-ignore lint/a11y/useSemanticElements: it is a scroll area, not a section of the page. */}
      <div role="group" aria-label={t("label")} tabIndex={0} className="overflow-x-auto">
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
          <title>{t("summary", { steps: graph.nodes.length, ways: graph.edges.length })}</title>
          {graph.edges.map((edge) => {
            const [a, b] = [at.get(edge.from), at.get(edge.to)];
            if (!a || !b) return null;
            const middle = (a.x + nodeWidth + b.x) / 2;
            return (
              <path
                key={`${edge.from}>${edge.to}`}
                d={`M ${a.x + nodeWidth} ${a.y} C ${middle} ${a.y}, ${middle} ${b.y}, ${b.x} ${b.y}`}
                fill="none"
                stroke="var(--accent)"
                strokeOpacity={0.28}
                strokeWidth={Math.max(1, (edge.sessions / most) * 60)}
              />
            );
          })}
          {[...at.values()].map(({ x, y, node }) => (
            <a key={node.step} href={nodeHref(node.step)} className="hover:underline">
              <rect
                x={x}
                y={y - tall(node.entries, node.of) / 2}
                width={nodeWidth}
                height={tall(node.entries, node.of)}
                rx={2}
                fill="var(--ink)"
              />
              <text x={x + nodeWidth + 5} y={y - 3} fontSize={12} fill="var(--ink)">
                {labels.step(node.step)}
              </text>
              <text x={x + nodeWidth + 5} y={y + 12} fontSize={12} fill="var(--ink-quiet)" className="figures">
                {format.integer(node.entries)}
              </text>
            </a>
          ))}
        </svg>
      </div>
      <details>
        <summary className="cursor-pointer text-label text-ink-soft">{t("table")}</summary>
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
            {graph.edges.map((edge) => (
              <tr key={`${edge.from}>${edge.to}`}>
                <th scope="row" className="border-t border-hairline py-1 pr-6 font-normal">
                  {labels.step(edge.from)}
                </th>
                <td className="border-t border-hairline py-1 pr-6">{labels.step(edge.to)}</td>
                <td className="figures border-t border-hairline py-1 text-right">{format.integer(edge.sessions)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}
