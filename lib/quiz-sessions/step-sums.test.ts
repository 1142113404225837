import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Cell,
  type Edge,
  type Heatmap,
  makeHeatmap,
  type StepCount,
  type StepSum,
} from "@/lib/quiz-sessions/drop-off";
import { type DropOffColumn, dropOffColumns } from "@/lib/quiz-sessions/drop-off-search";
import { isQuizEvent } from "@/lib/quiz-sessions/quiz-event";
import { addSession, type Counted, type Histogram, noSums, type Sums } from "@/lib/quiz-sessions/rollup-cells";
import { type SessionFacts, sessionFacts } from "@/lib/quiz-sessions/session-rows";
import { sinceOf } from "@/lib/quiz-sessions/spans";
import { layOutSteps } from "@/lib/quiz-sessions/step-graph";
import { journeyArbitrary, journeyEvents, type RandomJourney } from "@/lib/testing/quiz-journeys";

const now = new Date("2026-11-20T12:00:00Z");

interface Filters {
  readonly framework_id?: string;
  readonly format?: string;
  readonly quiz_version?: string;
}
const filtersArbitrary = fc.constantFrom<Filters[]>(
  {},
  { format: "game" },
  { format: "qa", quiz_version: "2" },
  { framework_id: "money" },
);

type Session = SessionFacts & Counted;

function sessionsOf(journeys: readonly RandomJourney[]): Session[] {
  return journeys.flatMap((journey, index) => {
    const events = journeyEvents(journey, `s${index}`, now)
      .map((event) => ({ ...event, seq: 0 }))
      .filter(isQuizEvent)
      .sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime() || (a.eventId < b.eventId ? -1 : 1));
    const nobody = { who: null, prospect_id: null, user_email: null, user_name: null };
    return sessionFacts(`s${index}`, events).map((facts) => ({
      ...facts,
      ...nobody,
      begun_on: facts.begun_at.toISOString().slice(0, 10),
    }));
  });
}

const fits = (session: Session, filters: Filters) =>
  session.journey &&
  session.conflict_of === null &&
  Object.entries(filters).every(([key, value]) => (session[key as keyof Filters] ?? "") === value);

const isUnderWay = ({ completed_at, email_opened_at, booked_at, begun_at }: Session) =>
  !completed_at && !email_opened_at && !booked_at && now.getTime() - begun_at.getTime() < 30 * 60_000;

/** The columns that a session stands in: said here once more, so that the sums are not their own witness. */
function columnsOf(session: Session, columns: DropOffColumn): string[] {
  if (columns === "format") return [session.format];
  if (columns === "version") return [`${session.format} ${session.quiz_version ?? ""}`];
  if (columns === "week") return [sinceOf("week", session.begun_on)];
  if (columns !== "variant") return [session[columns] ?? ""];
  const seen = Object.entries(session.variants).map((entry) => entry.join(": "));
  return seen.length > 0 ? seen : [""];
}

type StepKey = [
  dimension: string,
  day: string,
  framework: string,
  format: string,
  version: string,
  value: string,
  step: string,
];

/** What the database makes of the sums for one kind of column. */
function read(sums: Sums, columns: DropOffColumn, filters: Filters): StepSum[] {
  const dimension = ["format", "version", "week"].includes(columns) ? "" : columns;
  const found = new Map<string, StepSum & { times: Histogram }>();
  for (const [key, [entries, continued, stopped]] of sums.steps) {
    const [of, day, framework_id, format, quiz_version, value, step] = JSON.parse(key) as StepKey;
    const quiz = { framework_id, format, quiz_version };
    const wanted = Object.entries(filters).every(([name, own]) => quiz[name as keyof Filters] === own);
    if (of !== dimension || !wanted) continue;
    const weeks = sinceOf("week", day);
    const column = { format, version: `${format} ${quiz_version}`, week: weeks }[columns as "format"] ?? value;
    const at = JSON.stringify([column, step]);
    const held = found.get(at) ?? { column, step, entries: 0, continued: 0, stopped: 0, times: new Map() };
    for (const [bucket, n] of sums.times.get(key) ?? []) held.times.set(bucket, (held.times.get(bucket) ?? 0) + n);
    found.set(at, {
      ...held,
      entries: held.entries + entries,
      continued: held.continued + continued,
      stopped: held.stopped + stopped,
    });
  }
  return [...found.values()];
}

