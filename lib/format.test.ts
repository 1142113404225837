import { describe, expect, it } from "vitest";
import { createFormat } from "@/lib/format";

const en = createFormat({ locale: "en", timeZone: "Asia/Kathmandu" });
const de = createFormat({ locale: "de", timeZone: "Europe/Berlin" });
/** Intl writes several kinds of spaces; a reader sees one. */
const plain = (text: string) => text.replace(/[\u00a0\u202f\u2009]/g, " ");

describe("numbers", () => {
  it("follow the language", () => {
    expect(en.integer(1234567)).toBe("1,234,567");
    expect(de.integer(1234567)).toBe("1.234.567");
    expect(plain(de.percent(0.158))).toBe("16 %");
    expect(plain(de.percent(0.058))).toBe("5,8 %");
    expect(en.percent(0)).toBe("0%");
    expect(plain(de.money(123_450, "EUR"))).toBe("1.234,50 €");
    expect(en.money(500, "JPY")).toBe("JP¥500");
  });

  it("show a dash for what is not there, and never a zero", () => {
    for (const value of [null, undefined, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect([
        en.integer(value),
        en.decimal(value),
        en.percent(value),
        en.duration(value),
        en.bytes(value),
        en.money(value, "EUR"),
      ]).toEqual(Array(6).fill("–"));
    }
    expect([
      en.date(null),
      en.day(undefined),
      en.relative(null, new Date()),
      en.country(null),
      en.dayRange(null, "2026-01-01"),
    ]).toEqual(Array(5).fill("–"));
    expect(en.date(new Date(Number.NaN))).toBe("–");
  });

  it("carry a sign where they are changes", () => {
    expect([en.signed(4), en.signed(-4), en.signed(0)]).toEqual(["+4", "−4", "0"]);
    expect(en.signedPercent(0.123)).toBe("+12%");
  });
});

describe("time", () => {
  const at = new Date("2026-11-20T18:30:00Z");

  it("is told in the zone of the tenant", () => {
    expect(en.dateTime(at)).toBe("21 Nov 2026, 00:15");
    expect(de.dateTime(at)).toBe("20. Nov. 2026, 19:30");
    expect(plain(en.zone(at))).toBe("Asia/Kathmandu (GMT+5:45)");
  });

  it("has days without a zone", () => {
    expect(en.day("2026-11-20")).toBe("20 Nov 2026");
    expect(de.shortDay("2026-11-20")).toBe("20. Nov.");
    expect(plain(en.dayRange("2026-11-14", "2026-11-20"))).toBe("14 – 20 Nov 2026");
    expect(en.dayRange("2026-11-20", "2026-11-20")).toBe("20 Nov 2026");
  });

  it("passes in words", () => {
    expect(en.relative(new Date(at.getTime() - 180_000), at)).toBe("3 minutes ago");
    expect(de.relative(new Date(at.getTime() + 2 * 86_400_000), at)).toBe("übermorgen");
    expect(en.relative(at, at)).toBe("now");
  });

  it("lasts in at most two units", () => {
    expect([0, 42_000, 90_000, 1_800_000, 5_400_000, 7_200_000].map(en.duration).map(plain)).toEqual([
      "0 secs",
      "42 secs",
      "1 min 30 secs",
      "30 mins",
      "1 hr 30 mins",
      "2 hrs",
    ]);
  });
});

describe("names", () => {
  it("are those of the language, and codes stay codes where there is none", () => {
    expect([en.country("DE"), de.country("DE"), en.country("??"), de.language("hi")]).toEqual([
      "Germany",
      "Deutschland",
      "??",
      "Hindi",
    ]);
  });
});
