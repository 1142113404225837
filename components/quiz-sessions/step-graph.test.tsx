import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { StepGraph } from "@/components/quiz-sessions/step-graph";
import { viewOf } from "@/components/shell/view";
import type { Tenant } from "@/lib/db/directory";
import { loadMessages } from "@/lib/messages";
import { layOutSteps } from "@/lib/quiz-sessions/step-graph";

const cell = (entries: number, dropped: number, underWay = 0) => ({
  entries,
  continued: entries - dropped - underWay,
  dropped,
  underWay,
  retention: null,
  dropRatio: null,
  medianMs: null,
  p90Ms: null,
});
const cells = new Map([
  ["visit", cell(2000, 400)],
  ["start", cell(1600, 90, 10)],
  ["q:gate", cell(1500, 200)],
  ["q:forest", cell(700, 50)],
  ["q:river", cell(606, 100)],
  ["q:bridge", cell(1150, 250)],
  ["complete", cell(900, 600)],
  ["booking", cell(300, 0)],
]);
const graph = layOutSteps(
  [...cells.keys()],
  [
    { from: "visit", to: "start", sessions: 1600 },
    { from: "start", to: "q:gate", sessions: 1500 },
    { from: "q:gate", to: "q:forest", sessions: 700 },
    { from: "q:gate", to: "q:river", sessions: 600 },
    { from: "q:forest", to: "q:bridge", sessions: 644 },
    { from: "q:forest", to: "q:river", sessions: 6 },
    { from: "q:river", to: "q:bridge", sessions: 506 },
    { from: "q:bridge", to: "complete", sessions: 900 },
    { from: "complete", to: "booking", sessions: 300 },
  ],
  (step) => cells.get(step) ?? null,
);

function draw(locale: "en" | "de"): string {
  const tenant = { slug: "t", name: "T", timeZone: "UTC", currency: "EUR" } as Tenant;
  const view = viewOf({ locale, tenant, now: new Date("2026-11-20T12:00:00Z") });
  const links = {
    step: (step: string) => `/s?step=${step}`,
    way: (step: string, next: string) => `/s?step=${step}&next=${next}`,
    end: (step: string, outcome: string) => `/s?step=${step}&outcome=${outcome}`,
  };
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={loadMessages(locale)} timeZone="UTC">
      <StepGraph graph={graph} links={links} view={view} />
    </NextIntlClientProvider>,
  );
}

describe("the drawing of the ways", () => {
  it("names every band and every end with its sessions, and leads to them", () => {
    const parts = [...draw("en").matchAll(/<a aria-label="([^"]*)"[^>]*href="([^"]*)"/g)].map(([, name, href]) => [
      name,
      href?.replaceAll("&amp;", "&"),
    ]);
    expect(parts).toContainEqual([
      "gate, straight on to forest: 700 sessions. Opens them.",
      "/s?step=q:gate&next=q:forest",
    ]);
    expect(parts).toContainEqual([
      "bridge, came no further: 250 sessions. Opens them.",
      "/s?step=q:bridge&outcome=dropped",
    ]);
    const ends = [...cells.values()].filter(({ dropped }) => dropped > 0);
    expect(parts).toHaveLength(graph.edges.length + ends.length);
    expect(draw("de")).toContain("gate, direkt weiter zu forest: 700 Sitzungen. Öffnet sie.");
  });

  it("says the same in its table, where what leaves a step adds up to who came", () => {
    const rows = [...draw("en").matchAll(/<th scope="row"[^>]*>([^<]*)<\/th>.*?text-right">([\d,]+)<\/td>/g)];
    const sums = new Map<string, number>();
    for (const [, step = "", n = ""] of rows) sums.set(step, (sums.get(step) ?? 0) + Number(n.replaceAll(",", "")));
    expect([...sums]).toEqual([
      ["Visit", 2000],
      ["Start", 1600],
      ["gate", 1500],
      ["forest", 700],
      ["river", 606],
      ["bridge", 1150],
      ["Completion", 900],
    ]);
    expect(draw("en")).toContain("by rarer ways");
  });
});
