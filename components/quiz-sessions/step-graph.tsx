import Link from "next/link";
import { useTranslations } from "next-intl";
import { StepGraphTable, type StepLinks } from "@/components/quiz-sessions/step-graph-table";
import { useLabels } from "@/components/quiz-sessions/use-labels";
import type { View } from "@/components/shell/view";
import type { StepGraph as Graph } from "@/lib/quiz-sessions/step-graph";

/** as wide as a layer would like to be, and as narrow as its label lets it become before the drawing scrolls */
const layerWidths = { most: 118, least: 92 } as const;
/** the width of the page's column on a desktop */
const columnWidth = 1080;
const height = 250;
const nodeWidth = 12;
/** how far what came no further leads away from its bar */
const tail = { right: 20, down: 9 } as const;

interface Band {
  readonly from: string;
  readonly to: string;
  readonly sessions: number;
  /** the middles of the bars that it joins, and where their bands begin */
  readonly fromY: number;
  readonly toY: number;
  readonly fromTop: number;
  readonly toTop: number;
  readonly x1: number;
  readonly x2: number;
  readonly thick: number;
}

/** Lays the bands of each bar side by side, from the top down as their other ends lie, so that none hides another where it begins or ends. */
function stackBands(bands: readonly Band[]): (Band & { top1: number; top2: number })[] {
  const tops = (end: "from" | "to") => {
    const other = end === "from" ? "toY" : "fromY";
    const found = new Map<Band, number>();
    for (const bar of new Set(bands.map((band) => band[end]))) {
      const here = bands.filter((band) => band[end] === bar).sort((one, next) => one[other] - next[other]);
      let top = here[0]?.[`${end}Top`] ?? 0;
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

function bandPath({ x1, x2, top1, top2, thick }: Band & { top1: number; top2: number }): string {
  const [middle, bottom1, bottom2] = [(x1 + x2) / 2, top1 + thick, top2 + thick];
  return `M ${x1} ${top1} C ${middle} ${top1}, ${middle} ${top2}, ${x2} ${top2} L ${x2} ${bottom2} C ${middle} ${bottom2}, ${middle} ${bottom1}, ${x1} ${bottom1} Z`;
}

/** What ends at a bar turns down from it and fades out. */
function endPath(x: number, top: number, thick: number): string {
  const [right, bottom] = [x + tail.right, top + thick];
  return `M ${x} ${top} C ${x + 12} ${top}, ${right - 2} ${top + 4}, ${right} ${bottom + tail.down} C ${x + 12} ${bottom + 3}, ${x + 6} ${bottom}, ${x} ${bottom} Z`;
}

/**
 * The ways through a quiz that branches: a bar for each step, as tall as people came, a band for each way, and what came no
 * further. Each part opens its sessions. The list below says the same.
 */
export function StepGraph({ graph, links, view }: { graph: Graph; links: StepLinks; view: View }) {
  const t = useTranslations("quiz.dropOff.graph");
  const labels = useLabels(view);
  const { format } = view;
  const layerWidth = Math.max(layerWidths.least, Math.min(layerWidths.most, columnWidth / Math.max(1, graph.layers)));
  const width = graph.layers * layerWidth;
  // One measure for bars and bands: the parts that leave a bar are together as tall as it is.
  const unit = Math.min(...graph.nodes.map(({ entries, of }) => (height * 0.76) / of / Math.max(1, entries)));
  const tall = (sessions: number) => Math.max(2, sessions * unit);
  const bars = graph.nodes.map((node) => {
    const y = (height / node.of) * (node.place + 0.5);
    return { node, x: node.layer * layerWidth + 4, y, top: y - tall(node.entries) / 2 };
  });
  const at = new Map(bars.map((bar) => [bar.node.step, bar]));
  const bands = stackBands(
    graph.edges.flatMap((edge) => {
      const [a, b] = [at.get(edge.from), at.get(edge.to)];
      if (!a || !b) return [];
      const ends = { fromY: a.y, toY: b.y, fromTop: a.top, toTop: b.top };
      return [{ ...edge, ...ends, x1: a.x + nodeWidth, x2: b.x, thick: edge.sessions * unit }];
    }),
  );
  return (
    <div className="flex flex-col gap-4">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a drawing that scrolls sideways must be reachable by keyboard. */}
      {/* biome-ignore lint/a11y/useSemanticElements: it is a scroll area, not a section of the page. */}
      <div role="group" aria-label={t("label")} tabIndex={0} className="overflow-x-auto">
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
          <title>{t("summary", { steps: graph.nodes.length, ways: graph.edges.length })}</title>
          {bands.map((band) => (
            <Part
              key={`${band.from}>${band.to}`}
              href={links.way(band.from, band.to)}
              name={t("way", { from: labels.step(band.from), to: labels.step(band.to), count: band.sessions })}
              path={bandPath(band)}
              className="[fill-opacity:0.2] fill-accent"
            />
          ))}
          {bars.map(({ node: { step, entries, dropped }, x, top }) =>
            dropped > 0 ? (
              <Part
                key={step}
                href={links.end(step, "dropped")}
                name={t("end", { step: labels.step(step), count: dropped })}
                path={endPath(x + nodeWidth, top + tall(entries) - dropped * unit, dropped * unit)}
                className="[fill-opacity:0.3] fill-ink-quiet"
              />
            ) : null,
          )}
          {bars.map(({ node: { step, entries }, x, y, top }) => (
            <Link key={step} href={links.step(step)} prefetch={false} className="hover:underline">
              <rect x={x} y={top} width={nodeWidth} height={tall(entries)} rx={2} fill="var(--ink)" />
              <text x={x + nodeWidth + 5} y={y - 3} fontSize={12} fill="var(--ink)">
                {labels.step(step)}
              </text>
              <text x={x + nodeWidth + 5} y={y + 12} fontSize={12} fill="var(--ink-soft)" className="figures">
                {format.integer(entries)}
              </text>
            </Link>
          ))}
        </svg>
      </div>
      <details>
        <summary className="cursor-pointer text-label text-ink-soft">{t("table")}</summary>
        <StepGraphTable graph={graph} links={links} view={view} />
      </details>
    </div>
  );
}

/** A part of the drawing that opens its sessions. Its edge takes the pointer too, so that a thin one can be met. */
function Part({ href, name, path, className }: { href: string; name: string; path: string; className: string }) {
  return (
    <Link href={href} prefetch={false} aria-label={name} className="group/part focus-visible:outline-none">
      <title>{name}</title>
      <path
        d={path}
        strokeWidth={5}
        className={`${className} stroke-transparent [pointer-events:all] group-hover/part:[fill-opacity:0.5] group-focus-visible/part:stroke-accent group-focus-visible/part:[fill-opacity:0.5] group-focus-visible/part:[stroke-width:2]`}
      />
    </Link>
  );
}
