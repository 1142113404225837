import { describe, expect, it } from "vitest";
import { createFormat } from "@/lib/format";
import type { ReaderLocale } from "@/lib/i18n";
import type { ReportPayload } from "@/lib/reports/payload";
import { reportText } from "@/lib/reports/report-text";
import { samplePayload, smallCirclePayload } from "@/lib/reports/sample-payload";
import { daypartOf, headlineText, hourSentence, replayWording } from "@/lib/reports/wording";

const speaker = (locale: ReaderLocale) =>
  [reportText(locale), createFormat({ locale, timeZone: "Europe/Berlin" })] as const;
const [en, de] = [speaker("en"), speaker("de")];
const session = (changes: Partial<ReportPayload["session"]>) => ({
  session: { ...samplePayload().session, ...changes },
});

describe("how many gathered", () => {
  it.each([
    [{ display: "small-circle", total: null }, "A small circle gathered", "Ein kleiner Kreis kam zusammen"],
    [{ display: "exact", total: 0 }, "No one gathered this time", "Diesmal kam niemand zusammen"],
    [{ display: "exact", total: 1 }, "1 person gathered", "1 Mensch war dabei"],
    [{ display: "exact", total: 247 }, "247 people gathered", "247 Menschen kamen zusammen"],
    [{ display: "exact", total: 3012 }, "3,012 people gathered", "3.012 Menschen kamen zusammen"],
    [{ display: "at-least", total: 200 }, "200+ souls gathered", "200+ Menschen kamen zusammen"],
  ] as const)("%j", (people, english, german) => {
    expect(headlineText(people, ...en)).toBe(english);
    expect(headlineText(people, ...de)).toBe(german);
  });

  it("is said of the recording in the same manner", () => {
    expect(replayWording({ display: "small-circle", total: null }, ...en)).toEqual({
      figure: null,
      words: "A few returned to the recording",
    });
    expect(replayWording({ display: "exact", total: 64 }, ...de)).toEqual({
      figure: "64",
      words: "Menschen kehrten zur Aufzeichnung zurück",
    });
  });
});

describe("the sentence that tells the hour", () => {
  it("says how long, when, with whom, across how many countries, and what was felt", () => {
    expect(hourSentence(samplePayload(), ...en)).toBe(
      "45 minutes on a Thursday evening with Anna Weiss, shared across 12\u00a0countries; the feeling that led was unity.",
    );
    expect(hourSentence(samplePayload(), ...de)).toBe(
      "45 Minuten an einem Donnerstagabend mit Anna Weiss, geteilt über 12\u00a0Länder hinweg; das führende Gefühl war Einheit.",
    );
  });

  it.each([
    [
      "ru",
      0,
      "45\u00a0минут в четверг вечером с мастером Anna Weiss, участники из 12\u00a0стран; ведущее чувство\u00a0— единство.",
    ],
    [
      "ru",
      5,
      "45\u00a0минут во вторник вечером с мастером Anna Weiss, участники из 12\u00a0стран; ведущее чувство\u00a0— единство.",
    ],
    [
      "fr",
      0,
      "45\u00a0minutes, un jeudi soir, avec Anna Weiss, à travers 12\u00a0pays\u00a0; le sentiment qui a dominé\u00a0: unité.",
    ],
    [
      "es",
      0,
      "45\u00a0minutos al caer la tarde de un jueves con Anna Weiss, a través de 12\u00a0países; el sentimiento que predominó: unidad.",
    ],
    ["ar", 0, "45\u00a0دقيقة مساء يوم الخميس مع Anna Weiss، من 12\u00a0بلدًا؛ وكان الشعور الغالب: الوحدة."],
  ] as const)("is a sentence in %s", (locale, daysLater, sentence) => {
    const startedAt = new Date(Date.parse("2026-11-19T17:30:00.000Z") + daysLater * 86_400_000).toISOString();
    expect(hourSentence(samplePayload(session({ startedAt })), ...speaker(locale))).toBe(sentence);
  });

  it("never holds the number of people", () => {
    expect(hourSentence(samplePayload(), ...en)).not.toContain("247");
    expect(hourSentence(smallCirclePayload(session({ durationMinutes: 30 })), ...en)).toBe(
      "30 minutes on a Thursday evening with Anna Weiss; the feeling that led was gratitude.",
    );
  });

  it("leaves out what is not known", () => {
    const mixed = { dominantReaction: null, countryCount: null };
    expect(hourSentence(samplePayload(mixed), ...en)).toBe(
      "45 minutes on a Thursday evening with Anna Weiss; many feelings were shared, and none led.",
    );
    expect(hourSentence(samplePayload({ ...mixed, reactions: [] }), ...de)).toBe(
      "45 Minuten an einem Donnerstagabend mit Anna Weiss.",
    );
  });

  it("speaks of the time in the tenant's zone", () => {
    // 23:40 UTC on a Thursday is the small hours of Friday in Berlin.
    const late = samplePayload({
      ...session({ startedAt: "2026-11-19T23:40:00.000Z", durationMinutes: 90 }),
      countryCount: 1,
      reactions: [],
      dominantReaction: null,
    });
    expect(hourSentence(late, ...en)).toBe(
      "One hour and 30 minutes in the small hours of a Friday with Anna Weiss, shared within one country.",
    );
    expect(hourSentence(late, ...de)).toBe(
      "Eine Stunde und 30 Minuten in den ersten Stunden eines Freitags mit Anna Weiss, geteilt in einem Land.",
    );
  });

  it("knows the parts of the day", () => {
    expect([0, 4, 5, 8, 9, 11, 12, 16, 17, 21, 22, 23].map(daypartOf)).toEqual([
      "small",
      "small",
      "early",
      "early",
      "morning",
      "morning",
      "afternoon",
      "afternoon",
      "evening",
      "evening",
      "late",
      "late",
    ]);
  });
});
