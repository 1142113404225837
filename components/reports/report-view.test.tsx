import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { ReportView } from "@/components/reports/report-view";
import type { Locale } from "@/lib/i18n";
import { chooseSections, type ReportPayload } from "@/lib/reports/payload";
import { closeReportPdf, renderReportPdf } from "@/lib/reports/pdf/render";
import { hasPoppler, textOf } from "@/lib/reports/pdf/testing/read-pdf";
import { samplePayload, smallCirclePayload, voicesInManyScripts } from "@/lib/reports/sample-payload";

// A thread that starts and opens its fonts while other test files keep both cores busy takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
beforeAll(() => renderReportPdf(samplePayload(), { locale: "en" }));
afterAll(closeReportPdf);

const html = (payload: ReportPayload, locale: Locale = "en", embedded = false) =>
  renderToStaticMarkup(<ReportView payload={payload} locale={locale} embedded={embedded} />);

/** What a reader sees on paper: without the parts that only a screen has. */
const printed = (markup: string) =>
  markup
    .replace(/<details[\s\S]*?<\/details>/g, "")
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&amp;", "&")
    .replaceAll("&#x27;", "'")
    .replace(/\s+/g, " ");

const numbers = (text: string) => (text.match(/\d[\d.,:+]*/g) ?? []).map((one) => one.replace(/[.,:]$/, "")).sort();

describe("the report as a page", () => {
  it.skipIf(!hasPoppler)("prints the same numbers as the PDF of the same report", async () => {
    const reports: ReportPayload[] = [
      samplePayload(),
      samplePayload({ people: { display: "at-least", total: 3000 }, replays: { display: "at-least", total: 200 } }),
      smallCirclePayload(),
    ];
    for (const payload of reports) {
      for (const locale of ["en", "de"] as const) {
        // Each page of the PDF repeats its day and its imprint, which the page says once.
        const pdf = new Set(numbers(textOf(await renderReportPdf(payload, { locale })).replace(/\d ?\/ ?\d/g, "")));
        expect(new Set(numbers(printed(html(payload, locale))))).toEqual(pdf);
      }
    }
  });

  it("can be read without a script and loads nothing", () => {
    const markup = html(samplePayload());
    expect(markup).not.toMatch(/<script|<iframe|<img|<link|https?:|onclick|javascript:/i);
  });

  it("has one main part and headings in order, or fits below another page's title", () => {
    const levels = (markup: string) => [...markup.matchAll(/<h(\d)/g)].map(([, level]) => level);
    expect(levels(html(samplePayload()))).toEqual(["1", ...Array<string>(9).fill("2")]);
    expect(html(samplePayload())).toContain("<main");
    expect(levels(html(samplePayload(), "en", true))).toEqual(["2", ...Array<string>(9).fill("3")]);
    expect(html(samplePayload(), "en", true)).not.toContain("<main");
  });

  it("gives every voice its language and its direction", () => {
    const markup = html(samplePayload({ quotes: voicesInManyScripts }));
    expect(markup).toContain('<blockquote lang="ar" dir="rtl">');
    expect(markup).toContain('<blockquote lang="he" dir="rtl">');
    expect(markup).toContain('<blockquote lang="hi" dir="ltr">');
  });

  it("is escaped", () => {
    const markup = html(samplePayload({ quotes: [{ text: "<b onmouseover=alert(1)>Danke</b>", language: "de" }] }));
    expect(markup).not.toContain("<b ");
  });

  it("has no figure in a small circle but its time, not even in its attributes", () => {
    const markup = html(smallCirclePayload({ quotes: [], upcoming: [], note: null }));
    expect(markup).toContain("A small circle gathered");
    const when = ["19", "2026", "18:30", "19:15", "45", "20", "2026", "1", "1"];
    expect(numbers(printed(markup))).toEqual(when.sort());
    expect(markup).not.toMatch(/--share|--at|<svg/);
  });

  it("holds nothing of a section that was not chosen, and no empty part", () => {
    const bare = html(chooseSections(samplePayload(), []));
    expect(bare).not.toMatch(/<h2|<ul|<figure/);
    expect(bare).toContain("people gathered");
  });
});
