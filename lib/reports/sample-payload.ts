import type { z } from "zod";
import { type ReportPayload, reportPayloadSchema, reportSections } from "@/lib/reports/payload";

/** Texts of a sample stand for approved ones: nobody said them. */
type SampleChanges = Partial<z.input<typeof reportPayloadSchema>>;
type SampleQuotes = NonNullable<SampleChanges["quotes"]>;

/** A full report with nothing secret in it: what tests, the benchmark and eyes look at. */
export function samplePayload(changes: SampleChanges = {}): ReportPayload {
  return reportPayloadSchema.parse({
    version: 2,
    reportVersion: 1,
    generatedAt: "2026-11-20T09:12:00.000Z",
    sections: [...reportSections],
    tenant: {
      name: "Lumen Collective",
      locale: "en",
      timeZone: "Europe/Berlin",
      brandColor: "#7A4E9E",
      auLabel: "Attunement",
      auUnit: "AU",
      logo: null,
    },
    session: {
      title: "Evening Collective: Breath and Belonging",
      masterName: "Anna Weiss",
      language: "en",
      startedAt: "2026-11-19T17:30:00.000Z",
      endedAt: "2026-11-19T18:15:00.000Z",
      durationMinutes: 45,
    },
    people: { display: "exact", total: 247 },
    countryCount: 12,
    countries: [
      { code: "DE", people: 96 },
      { code: "GB", people: 41 },
      { code: "FR", people: 32 },
      { code: "IN", people: 27 },
      { code: "ES", people: 19 },
      { code: "BR", people: 12 },
      { code: null, people: 20 },
    ],
    languages: [
      { code: "en", people: 112 },
      { code: "de", people: 78 },
      { code: "fr", people: 29 },
      { code: "hi", people: 12 },
      { code: null, people: 16 },
    ],
    dominantReaction: { kind: "unity", people: 118 },
    reactions: [
      { kind: "unity", people: 118 },
      { kind: "gratitude", people: 84 },
      { kind: "peace", people: 61 },
      { kind: "joy", people: 33 },
      { kind: "🕯️", people: 9 },
    ],
    curve: {
      people: Array.from({ length: 46 }, (_, minute) =>
        Math.round(228 * Math.min(1, 0.58 + minute / 28) - (minute > 34 ? (minute - 34) * 4.5 : 0) - (minute % 5)),
      ),
      peak: { minute: 27, people: 226 },
      halfTime: { minute: 22, people: 224 },
    },
    au: { units: 18_420 },
    replays: { display: "exact", total: 64 },
    themes: [
      { label: "breath", language: "en", people: 41 },
      { label: "coming home", language: "en", people: 33 },
      { label: "Stille", language: "de", people: 21 },
      { label: "the pauses", language: "en", people: 17 },
      { label: "my mother", language: "en", people: 9 },
      { label: "gemeinsam", language: "de", people: 8 },
      { label: "la lumière", language: "fr", people: 6 },
    ],
    quotes: [
      { text: "I had forgotten that it is possible to be quiet with so many people.", language: "en" },
      {
        text: "Zum ersten Mal seit Wochen habe ich durchgeatmet. Danke für die langen Pausen, in denen nichts geschehen musste.",
        language: "de",
      },
      { text: "Une heure qui m’a rendu la voix.", language: "fr" },
      {
        text: "My daughter came in halfway, sat down next to me and stayed until the end. We did not say a word, and it was the best conversation we have had this year.",
        language: "en",
      },
    ],
    comparison: {
      median: { total: 212, sessions: 8 },
      previous: { people: { display: "exact", total: 231 }, heldAt: "2026-11-12T17:30:00.000Z" },
    },
    upcoming: [
      {
        title: "Morning Collective: First Light",
        startsAt: "2026-11-26T06:00:00.000Z",
        durationMinutes: 30,
        language: "en",
      },
      {
        title: "Abendkreis: Loslassen",
        startsAt: "2026-12-03T17:30:00.000Z",
        durationMinutes: 45,
        language: "de",
      },
      { title: "Year’s End Collective", startsAt: "2026-12-30T17:00:00.000Z", durationMinutes: 90, language: "en" },
    ],
    note: {
      text: "Dear Anna, the room stayed with you to the very end; that is rare on a Thursday. We heard the wish for a longer opening silence several times and have put five more minutes into the December plan.",
      signedBy: "Mira and the Lumen team",
    },
    ...changes,
  });
}

/** Nine people or fewer: no figure anywhere. */
export function smallCirclePayload(changes: SampleChanges = {}): ReportPayload {
  const full = samplePayload();
  return samplePayload({
    people: { display: "small-circle", total: null },
    countryCount: null,
    countries: [{ code: "DE", people: null }],
    languages: [{ code: "en", people: null }],
    dominantReaction: { kind: "gratitude", people: null },
    reactions: [{ kind: "gratitude", people: null }],
    curve: null,
    au: null,
    replays: { display: "small-circle", total: null },
    comparison: null,
    themes: [],
    quotes: full.quotes.slice(0, 2),
    ...changes,
  });
}

/** Voices in every script that the PDF has fonts for. */
export const voicesInManyScripts: SampleQuotes = [
  { text: "Danke für diesen Abend – ich fühle mich größer als vorher.", language: "de" },
  { text: "Спасибо за тишину. Впервые за год я никуда не спешила.", language: "ru" },
  { text: "شكرًا لكم على هذه الساعة. كنا 12 شخصًا في بيت واحد، وشعرت أنني لست وحدي (حقًا).", language: "ar" },
  { text: "תודה על הערב הזה. ישבנו 3 דורות יחד, ואף אחד לא דיבר.", language: "he" },
  { text: "आज पहली बार मैंने अपनी साँस को सुना। धन्यवाद।", language: "hi" },
];

export const voicesInMoreScripts: SampleQuotes = [
  { text: "ขอบคุณสำหรับช่วงเวลาอันเงียบสงบนี้ ฉันรู้สึกเหมือนได้กลับบ้านอีกครั้งหลังจากที่เหนื่อยมานาน", language: "th" },
  { text: "谢谢你们陪我度过这一个小时。我很久没有这样安静地呼吸了，也很久没有觉得自己属于一个地方。", language: "zh" },
  {
    text: "静かな時間をありがとうございました。久しぶりに深く息をして、みんなと一緒にいると感じました。",
    language: "ja",
  },
  { text: "조용한 시간을 함께해 주셔서 감사합니다. 오랜만에 깊이 숨을 쉬었어요.", language: "ko" },
  { text: "Ευχαριστώ για τη σιωπή που μοιραστήκαμε. Ήταν σαν να γύρισα σπίτι.", language: "el" },
];
