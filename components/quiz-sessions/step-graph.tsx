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

interface Band {
  readonly from: string;
  readonly to: string;
  /** the middles of the bars that it joins */
  readonly fromY: number;
  readonly toY: number;
  readonly x1: number;
  readonly x2: number;
  readonly thick: number;
}

/** Lays the bands of each bar side by side, from the top down as their other ends lie, so that none hides another where it begins or ends. */
function stackBands(bands: readonly Band[]): (Band & { top1: number; top2: number })[] {
  const tops = (end: "from" | "to") => {
    const [own, other] = end === "from" ? (["fromY", "toY"] as const) : (["toY", "fromY"] as const);
    const found = new Map<Band, number>();
    for (const bar of new Set(bands.map((band) => band[end]))) {
      const here = bands.filter((band) => band[end] === bar).sort((one, next) => one[other] - next[other]);
      let top = (here[0]?.[own] ?? 0) - here.reduce((sum, { thick }) => sum + thick, 0) / 2;
      for (const band of here) {
        found.set(band, top);
        top += band.thick;
      }
    }
    return found;
  };
  const [from, to] = [tops("from"), tops("to")];
  return bands.map((band) => ({ ...band, top1: from.get(band) ?? band.fromY, top2: to.get(band) ?? band.toY }));
}

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
  const layerWidth = Math.max(layerWidths.least, Math.min(layerWidths.most, columnWidth / Math.max(1, graph.layers)));
  const width = graph.layers * layerWidth;
  // One measure for bars and bands: what does not go on from a bar is the part of it that no band leaves.
  const unit = Math.min(...graph.nodes.map(({ entries, of }) => (height * 0.76) / of / Math.max(1, entries)));
  const tall = (sessions: number) => Math.max(2, sessions * unit);
  const at = new Map(
    graph.nodes.map((node) => {
      const slot = height / node.of;
      return [node.step, { x: node.layer * layerWidth + 4, y: slot * (node.place + 0.5), node }] as const;
    }),
  );
  const bands = stackBands(
    graph.edges.flatMap((edge) => {
      const [a, b] = [at.get(edge.from), at.get(edge.to)];
      return a && b
        ? [{ ...edge, fromY: a.y, toY: b.y, x1: a.x + nodeWidth, x2: b.x, thick: edge.sessions * unit }]
        : [];
    }),
  );
  return (
    <div className="flex flex-col gap-4">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a drawing that scrolls sideways must be reachable by keyboard. */}
      {/* biome-ignore lint/a11y/useSemanticElements: it is a scroll area, not a section of the page. */}
      <div role="group" aria-label={t("label")} tabIndex={0} className="overflow-x-auto">
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
          <title>{t("summary", { steps: graph.nodes.length, ways: graph.edges.length })}</title>
          {bands.map(({ from, to, x1, x2, top1, top2, thick }) => {
            const [middle, bottom1, bottom2] = [(x1 + x2) / 2, top1 + thick, top2 + thick];
            return (
              <path
                key={`${from}>${to}`}
                d={`M ${x1} ${top1} C ${middle} ${top1}, ${middle} ${top2}, ${x2} ${top2} L ${x2} ${bottom2} C ${middle} ${bottom2}, ${middle} ${bottom1}, ${x1} ${bottom1} Z`}
                fill="var(--accent)"
                fillOpacity={0.2}
              />
            );
          })}
          {[...at.values()].map(({ x, y, node }) => (
            <a key={node.step} href={nodeHref(node.step)} className="hover:underline">
              <rect
                x={x}
                y={y - tall(node.entries) / 2}
                width={nodeWidth}
                height={tall(node.entries)}
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
