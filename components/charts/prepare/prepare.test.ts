import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { prepareAudience } from "@/components/charts/prepare/audience";
import { categoryColours, coloursFor, restColour, sequentialColour } from "@/components/charts/prepare/palette";
import { prepareRanking } from "@/components/charts/prepare/ranking";
import { scaleFor } from "@/components/charts/prepare/scale";
import { areaPath, linePath, prepareTimeSeries, spread } from "@/components/charts/prepare/time-series";

describe("a scale", () => {
  it("starts at zero and ends round", () => {
    expect(scaleFor([83, 120, 97]).ticks).toEqual([0, 50, 100, 150]);
    expect(scaleFor([3]).ticks).toEqual([0, 1, 2, 3]);
    expect(scaleFor([0.31, 0.44], { whole: false }).ticks).toEqual([0, 0.2, 0.4, 0.6]);
    expect(scaleFor([-30, 80]).ticks).toEqual([-50, 0, 50, 100]);
  });

  it("exists without values", () => {
    expect(scaleFor([null, null]).ticks).toEqual([0, 1]);
    expect(scaleFor([0]).share(0)).toBe(0);
    expect(scaleFor([5e-324], { whole: false }).share(5e-324)).toBeCloseTo(0);
  });

  it("holds every value between its ends, with few ticks", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1 }),
        fc.boolean(),
        (values, whole) => {
          const scale = scaleFor(values, { whole });
          for (const value of values) {
            expect(scale.share(value)).toBeGreaterThanOrEqual(-1e-9);
            expect(scale.share(value)).toBeLessThanOrEqual(1 + 1e-9);
          }
          expect(scale.ticks.length).toBeLessThanOrEqual(8);
          expect(scale.ticks).toContain(0);
        },
      ),
    );
  });
});

describe("values over time", () => {
  it("leave a gap where nothing is known, and dash what is in progress", () => {
    const series = prepareTimeSeries([
      { at: "a", value: 10, previous: 5 },
      { at: "b", value: null, previous: 5 },
      { at: "c", value: 0, previous: null },
      { at: "d", value: 20, previous: 10 },
      { at: "e", value: 5, previous: 10, inProgress: true },
    ]);
    expect(series.current.map((run) => run.length)).toEqual([1, 2]);
    expect(series.previous.map((run) => run.length)).toEqual([2, 2]);
    expect(series.running).toEqual([
      { x: 0.75, y: 0 },
      { x: 1, y: 0.75 },
    ]);
    expect([series.highest, series.lowest, series.last]).toEqual([20, 0, 5]);
  });

  it("do not connect what runs to a gap", () => {
    const series = prepareTimeSeries([
      { at: "a", value: null },
      { at: "b", value: 3, inProgress: true },
    ]);
    expect(series.running).toEqual([]);
  });

  it("can be one or none", () => {
    expect(prepareTimeSeries([{ at: "a", value: 4 }]).points[0]).toMatchObject({ x: 0.5, y: 0 });
    expect(prepareTimeSeries([])).toMatchObject({ points: [], current: [], labelled: [], highest: null });
  });

  it("become paths in a box of a hundred", () => {
    const runs = [
      [
        { x: 0, y: 0.5 },
        { x: 0.5, y: 0.25 },
      ],
      [{ x: 1, y: 0 }],
    ];
    expect(linePath(runs)).toBe("M0 50L50 25M100 0");
    expect(areaPath(runs)).toBe("M0 50L50 25L50 100L0 100Z");
  });

  it("have few labels, evenly spaced, the first among them", () => {
    expect(spread(5, 6)).toEqual([0, 1, 2, 3, 4]);
    expect(spread(30, 6)).toEqual([0, 6, 12, 18, 24]);
    expect(spread(0, 6)).toEqual([]);
  });
});

