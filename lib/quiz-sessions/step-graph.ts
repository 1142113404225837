import type { Cell, Edge } from "@/lib/quiz-sessions/drop-off";

/** One step: entries = the ways that are drawn from it + rare + dropped + underWay; whoever booked has come to the end instead. */
export interface GraphNode {
  readonly step: string;
  /** place in the order of layers, from 0 */
  readonly layer: number;
  /** place among its layer, from 0, and how many stand there */
  readonly place: number;
  readonly of: number;
  readonly entries: number;
  readonly dropped: number;
  readonly underWay: number;
  /** went on by ways that are not drawn */
  readonly rare: number;
}

export interface StepGraph {
  readonly nodes: readonly GraphNode[];
  /** ways that were taken, without those that less than one in a hundred took */
  readonly edges: readonly Edge[];
  readonly layers: number;
  readonly branches: boolean;
}

const smallestShare = 0.01;

/**
 * Lays a quiz out as layers: a step stands one layer behind the latest step that most people came from. Steps that people
 * choose between stand in one layer. Pure.
 */
export function layOutSteps(
  order: readonly string[],
  edges: readonly Edge[],
  cell: (step: string) => Cell | null,
): StepGraph {
  const place = new Map(order.map((step, index) => [step, index]));
  const most = Math.max(1, ...order.map((step) => cell(step)?.entries ?? 0));
  const isDrawn = ({ from, to, sessions }: Edge) =>
    sessions >= most * smallestShare &&
    (place.get(from) ?? Number.POSITIVE_INFINITY) < (place.get(to) ?? Number.NEGATIVE_INFINITY);
  const drawn = edges.filter(isDrawn);
  const layerOf = new Map<string, number>();
  for (const step of order) {
    const into = drawn.filter(({ to }) => to === step);
    const sum = into.reduce((total, { sessions }) => total + sessions, 0);
    // A way that few take must not push a step behind the one that it is an alternative to.
    const main = into.filter(({ sessions }) => sessions >= sum * 0.2);
    layerOf.set(step, main.length === 0 ? 0 : 1 + Math.max(...main.map(({ from }) => layerOf.get(from) ?? 0)));
  }
  const used = [...new Set(order.map((step) => layerOf.get(step) ?? 0))].sort((a, b) => a - b);
  const byLayer = used.map((layer) => order.filter((step) => layerOf.get(step) === layer));
  const rare = edges.filter((edge) => !isDrawn(edge));
  return {
    nodes: byLayer.flatMap((steps, layer) =>
      steps.map((step, index) => {
        const { entries = 0, dropped = 0, underWay = 0 } = cell(step) ?? {};
        return {
          step,
          layer,
          place: index,
          of: steps.length,
          entries,
          dropped,
          underWay,
          rare: rare.reduce((sum, { from, sessions }) => sum + (from === step ? sessions : 0), 0),
        };
      }),
    ),
    edges: drawn,
    layers: byLayer.length,
    branches: byLayer.some((steps) => steps.length > 1),
  };
}
