import { describe, expect, it } from "vitest";
import { chooseSections, type ReportPayload, reportPayloadSchema, reportSections } from "@/lib/reports/payload";
import { samplePayload, smallCirclePayload } from "@/lib/reports/sample-payload";

const refused = (payload: unknown) => {
  const { success, error } = reportPayloadSchema.safeParse(payload);
  return success ? [] : (error?.issues.map(({ path }) => path.join(".")) ?? []);
};

describe("the frozen payload", () => {
  it("survives being stored as JSON", () => {
    const payload = samplePayload();
    expect(reportPayloadSchema.parse(JSON.parse(JSON.stringify(payload)))).toEqual(payload);
  });

  it("holds nothing that it does not name", () => {
    const payload = samplePayload();
    expect(refused({ ...payload, email: "anna@example.org" })).not.toEqual([]);
    expect(refused({ ...payload, quotes: [{ text: "Thank you.", language: "en", actor: "7" }] })).not.toEqual([]);
  });

  it("cannot carry a figure in a small circle", () => {
    const full = samplePayload();
    const small = smallCirclePayload();
    expect(refused(small)).toEqual([]);
    const figures: Partial<ReportPayload>[] = [
      { people: { display: "small-circle", total: 7 } as never },
      { countries: [{ code: "DE", people: 6 }] },
      { languages: [{ code: null, people: 1 }] },
      { reactions: [{ kind: "joy", people: 5 }] },
      { dominantReaction: { kind: "joy", people: 5 } },
      { themes: [{ label: "breath", language: "en", people: 5 }] },
      { curve: full.curve },
      { comparison: full.comparison },
      { countryCount: 2 },
      { au: { units: 7 } },
    ];
    for (const figure of figures) expect(refused({ ...small, ...figure }), JSON.stringify(figure)).not.toEqual([]);
  });

  it("must carry every figure otherwise", () => {
    expect(refused({ ...samplePayload(), countries: [{ code: "DE", people: null }] })).toEqual(["countries.0.people"]);
  });
});

describe("chosen sections", () => {
  it("take out what was not chosen instead of hiding it", () => {
    const bare = chooseSections(samplePayload(), []);
    expect(bare).toMatchObject({
      sections: [],
      countryCount: null,
      countries: [],
      languages: [],
      dominantReaction: null,
      reactions: [],
      curve: null,
      au: null,
      replays: null,
      themes: [],
      quotes: [],
      comparison: null,
      upcoming: [],
      note: null,
    });
    expect(reportPayloadSchema.parse(bare)).toEqual(bare);
  });

  it("leave the rest as it is, one by one", () => {
    const full = samplePayload();
    expect(chooseSections(full, reportSections)).toEqual(full);
    for (const section of reportSections) {
      const without = chooseSections(
        full,
        reportSections.filter((one) => one !== section),
      );
      expect(without, section).not.toEqual(full);
      expect(chooseSections(without, [section]).sections, section).toEqual([]);
    }
  });
});