describe("a ranking", () => {
  const items = [
    { key: "a", label: "A", value: 1 },
    { key: "o", label: "Other", value: 9, rest: true },
    { key: "c", label: "C", value: 5 },
    { key: "b", label: "B", value: 5 },
  ];

  it("is ordered by value, then by label, with the remainder last", () => {
    expect(prepareRanking(items).rows.map((row) => [row.key, row.width, row.share])).toEqual([
      ["b", 5 / 9, 0.25],
      ["c", 5 / 9, 0.25],
      ["a", 1 / 9, 0.05],
      ["o", 1, 0.45],
    ]);
  });

  it("says how much it shows of how many", () => {
    expect(prepareRanking(items, 2)).toMatchObject({ shown: 2, total: 3, sum: 20 });
    expect(prepareRanking([])).toEqual({ rows: [], shown: 0, total: 0, sum: 0 });
    expect(prepareRanking([{ key: "z", label: "Z", value: 0 }]).rows[0]).toMatchObject({ width: 0, share: null });
  });
});

describe("colours", () => {
  it("belong to a key, whatever its rank and neighbours", () => {
    const alone = coloursFor(["calm"]).get("calm");
    expect(coloursFor(["joy", "calm"]).get("calm")).toBe(alone);
    expect(coloursFor(["calm", "joy"])).toEqual(coloursFor(["joy", "calm"]));
  });

  it("never repeat among six, and are grey beyond", () => {
    const keys = Array.from({ length: 8 }, (_, index) => `key-${index}`);
    const found = [...coloursFor(keys).values()];
    expect(new Set(found.filter((colour) => colour !== restColour)).size).toBe(6);
    expect(found.filter((colour) => colour === restColour)).toHaveLength(2);
  });

  it("grow in strength in one hue where they measure", () => {
    const strength = (share: number) => Number(/accent\) (\d+)%/.exec(sequentialColour(share))?.[1]);
    expect([-1, 0, 0.5, 1, 2].map(strength)).toEqual([8, 8, 50, 92, 92]);
  });

  it("can be fixed for a known vocabulary", () => {
    const found = coloursFor(["live", "replay", "other"], { live: 0, replay: 1 });
    expect([found.get("live"), found.get("replay")]).toEqual([categoryColours[0], categoryColours[1]]);
    expect(categoryColours.slice(0, 2)).not.toContain(found.get("other"));
  });
});

describe("an audience curve", () => {
  const minutes = Array.from({ length: 61 }, (_, minute) => ({ minute, present: minute === 20 ? 90 : 50 }));

  it("marks start, half-time, peak and end", () => {
    const { marks } = prepareAudience(minutes, { durationMinutes: 60, peakMinute: null });
    expect(marks.map((mark) => [mark.kind, mark.minute, mark.present])).toEqual([
      ["start", 0, 50],
      ["peak", 20, 90],
      ["half", 30, 50],
      ["end", 60, 50],
    ]);
  });

  it("lets close marks lean apart, and the peak take the place of one it falls on", () => {
    const leaning = prepareAudience(minutes, { durationMinutes: 60, peakMinute: 25 }).marks;
    expect(leaning.map((mark) => mark.anchor)).toEqual(["start", "end", "start", "end"]);
    expect(leaning.map((mark) => mark.crowded)).toEqual([false, false, true, false]);
    const meeting = prepareAudience(minutes, { durationMinutes: 60, peakMinute: 30 }).marks;
    expect(meeting.map((mark) => mark.kind)).toEqual(["start", "peak", "end"]);
  });

  it("keeps those who came before the start, and a session without anybody", () => {
    const early = prepareAudience([{ minute: -10, present: 3 }, ...minutes], { durationMinutes: 60, peakMinute: null });
    expect(early.points[0]).toMatchObject({ minute: -10, x: 0 });
    expect(early.labelled.map(({ minute }) => minute)).toEqual([-10, 0, 10, 20, 30, 40, 50, 60]);
    const empty = prepareAudience([], { durationMinutes: 45, peakMinute: null });
    expect(empty.marks.map((mark) => mark.kind)).toEqual(["start", "half", "end"]);
  });
});
