import { describe, expect, it } from "vitest";
import {
  chooseSections,
  type ReportPayload,
  readPayload,
  reportPayloadSchema,
  reportSections,
} from "@/lib/reports/payload";
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

  it("of the first form is still read, as it was printed then", () => {
    // As it lies in the database of an installation from before parts had an order.
    const stored = JSON.parse(`{"version":1,"reportVersion":2,"generatedAt":"2026-10-01T09:00:00.000Z",
      "sections":["reactions","curve","languages","countries","themes","quotes","au","replays","comparison","upcoming","note"],
      "tenant":{"name":"Lumen","locale":"de","timeZone":"Europe/Berlin","brandColor":"#7A4E9E","auLabel":"Attunement","auUnit":"AU"},
      "session":{"title":"Abendkreis","masterName":"Anna Weiss","language":"de","startedAt":"2026-09-30T17:30:00.000Z",
        "endedAt":"2026-09-30T18:15:00.000Z","durationMinutes":45},
      "people":{"display":"exact","total":47},"countryCount":2,"countries":[{"code":"DE","people":40},{"code":null,"people":7}],
      "languages":[{"code":"de","people":47}],"dominantReaction":{"kind":"unity","people":20},
      "reactions":[{"kind":"unity","people":20}],"curve":{"people":[40,47,41],"peak":{"minute":1,"people":47},"halfTime":null},
      "au":{"units":470},"replays":{"display":"small-circle","total":null},"themes":[{"label":"Stille","language":null,"people":9}],
      "quotes":[],"comparison":{"medianTotal":44,"sessions":5},"upcoming":[],"note":{"text":"Danke.","signedBy":null}}`);
    const read = readPayload(stored);
    expect(read).toMatchObject({
      version: 2,
      reportVersion: 2,
      people: { display: "exact", total: 47 },
      comparison: { median: { total: 44, sessions: 5 }, previous: null },
      tenant: { name: "Lumen", logo: null },
    });
    expect(read.sections).toEqual([...reportSections]);
    expect(() => readPayload({ ...stored, version: 3 })).toThrow();
    expect(() => readPayload({ hello: "world" })).toThrow();
  });

  it("keeps the order of its parts, and names none twice", () => {
    const sections: ReportPayload["sections"] = ["quotes", "curve", "themes"];
    expect(chooseSections(samplePayload({ sections }), ["themes", "quotes"]).sections).toEqual(["quotes", "themes"]);
    expect(refused({ ...samplePayload(), sections: ["curve", "curve"] })).toEqual(["sections"]);
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
