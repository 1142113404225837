import { describe, expect, it } from "vitest";
import { type AnomalyFigures, findAnomalies } from "@/lib/master-sessions/anomaly";
import { anomalyStates, stateAfter, stepsFrom } from "@/lib/master-sessions/anomaly-schema";

const session = (total: number, dropped = 0, reacting = total): AnomalyFigures => ({ total, dropped, reacting });
/** Newest first, a week apart. */
const earlierOf = (...figures: AnomalyFigures[]) =>
  figures.map((one, index) => ({ ...one, id: `b${index}`, heldAt: new Date(Date.UTC(2026, 9, 20 - index)) }));
const totals = (...values: number[]) => earlierOf(...values.map((value) => session(value)));
const kinds = (figures: AnomalyFigures, earlier: ReturnType<typeof earlierOf>) =>
  findAnomalies(figures, earlier).map(({ kind, severity }) => `${kind} ${severity}`);

describe("a session that is out of the ordinary", () => {
  it("is measured in scaled median distances from the median of what came before", () => {
    const [finding] = findAnomalies(session(60), totals(100, 104, 96, 110, 90));
    // Distances 0, 4, 4, 10, 10: their median is 4.
    expect(finding).toMatchObject({ kind: "low-attendance", median: 100, value: 60 });
    expect(finding?.spread).toBeCloseTo(1.4826 * 4);
    expect(finding?.distance).toBeCloseTo(40 / (1.4826 * 4));
    expect(finding?.severity).toBe("alarm");
    expect(finding?.baseline.map(({ id, value }) => [id, value])).toEqual([
      ["b0", 100],
      ["b1", 104],
      ["b2", 96],
      ["b3", 110],
      ["b4", 90],
    ]);
  });

  it("grows graver with the distance", () => {
    const earlier = totals(100, 110, 90, 120, 80, 100);
    // The median distance is 10, so one spread is 14.8 people.
    expect(kinds(session(66), earlier)).toEqual([]);
    expect(kinds(session(60), earlier)).toEqual(["low-attendance notice"]);
    expect(kinds(session(45), earlier)).toEqual(["low-attendance warning"]);
    expect(kinds(session(5), earlier)).toEqual(["low-attendance alarm"]);
  });

  it("needs four sessions before it and looks at no more than eight", () => {
    expect(kinds(session(10), totals(100, 100, 100))).toEqual([]);
    expect(kinds(session(10), totals(100, 100, 100, 100))).toEqual(["low-attendance alarm"]);
    const [finding] = findAnomalies(session(10), totals(100, 100, 100, 100, 100, 100, 100, 100, 1, 1, 1, 1));
    expect(finding?.baseline).toHaveLength(8);
  });

  it("is not one person more or less, however alike the sessions were", () => {
    expect(kinds(session(99), totals(100, 100, 100, 100))).toEqual([]);
    expect(kinds(session(5), totals(8, 8, 8, 8))).toEqual([]);
    expect(kinds(session(3), totals(8, 8, 8, 8))).toEqual(["low-attendance warning"]);
    expect(kinds(session(81), totals(100, 100, 100, 100))).toEqual([]);
    expect(kinds(session(0), totals(100, 100, 100, 100))).toEqual(["low-attendance alarm"]);
  });

  it("is only ever on the bad side", () => {
    expect(kinds(session(500, 0, 500), earlierOf(...Array(5).fill(session(100, 30, 30))))).toEqual([]);
  });

  it("lost more people or moved fewer than usual, where a share means something", () => {
    const usual = earlierOf(...Array(6).fill(session(200, 20, 120)));
    expect(kinds(session(200, 80, 120), usual)).toEqual(["high-drop-off alarm"]);
    expect(kinds(session(200, 20, 70), usual)).toEqual(["muted-reactions alarm"]);
    // Nine points are not told, however far that is.
    expect(kinds(session(200, 38, 120), usual)).toEqual([]);
    // In a circle under ten one person is more than ten points.
    expect(kinds(session(9, 9, 0), earlierOf(...Array(6).fill(session(9, 0, 9))))).toEqual([]);
    // What chance does in a circle of twelve is no finding.
    expect(kinds(session(12, 3, 12), earlierOf(...Array(6).fill(session(12, 1, 12))))).toEqual([]);
  });

  it("is held only against sessions that have the figure", () => {
    const small = earlierOf(...Array(8).fill(session(4, 0, 4)));
    expect(kinds(session(200, 150, 20), small)).toEqual([]);
  });
});

describe("the life of an anomaly", () => {
  it("goes from open to closed and can be opened again", () => {
    expect(Object.fromEntries(anomalyStates.map((state) => [state, stepsFrom(state)]))).toEqual({
      open: ["acknowledged", "followed-up", "closed"],
      acknowledged: ["followed-up", "closed", "reopened"],
      "followed-up": ["followed-up", "closed", "reopened"],
      closed: ["reopened"],
    });
    expect(stateAfter("closed", "acknowledged")).toBeNull();
  });
});