function edgesOf(sums: Sums, filters: Filters): Edge[] {
  const found = new Map<string, Edge>();
  for (const [key, [sessions]] of sums.edges) {
    const [, framework_id, format, quiz_version, from, to] = JSON.parse(key) as [
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    const quiz = { framework_id, format, quiz_version };
    if (!Object.entries(filters).every(([name, own]) => quiz[name as keyof Filters] === own)) continue;
    const at = JSON.stringify([from, to]);
    found.set(at, { from, to, sessions: (found.get(at)?.sessions ?? 0) + sessions });
  }
  return [...found.values()];
}

function underWayOf(sessions: readonly Session[], columns: DropOffColumn): StepCount[] {
  const found = new Map<string, StepCount>();
  for (const session of sessions.filter(isUnderWay)) {
    for (const column of columnsOf(session, columns)) {
      const step = session.last_step;
      const at = JSON.stringify([column, step]);
      found.set(at, { column, step, sessions: (found.get(at)?.sessions ?? 0) + 1 });
    }
  }
  return [...found.values()];
}

/** One cell as it is told and as it is counted: a line each, so that a whole heatmap is compared at once. */
type Line = readonly [column: string, step: string, ...figures: unknown[]];

function linesOf(
  heatmap: Heatmap,
  cell: (step: string, column: string) => Cell | null,
  columns: readonly string[],
): Line[] {
  return columns.flatMap((column) =>
    heatmap.steps.flatMap((step): Line[] => {
      const told = cell(step, column);
      if (!told) return [];
      const { entries, continued, dropped, underWay, retention, dropRatio, medianMs, p90Ms } = told;
      if (entries !== continued + dropped + underWay) throw new Error(`${column} ${step} does not add up`);
      const times = medianMs === null ? p90Ms === null && "unknown" : p90Ms !== null && p90Ms >= medianMs && "known";
      return [[column, step, entries, continued, dropped, underWay, retention, dropRatio, times]];
    }),
  );
}

function countLines(
  steps: readonly string[],
  columns: readonly string[],
  sessionsIn: (column: string) => Session[],
): Line[] {
  return columns.flatMap((column) => {
    const sessions = sessionsIn(column);
    return steps.flatMap((step): Line[] => {
      const here = sessions.filter(({ path }) => path.includes(step));
      const last = here.filter(({ last_step }) => last_step === step && step !== "booking");
      const underWay = last.filter(isUnderWay).length;
      const dropped = last.length - underWay;
      if (here.length === 0) return [];
      const known = here.some(({ path, path_ms }) => (path_ms[path.indexOf(step)] ?? -1) >= 0);
      const parts = [here.length / sessions.length, dropped / here.length, known ? "known" : "unknown"];
      return [[column, step, here.length, here.length - last.length, dropped, underWay, ...parts]];
    });
  });
}

describe("the sums of the drop-off", () => {
  it("have entries = continued + dropped + under way in every column, whatever people do and whatever is filtered", () => {
    fc.assert(
      fc.property(
        fc.array(journeyArbitrary, { minLength: 1, maxLength: 24 }),
        filtersArbitrary,
        (journeys, filters) => {
          const sums = noSums();
          const every = sessionsOf(journeys);
          for (const session of every) addSession(sums, session, 1);
          const sessions = every.filter((session) => fits(session, filters));
          const edges = edgesOf(sums, filters);
          for (const columns of dropOffColumns) {
            const heatmap = makeHeatmap(read(sums, columns, filters), underWayOf(sessions, columns), edges);
            const keys = [...new Set(sessions.flatMap((session) => columnsOf(session, columns)))];
            expect(heatmap.columns.map(({ key }) => key).sort()).toEqual(keys.sort());
            const own = (key: string) => sessions.filter((session) => columnsOf(session, columns).includes(key));
            expect(linesOf(heatmap, heatmap.cell, keys)).toEqual(countLines(heatmap.steps, keys, own));
            // Whoever takes part in two experiments stands in two columns, and the page sums those up without columns.
            if (columns === "variant") continue;
            expect(linesOf(heatmap, heatmap.total, ["all"])).toEqual(
              countLines(heatmap.steps, ["all"], () => sessions),
            );
            const graph = layOutSteps(heatmap.steps, edges, heatmap.total);
            for (const { step, entries, dropped, underWay, rare } of graph.nodes) {
              const drawn = graph.edges.reduce((sum, { from, sessions: own }) => sum + (from === step ? own : 0), 0);
              const atTheEnd = step === "booking" ? entries : 0;
              expect(drawn + rare + dropped + underWay + atTheEnd, step).toBe(entries);
            }
          }
          for (const { from, to, sessions: counted } of edges) {
            const took = sessions.filter(({ path }) => path.some((step, at) => step === from && path[at + 1] === to));
            expect(counted, `${from} ${to}`).toBe(took.length);
          }
          // Taking everybody away again leaves nothing.
          for (const session of every) addSession(sums, session, -1);
          for (const by of [...sums.steps.values(), ...sums.edges.values()])
            expect(by.every((n) => n === 0)).toBe(true);
        },
      ),
      { numRuns: 250 },
    );
  });

  it("has ways that hardly anybody took, and ways back, in what is not drawn", () => {
    const cell = (entries: number, dropped: number) => ({
      entries,
      continued: entries - dropped,
      dropped,
      underWay: 0,
      retention: null,
      dropRatio: null,
      medianMs: null,
      p90Ms: null,
    });
    const cells = new Map([
      ["visit", cell(1000, 100)],
      ["start", cell(900, 95)],
      ["q:a", cell(803, 0)],
      ["q:b", cell(805, 800)],
    ]);
    const graph = layOutSteps(
      [...cells.keys()],
      [
        { from: "visit", to: "start", sessions: 900 },
        { from: "start", to: "q:a", sessions: 800 },
        { from: "start", to: "q:b", sessions: 5 },
        { from: "q:a", to: "q:b", sessions: 803 },
        { from: "q:b", to: "q:a", sessions: 5 },
      ],
      (step) => cells.get(step) ?? null,
    );
    expect(graph.edges.map(({ from, to }) => `${from} ${to}`)).toEqual(["visit start", "start q:a", "q:a q:b"]);
    expect(graph.nodes.map(({ rare }) => rare)).toEqual([0, 5, 0, 5]);
  });
});
